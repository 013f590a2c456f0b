package org.trueopen.admin.share;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.trueopen.admin.campaigns.CampaignFigures;
import org.trueopen.admin.campaigns.CampaignReport;
import org.trueopen.admin.campaigns.CampaignReports;
import org.trueopen.admin.live.Answer;
import org.trueopen.admin.live.Feed;
import org.trueopen.admin.live.LiveUpdates;
import org.trueopen.admin.overview.FilterBar;
import org.trueopen.admin.overview.OverviewFigures;
import org.trueopen.admin.report.Overview;
import org.trueopen.admin.report.Range;
import org.trueopen.admin.report.Reports;
import org.trueopen.admin.report.Window;
import org.trueopen.admin.ui.CampaignUrl;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.RangePicker;
import org.trueopen.admin.ui.StepPicker;
import org.trueopen.admin.ui.StoreDownNotice;
import org.trueopen.admin.ui.Viewer;

/**
 * One page's figures for whoever has its link: no recipients, no settings, no way on. Whether the
 * link still holds is looked at with every answer, so that an open page ends with it.
 */
@Route(value = "shared/:token", autoLayout = false)
@PageTitle("Shared | TrueOpen")
@AnonymousAllowed
final class SharedView extends Div implements BeforeEnterObserver {

  private final transient ShareLinks links;
  private final transient Reports reports;
  private final transient CampaignReports campaigns;
  private final transient Clock clock;
  private final H1 heading = new H1();
  private final Span until = Html.inline("quiet", "");
  private final Notice notice = new Notice(Notice.Kind.ERROR);
  private final Div ended =
      Html.text("empty", "This link shows nothing: it has expired, or was not copied as a whole.");
  private final OverviewFigures overview = new OverviewFigures();
  private final CampaignFigures campaign;
  private final transient Feed<Question, Shown> feed;
  private volatile Question question = new Question("", new Viewer(ZoneOffset.UTC));

  SharedView(
      ShareLinks links, Reports reports, CampaignReports campaigns, LiveUpdates live, Clock clock) {
    this.links = links;
    this.reports = reports;
    this.campaigns = campaigns;
    this.clock = clock;
    campaign = new CampaignFigures(() -> question.viewer());
    campaign.withoutRecipients();
    addClassNames("page", "shared");
    Div brand = Html.block("brand", Html.drawing("opened"), new Span("TrueOpen"));
    add(
        brand,
        Html.block("page-head", Html.block("page-titles", heading, until)),
        notice,
        ended,
        overview,
        campaign);
    hideAll();
    feed = live.follow(this, () -> question, this::ask, this::show);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    String token = event.getRouteParameters().get("token").orElse("");
    question = new Question(token, Viewer.of(event.getUI()));
    feed.refresh();
  }

  private Shown ask(Question asked) {
    Optional<SharedPage> page = links.read(asked.token());
    if (page.isEmpty()) {
      return Shown.NOTHING;
    }
    Location location = new Location(page.get().path());
    String path = location.getPath();
    if (path.isEmpty()) {
      return overview(page.get(), location, asked.viewer());
    }
    return path.startsWith("campaigns/")
        ? CampaignUrl.name(path.substring("campaigns/".length()))
            .map(name -> campaign(page.get(), location, name, asked.viewer()))
            .orElse(Shown.NOTHING)
        : Shown.NOTHING;
  }

  private Shown overview(SharedPage page, Location location, Viewer viewer) {
    Range range = RangePicker.in(location);
    Window window = range.endingAt(clock.instant(), viewer.zone(), StepPicker.in(location, range));
    Overview found = reports.overview(page.account(), window, FilterBar.in(location));
    return new Shown(Optional.of(page), Optional.of(found), List.of());
  }

  private Shown campaign(SharedPage page, Location location, String name, Viewer viewer) {
    Window window = RangePicker.in(location, Range.MONTH).endingAt(clock.instant(), viewer.zone());
    CampaignReport first = campaigns.report(page.account(), window, name);
    Optional<CampaignReport> other =
        location
            .getQueryParameters()
            .getSingleParameter("with")
            .filter(with -> !with.equals(name))
            .map(with -> campaigns.report(page.account(), window, with));
    return new Shown(
        Optional.of(page),
        Optional.empty(),
        other.map(with -> List.of(first, with)).orElse(List.of(first)));
  }

  private void show(Answer<Shown> answer) {
    switch (answer) {
      case Answer.Found<Shown>(Shown shown) -> {
        notice.hush();
        hideAll();
        ended.setVisible(shown.page().isEmpty());
        heading.setVisible(shown.page().isPresent());
        until.setVisible(shown.page().isPresent());
        shown.page().ifPresent(page -> showHead(page, shown));
        shown.overview().ifPresent(this::show);
        if (!shown.campaigns().isEmpty()) {
          campaign.setVisible(true);
          Optional<CampaignReport> other =
              shown.campaigns().size() > 1
                  ? Optional.of(shown.campaigns().get(1))
                  : Optional.empty();
          campaign.show(shown.campaigns().getFirst(), other, "", List.of());
        }
      }
      case Answer.Unavailable<Shown> unavailable -> notice.say(StoreDownNotice.WORDS);
    }
  }

  private void show(Overview figures) {
    overview.setVisible(true);
    overview.show(figures, question.viewer());
  }

  private void showHead(SharedPage page, Shown shown) {
    heading.setText(shown.campaigns().isEmpty() ? "Overview" : shown.campaigns().getFirst().name());
    Range range =
        RangePicker.in(
            new Location(page.path()), shown.campaigns().isEmpty() ? Range.WEEK : Range.MONTH);
    until.setText(
        "The last "
            + range.label()
            + ". Shared by "
            + page.sharedBy()
            + " until "
            + question.viewer().full(page.expires()));
  }

  private void hideAll() {
    ended.setVisible(false);
    overview.setVisible(false);
    campaign.setVisible(false);
  }

  private record Question(String token, Viewer viewer) {}

  /** What the link shows at present: an overview, one or two campaigns, or nothing. */
  private record Shown(
      Optional<SharedPage> page, Optional<Overview> overview, List<CampaignReport> campaigns) {
    static final Shown NOTHING = new Shown(Optional.empty(), Optional.empty(), List.of());
  }
}
