package org.trueopen.admin.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.admin.live.Answer;
import org.trueopen.admin.live.Feed;
import org.trueopen.admin.live.LiveUpdates;
import org.trueopen.admin.report.Filter;
import org.trueopen.admin.report.FilterValues;
import org.trueopen.admin.report.Overview;
import org.trueopen.admin.report.Range;
import org.trueopen.admin.report.Reports;
import org.trueopen.admin.report.ReportsUnavailableException;
import org.trueopen.admin.report.Step;
import org.trueopen.admin.report.Window;
import org.trueopen.admin.share.ShareButton;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.RangePicker;
import org.trueopen.admin.ui.StepPicker;
import org.trueopen.admin.ui.StoreDownNotice;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.id.AccountId;

/** The dashboard. */
@Route("")
@PageTitle("Overview | TrueOpen")
@PermitAll
final class OverviewView extends Div implements BeforeEnterObserver {

  private final transient Reports reports;
  private final transient AccountId account;
  private final transient Clock clock;
  private final RangePicker picker = new RangePicker(OverviewView.class);
  private final StepPicker steps = new StepPicker(OverviewView.class);
  private final FilterBar filters = new FilterBar();
  private final ShareButton share;
  private final Notice notice = new Notice(Notice.Kind.ERROR);
  private final Notice nothing = new Notice(Notice.Kind.INFO);
  private final OverviewFigures figures = new OverviewFigures(Html.block("series-head", steps));
  private final CsvLink opensCsv = new CsvLink("Opens over time");
  private final CsvLink clicksCsv = new CsvLink("Clicks over time");
  private final FirstMailGuide guide;
  private final transient Feed<Question, Overview> feed;
  private volatile Question question = Question.INITIAL;

  OverviewView(
      Reports reports,
      LiveUpdates live,
      AccountId account,
      AdminConfig config,
      Clock clock,
      ShareButton share) {
    this.reports = reports;
    this.account = account;
    this.clock = clock;
    this.share = share;
    guide = new FirstMailGuide(config.ingestUrl(), config.first().domain());
    addClassName("page");
    figures.withCsv(opensCsv, clicksCsv);
    add(
        Html.block("page-head", new H1("Overview"), Html.block("page-tools", share, picker)),
        filters,
        notice,
        nothing,
        guide,
        figures);
    guide.setVisible(false);
    // Until there are figures to show; empty frames would only look broken.
    figures.setVisible(false);
    feed = live.follow(this, () -> question, this::ask, this::show);
  }

  private Overview ask(Question asked) {
    return reports.overview(account, window(asked), asked.filter());
  }

  private Window window(Question asked) {
    return asked.range().endingAt(clock.instant(), asked.viewer().zone(), asked.step());
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    Range range = RangePicker.in(event.getLocation());
    Step step = StepPicker.in(event.getLocation(), range);
    question =
        new Question(range, step, FilterBar.in(event.getLocation()), Viewer.of(event.getUI()));
    picker.show(range, event.getLocation().getQueryParameters());
    steps.show(range, step, event.getLocation().getQueryParameters());
    share.at(event.getLocation());
    filters.show(event.getLocation(), filterValues());
    feed.refresh();
  }

  /** None while the store is down, which the page says anyway. */
  private FilterValues filterValues() {
    try {
      return reports.filterValues(account, window(question));
    } catch (ReportsUnavailableException e) {
      return FilterValues.NONE;
    }
  }

  private void show(Answer<Overview> answer) {
    switch (answer) {
      case Answer.Found<Overview>(Overview overview) -> {
        notice.hush();
        guide.setVisible(!overview.everSent());
        filters.setVisible(overview.everSent());
        figures.setVisible(overview.everSent());
        showFigures(overview);
      }
      case Answer.Unavailable<Overview> unavailable -> {
        notice.say(StoreDownNotice.WORDS);
        figures.showStale();
      }
    }
  }

  private void showFigures(Overview overview) {
    String span = overview.window().range().label();
    figures.show(overview, question.viewer());
    exports(overview.window());
    boolean empty = overview.everSent() && overview.totals().deliveries() == 0;
    if (empty) {
      nothing.say(
          question.filter().isEmpty()
              ? "Nothing was sent in the last " + span + ". A longer range may have more to show."
              : "Nothing sent in the last " + span + " fits these filters.");
    } else {
      nothing.hush();
    }
  }

  /** The report call knows senders only; for other filters there is nothing to take away. */
  private void exports(Window window) {
    Filter filter = question.filter();
    boolean can = filter.recipientDomains().isEmpty() && filter.clients().isEmpty();
    boolean hours = window.step() == Step.HOUR || window.step() == Step.SIX_HOURS;
    List<String> parameters =
        new ArrayList<>(List.of("report", "verdicts", "groupBy", hours ? "hour" : "day"));
    filter.domains().forEach(domain -> parameters.addAll(List.of("domain", domain)));
    filter.mailboxes().forEach(mailbox -> parameters.addAll(List.of("mailbox", mailbox)));
    filter.campaigns().forEach(campaign -> parameters.addAll(List.of("campaign", campaign)));
    for (CsvLink link : List.of(opensCsv, clicksCsv)) {
      link.setVisible(can);
      link.to("report", window, parameters);
    }
  }

  /** What the page asks for at present. */
  private record Question(Range range, Step step, Filter filter, Viewer viewer) {
    static final Question INITIAL =
        new Question(Range.WEEK, Step.SIX_HOURS, Filter.NONE, new Viewer(ZoneOffset.UTC));
  }
}
