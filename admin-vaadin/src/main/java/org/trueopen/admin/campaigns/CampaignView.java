package org.trueopen.admin.campaigns;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trueopen.admin.live.Answer;
import org.trueopen.admin.live.Feed;
import org.trueopen.admin.live.LiveUpdates;
import org.trueopen.admin.report.Range;
import org.trueopen.admin.report.Reports;
import org.trueopen.admin.report.Window;
import org.trueopen.admin.share.ShareButton;
import org.trueopen.admin.ui.CampaignUrl;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.RangeLinks;
import org.trueopen.admin.ui.RangePicker;
import org.trueopen.admin.ui.StoreDownNotice;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.id.AccountId;

/**
 * One campaign, alone or beside another. Range, the other one and the link looked at stand in the
 * URL: {@code ?range=30d&with=other&link=https://...}.
 */
@Route("campaigns/:campaign")
@PermitAll
final class CampaignView extends Div implements BeforeEnterObserver, HasDynamicTitle {

  private static final String WITH = "with";
  private static final String LINK = "link";

  private final transient CampaignReports reports;
  private final transient AccountId account;
  private final transient Clock clock;
  private final RangeLinks picker = new RangeLinks();
  private final ShareButton share;
  private final Notice notice = new Notice(Notice.Kind.ERROR);
  private final H1 heading = new H1();
  private final WithPicker with = new WithPicker(WITH);
  private final Div unknown = Html.text("empty", "");
  private final CampaignFigures figures;
  private final RecipientsPanel recipients;
  private final transient Feed<Question, Page> feed;
  private volatile Question question = Question.INITIAL;
  private volatile @Nullable Kept kept;

  CampaignView(
      CampaignReports campaigns,
      Reports reports,
      LiveUpdates live,
      AccountId account,
      Clock clock,
      ShareButton share) {
    this.reports = campaigns;
    this.share = share;
    this.account = account;
    this.clock = clock;
    addClassName("page");
    figures = new CampaignFigures(() -> question.viewer());
    figures.withCsv();
    recipients =
        new RecipientsPanel(
            reports,
            account,
            clock,
            () -> question.viewer(),
            () -> notice.say(StoreDownNotice.WORDS));
    RouterLink back = new RouterLink(CampaignsView.class);
    back.add(VaadinIcon.ARROW_LEFT.create(), new Span("Campaigns"));
    back.addClassName("back");
    unknown.setVisible(false);
    figures.setVisible(false);
    recipients.setVisible(false);
    add(
        back,
        Html.block("page-head", heading, Html.block("page-tools", with, share, picker)),
        notice,
        unknown,
        figures,
        recipients);
    feed = live.follow(this, () -> question, this::ask, this::show);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    Location location = event.getLocation();
    String name = event.getRouteParameters().get("campaign").flatMap(CampaignUrl::name).orElse("");
    Optional<String> other =
        location.getQueryParameters().getSingleParameter(WITH).filter(text -> !text.equals(name));
    question =
        new Question(
            name,
            RangePicker.in(location, Range.MONTH),
            other.orElse(""),
            location.getQueryParameters().getSingleParameter(LINK).orElse(""),
            Viewer.of(event.getUI()));
    heading.setText(name.isEmpty() ? "Campaign" : name);
    picker.show(question.range(), location);
    with.at(location, name, question.with());
    figures.at(location, LINK);
    share.at(location);
    feed.refresh();
  }

  @Override
  public String getPageTitle() {
    return question.name() + " | TrueOpen";
  }

  /** Asked every few seconds, so what is costly is kept until something has changed. */
  private Page ask(Question asked) {
    Window window = asked.range().endingAt(clock.instant(), asked.viewer().zone());
    List<String> names =
        asked.with().isEmpty() ? List.of(asked.name()) : List.of(asked.name(), asked.with());
    List<Long> pulse = reports.pulse(account, window, names);
    Kept last = kept;
    if (last != null
        && last.question().equals(asked)
        && last.page().window().equals(window)
        && last.pulse().equals(pulse)) {
      return last.page();
    }
    Page page =
        new Page(
            window,
            reports.report(account, window, asked.name()),
            asked.with().isEmpty()
                ? Optional.empty()
                : Optional.of(reports.report(account, window, asked.with())),
            asked.link().isEmpty()
                ? List.of()
                : reports.clicks(account, window, asked.name(), asked.link()),
            reports.list(account, window, "").stream().map(Campaign::name).sorted().toList());
    kept = new Kept(asked, pulse, page);
    return page;
  }

  private void show(Answer<Page> answer) {
    switch (answer) {
      case Answer.Found<Page>(Page page) -> {
        notice.hush();
        figures.removeClassName("stale");
        boolean sent = page.report().totals().deliveries() > 0;
        unknown.setVisible(!sent);
        unknown.setText(
            "No mail of a campaign of this name was sent in the last "
                + question.range().label()
                + ". A longer range may have some.");
        figures.setVisible(sent);
        recipients.setVisible(sent);
        with.offer(page.names());
        if (sent) {
          figures.show(page.report(), page.other(), question.link(), page.clicks());
          figures.exports(page.window(), question.name(), question.link());
          recipients.show(page.window(), question.name());
        }
      }
      case Answer.Unavailable<Page> unavailable -> {
        notice.say(StoreDownNotice.WORDS);
        figures.addClassName("stale");
      }
    }
  }

  /** What the page asks for at present. */
  private record Question(String name, Range range, String with, String link, Viewer viewer) {
    static final Question INITIAL =
        new Question("", Range.MONTH, "", "", new Viewer(ZoneOffset.UTC));
  }

  /** What it shows. */
  private record Page(
      Window window,
      CampaignReport report,
      Optional<CampaignReport> other,
      List<LinkClick> clicks,
      List<String> names) {}

  private record Kept(Question question, List<Long> pulse, Page page) {}
}
