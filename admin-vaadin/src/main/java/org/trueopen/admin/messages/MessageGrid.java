package org.trueopen.admin.messages;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.renderer.Renderer;
import java.time.Clock;
import java.util.function.Supplier;
import org.trueopen.admin.report.MessageRow;
import org.trueopen.admin.ui.Viewer;

/** The list's table. Cells are drawn in the browser, so a refresh changes text and nothing else. */
public final class MessageGrid extends Grid<MessageRow> {

  /**
   * Below this width, in CSS pixels, the narrow columns of figures would not leave room to read.
   */
  private static final int WIDE = 900;

  /**
   * Several times what is seen at once. With 50, Vaadin's connector asked in turn for two pages,
   * each of which let the other go, when one jumped to among the last thousands of a million rows.
   */
  private static final int PAGE_SIZE = 200;

  private final transient Clock clock;
  private final transient Supplier<Viewer> viewer;
  private final Column<MessageRow> status;
  private final Column<MessageRow> campaign;
  private final Column<MessageRow> opens;
  private final Column<MessageRow> clicks;
  private final Column<MessageRow> sent;

  public MessageGrid(Clock clock, Supplier<Viewer> viewer) {
    this.clock = clock;
    this.viewer = viewer;
    addClassName("message-grid");
    addThemeVariants(GridVariant.NO_BORDER);
    setSelectionMode(SelectionMode.NONE);
    setPageSize(PAGE_SIZE);
    status = addColumn(eye()).setHeader("Status").setWidth("170px").setFlexGrow(0);
    addColumn(message()).setHeader("Message").setFlexGrow(4);
    campaign = addColumn(MessageRow::campaign).setHeader("Campaign").setFlexGrow(1);
    opens = addFigures("Opens", LitRenderer.of("${item.opens}"));
    clicks = addFigures("Clicks", LitRenderer.of("${item.clicks}"));
    sent = addColumn(time()).setHeader("Sent").setWidth("130px").setFlexGrow(0);
  }

  /** Leaves out what a narrow page has no room for; the eye then stands without its word. */
  public void fit(UI ui) {
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
    campaign.setVisible(wide);
    opens.setVisible(wide);
    clicks.setVisible(wide);
    status.setWidth(wide ? "170px" : "50px");
    status.setHeader(wide ? "Status" : "");
    sent.setWidth(wide ? "130px" : "96px");
    setClassName("narrow", !wide);
  }

  private Column<MessageRow> addFigures(String header, LitRenderer<MessageRow> renderer) {
    return addColumn(
            renderer
                .withProperty("opens", row -> figure(row.engagement().opens()))
                .withProperty("clicks", row -> figure(row.engagement().clicks())))
        .setHeader(header)
        .setWidth("90px")
        .setFlexGrow(0)
        .setTextAlign(ColumnTextAlign.END);
  }

  private static Renderer<MessageRow> eye() {
    return LitRenderer.<MessageRow>of(
            """
            <span class="eye eye-${item.code}" title="${item.label}: ${item.meaning}">
              <vaadin-icon src="assets/eyes.svg" symbol="${item.code}" aria-hidden="true"></vaadin-icon>
              <span>${item.label}</span></span>""")
        .withProperty("code", row -> row.engagement().status().code())
        .withProperty("label", row -> row.engagement().status().label())
        .withProperty("meaning", row -> row.engagement().status().meaning());
  }

  private static Renderer<MessageRow> message() {
    return LitRenderer.<MessageRow>of(
            """
            <div class="message-cell"><a href="deliveries/${item.id}">${item.recipient}</a>
              <span>${item.subject}</span></div>""")
        .withProperty("id", row -> row.deliveryId().value())
        .withProperty("recipient", row -> row.recipient().isEmpty() ? "Anonymous" : row.recipient())
        .withProperty("subject", row -> row.subject().isEmpty() ? "(no subject)" : row.subject());
  }

  private Renderer<MessageRow> time() {
    return LitRenderer.<MessageRow>of(
            "<span class=\"quiet\" title=\"${item.full}\">${item.at}</span>")
        .withProperty("at", row -> viewer.get().brief(row.sentAt(), clock.instant()))
        .withProperty("full", row -> viewer.get().full(row.sentAt()));
  }

  private static String figure(long count) {
    return count == 0 ? "" : Long.toString(count);
  }
}
