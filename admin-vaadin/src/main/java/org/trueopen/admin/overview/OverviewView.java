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
import org.trueopen.admin.chart.EChart;
import org.trueopen.admin.chart.HitsChart;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.admin.live.Answer;
import org.trueopen.admin.live.Feed;
import org.trueopen.admin.live.LiveUpdates;
import org.trueopen.admin.report.Overview;
import org.trueopen.admin.report.Range;
import org.trueopen.admin.report.Reports;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.RangePicker;
import org.trueopen.admin.ui.StoreDownNotice;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.id.AccountId;

/** The dashboard. */
@Route("")
@PageTitle("Overview | TrueOpen")
@PermitAll
final class OverviewView extends Div implements BeforeEnterObserver {

  private final RangePicker picker = new RangePicker(OverviewView.class);
  private final Notice notice = new Notice(Notice.Kind.ERROR);
  private final Tiles tiles = new Tiles();
  private final EChart opens = new EChart("Opens over time by people, unknowable and machines");
  private final EChart clicks = new EChart("Clicks over time by people, unknowable and machines");
  private final Div figures = Html.block("figures");
  private final FirstMailGuide guide;
  private final Feed<Question, Overview> feed;
  private volatile Question question = Question.INITIAL;

  OverviewView(
      Reports reports, LiveUpdates live, AccountId account, AdminConfig config, Clock clock) {
    guide = new FirstMailGuide(config.first().domain());
    addClassName("page");
    Div head = Html.block("page-head", new H1("Overview"), picker);
    figures.add(
        tiles,
        new BoundsNote(),
        ChartPanel.of("Opens over time", "By the time of the hit; reloads left out.", opens),
        ChartPanel.of("Clicks over time", "Links followed, by the time of the hit.", clicks));
    add(head, notice, guide, figures);
    guide.setVisible(false);
    // Until there are figures to show; empty frames would only look broken.
    figures.setVisible(false);
    feed =
        live.follow(
            this,
            () -> question,
            asked ->
                reports.overview(
                    account, asked.range().endingAt(clock.instant(), asked.viewer().zone())),
            this::show);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    Range range = RangePicker.in(event.getLocation());
    question = new Question(range, Viewer.of(event.getUI()));
    picker.show(range, event.getLocation().getQueryParameters());
    feed.refresh();
  }

  private void show(Answer<Overview> answer) {
    switch (answer) {
      case Answer.Found<Overview>(Overview overview) -> {
        notice.hush();
        figures.removeClassName("stale");
        guide.setVisible(!overview.everSent());
        figures.setVisible(overview.everSent());
        tiles.show(overview.totals());
        opens.setOption(HitsChart.option(overview.window(), overview.opens()));
        clicks.setOption(HitsChart.option(overview.window(), overview.clicks()));
      }
      case Answer.Unavailable<Overview> unavailable -> {
        notice.say(StoreDownNotice.WORDS);
        // What was shown before stays, greyed: better old figures that say so than none.
        figures.addClassName("stale");
      }
    }
  }

  /** What the page asks for at present. */
  private record Question(Range range, Viewer viewer) {
    static final Question INITIAL = new Question(Range.WEEK, new Viewer(ZoneOffset.UTC));
  }
}
