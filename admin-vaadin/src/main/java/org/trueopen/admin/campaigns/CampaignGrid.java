package org.trueopen.admin.campaigns;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.renderer.Renderer;
import com.vaadin.flow.router.QueryParameters;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.trueopen.admin.report.Range;
import org.trueopen.admin.report.Rate;
import org.trueopen.admin.report.Totals;
import org.trueopen.admin.ui.CampaignUrl;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.admin.ui.Words;

/** The list's table; cells are drawn in the browser. */
final class CampaignGrid extends Grid<Campaign> {

  /** Below this width, in CSS pixels, only the columns that matter most have room. */
  private static final int WIDE = 900;

  private final transient Clock clock;
  private final transient Supplier<Viewer> viewer;
  private Range range = Range.MONTH;
  private List<Campaign> shown = List.of();

  /**
   * @param sorted told the order when somebody changes it, as {@link #sortBy} takes it
   */
  CampaignGrid(Clock clock, Supplier<Viewer> viewer, Consumer<String> sorted) {
    this.clock = clock;
    this.viewer = viewer;
    addClassNames("message-grid", "campaign-grid");
    addThemeVariants(GridVariant.NO_BORDER);
    setSelectionMode(SelectionMode.NONE);
    addColumn(name())
        .setHeader("Campaign")
        .setKey("name")
        .setFlexGrow(3)
        .setComparator(Comparator.comparing(Campaign::name));
    figure("sent", "Sent", totals -> Words.number(totals.deliveries()), Totals::deliveries, 90);
    figure(
        "trackable",
        "Trackable",
        totals -> Words.number(totals.opensTrackable()),
        Totals::opensTrackable,
        105);
    addColumn(band())
        .setHeader("Open rate, up to")
        .setKey("open")
        .setWidth("190px")
        .setFlexGrow(0)
        .setComparator(by(totals -> totals.openFloor().share()));
    figure("raw", "Raw", totals -> totals.openRaw().text(), totals -> share(totals.openRaw()), 90);
    figure("clicks", "Clicks", totals -> Words.number(totals.clicks()), Totals::clicks, 90);
    figure(
        "cto",
        "Click-to-open",
        totals -> totals.clickToOpen().text(),
        totals -> share(totals.clickToOpen()),
        130);
    addColumn(lastSent())
        .setHeader("Last sent")
        .setKey("last")
        .setWidth("130px")
        .setFlexGrow(0)
        .setComparator(Comparator.comparing(Campaign::lastSent));
    addItemClickListener(
        event -> UI.getCurrent().navigate(CampaignUrl.path(event.getItem().name()), query()));
    addSortListener(
        event -> {
          if (event.isFromClient()) {
            sorted.accept(
                event.getSortOrder().stream().findFirst().map(CampaignGrid::text).orElse(""));
          }
        });
  }

  private QueryParameters query() {
    return QueryParameters.of("range", range.code());
  }

  /** The rows; equal ones are left alone. */
  void show(List<Campaign> campaigns, Range of) {
    removeClassName("stale");
    range = of;
    if (!campaigns.equals(shown)) {
      shown = campaigns;
      setItems(campaigns);
    }
  }

  /** {@code open} upwards, {@code -open} downwards; the order of the query for anything else. */
  void sortBy(String text) {
    boolean down = text.startsWith("-");
    Column<Campaign> column = getColumnByKey(down ? text.substring(1) : text);
    sort(
        column == null
            ? List.of()
            : List.of(
                new GridSortOrder<>(
                    column, down ? SortDirection.DESCENDING : SortDirection.ASCENDING)));
  }

  private static String text(GridSortOrder<Campaign> order) {
    return (order.getDirection() == SortDirection.DESCENDING ? "-" : "")
        + order.getSorted().getKey();
  }

  /** Leaves out what a narrow page has no room for. */
  void fit(UI ui) {
    fit(ui.getPage().getExtendedClientDetails().getWindowInnerWidth());
  }

  @Override
  protected void onAttach(AttachEvent event) {
    super.onAttach(event);
    event.getUI().getPage().addBrowserWindowResizeListener(resize -> fit(resize.getWidth()));
  }

  private void fit(int width) {
    // Width 0: a browser that has not said.
    boolean wide = width == 0 || width >= WIDE;
    for (String key : List.of("trackable", "raw", "clicks", "cto", "last")) {
      getColumnByKey(key).setVisible(wide);
    }
    getColumnByKey("open").setWidth(wide ? "190px" : "130px");
    getColumnByKey("sent").setWidth(wide ? "90px" : "84px");
  }

  private void figure(
      String key,
      String header,
      Function<Totals, String> text,
      Function<Totals, ? extends Number> number,
      int pixels) {
    addColumn(
            LitRenderer.<Campaign>of("<span class=\"number\">${item.text}</span>")
                .withProperty("text", campaign -> text.apply(campaign.totals())))
        .setHeader(header)
        .setKey(key)
        .setWidth(pixels + "px")
        .setFlexGrow(0)
        .setTextAlign(ColumnTextAlign.END)
        .setComparator(by(totals -> number.apply(totals).doubleValue()));
  }

  private static Double share(Rate rate) {
    return rate.share();
  }

  private static Comparator<Campaign> by(Function<Totals, Double> figure) {
    return Comparator.comparing((Campaign campaign) -> figure.apply(campaign.totals()))
        .thenComparing(Campaign::name);
  }

  private Renderer<Campaign> name() {
    return LitRenderer.<Campaign>of(
            "<div class=\"message-cell\"><a href=\"${item.path}\">${item.name}</a></div>")
        .withProperty("name", Campaign::name)
        .withProperty(
            "path", campaign -> CampaignUrl.path(campaign.name()) + "?range=" + range.code());
  }

  private static Renderer<Campaign> band() {
    return LitRenderer.<Campaign>of(
            """
            <div class="band-cell" title="${item.title}"><span class="number"><b>${item.floor}</b>
              <span class="band-to">${item.ceiling}</span></span>
              <div class="band" aria-hidden="true"><div class="band-certain" style="width: ${item.from}"></div>
              <div class="band-possible" style="left: ${item.from}; width: ${item.more}"></div>
              <div class="band-raw" style="left: ${item.raw}"></div></div></div>""")
        .withProperty("floor", campaign -> campaign.totals().openFloor().text())
        .withProperty("ceiling", campaign -> campaign.totals().openCeiling().text())
        .withProperty("from", campaign -> percent(campaign.totals().openFloor().share()))
        .withProperty(
            "more",
            campaign ->
                percent(
                    campaign.totals().openCeiling().share()
                        - campaign.totals().openFloor().share()))
        .withProperty("raw", campaign -> percent(campaign.totals().openRaw().share()))
        .withProperty(
            "title",
            campaign ->
                "Opened by people "
                    + campaign.totals().openFloor().text()
                    + ", with the unknowable up to "
                    + campaign.totals().openCeiling().text()
                    + "; raw "
                    + campaign.totals().openRaw().text());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", share * 100);
  }

  private Renderer<Campaign> lastSent() {
    return LitRenderer.<Campaign>of("<span class=\"quiet\">${item.at}</span>")
        .withProperty("at", row -> viewer.get().brief(row.lastSent(), clock.instant()));
  }
}
