package org.trueopen.admin.messages;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.time.ZoneOffset;
import java.util.Optional;
import org.trueopen.admin.live.Answer;
import org.trueopen.admin.live.Feed;
import org.trueopen.admin.live.LiveUpdates;
import org.trueopen.admin.report.DeliveryReport;
import org.trueopen.admin.report.Reports;
import org.trueopen.admin.ui.CampaignUrl;
import org.trueopen.admin.ui.Eye;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.StoreDownNotice;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;

/** Everything known of one delivery. */
@Route("deliveries/:delivery")
@PermitAll
public final class DeliveryView extends Div implements BeforeEnterObserver, HasDynamicTitle {

  private final Notice notice = new Notice(Notice.Kind.ERROR);
  private final H1 heading = new H1();
  private final Div head = Html.block("delivery-head");
  private final Div body = Html.block("delivery-body");
  private final Div unknown =
      Html.text(
          "empty",
          "No delivery of this account has that id. A mail handed over moments ago appears here by"
              + " itself.");
  private final transient Feed<Question, Optional<DeliveryReport>> feed;
  private volatile Question question = new Question("", new Viewer(ZoneOffset.UTC));

  DeliveryView(Reports reports, LiveUpdates live, AccountId account) {
    addClassName("page");
    RouterLink back = new RouterLink(MessagesView.class);
    back.add(VaadinIcon.ARROW_LEFT.create(), new Span("Messages"));
    back.addClassName("back");
    unknown.setVisible(false);
    add(back, notice, unknown, head, body);
    feed =
        live.follow(
            this, () -> question, asked -> find(reports, account, asked.delivery()), this::show);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    String delivery = event.getRouteParameters().get("delivery").orElse("");
    question = new Question(delivery, Viewer.of(event.getUI()));
    feed.refresh();
  }

  @Override
  public String getPageTitle() {
    return "Delivery " + question.delivery() + " | TrueOpen";
  }

  private static Optional<DeliveryReport> find(
      Reports reports, AccountId account, String delivery) {
    DeliveryId id;
    try {
      id = new DeliveryId(delivery);
    } catch (IllegalArgumentException e) {
      // Somebody typed it; there is no such delivery.
      return Optional.empty();
    }
    return reports.delivery(account, id);
  }

  private void show(Answer<Optional<DeliveryReport>> answer) {
    switch (answer) {
      case Answer.Found<Optional<DeliveryReport>>(Optional<DeliveryReport> found) -> {
        notice.hush();
        unknown.setVisible(found.isEmpty());
        head.removeAll();
        body.removeAll();
        found.ifPresent(this::fill);
      }
      case Answer.Unavailable<Optional<DeliveryReport>> unavailable ->
          notice.say(StoreDownNotice.WORDS);
    }
  }

  private void fill(DeliveryReport report) {
    Viewer viewer = question.viewer();
    heading.setText(report.subject().isEmpty() ? "(no subject)" : report.subject());
    head.add(Html.block("delivery-title", heading, new Eye(report.engagement().status())));
    Div facts =
        Html.block(
            "facts",
            fact("To", report.recipient().isEmpty() ? "Anonymous" : report.recipient()),
            fact("From", report.mailbox()),
            fact("Sent", viewer.full(report.sentAt())));
    if (report.transport().deliveredAt() != null) {
      facts.add(fact("Delivered", viewer.full(report.transport().deliveredAt())));
    }
    if (report.transport().bouncedAt() != null) {
      facts.add(fact("Bounced", viewer.full(report.transport().bouncedAt())));
    }
    if (!report.campaign().isEmpty()) {
      facts.add(
          Html.block(
              "fact",
              Html.inline("fact-name", "Campaign"),
              new Anchor(CampaignUrl.path(report.campaign()), report.campaign())));
    }
    head.add(facts);
    body.add(
        Html.block("delivery-main", new EngagementSummary(report), new Timeline(report, viewer)),
        Html.block(
            "delivery-side", new WhyPanel(report, viewer), new LinksPanel(report), ids(report)));
  }

  private static Div ids(DeliveryReport report) {
    Div panel = Html.panel("Ids");
    panel.add(fact("Delivery", report.deliveryId().value()));
    if (!report.messageId().isEmpty()) {
      panel.add(fact("Message", report.messageId()));
    }
    panel.addClassName("ids");
    return panel;
  }

  private static Div fact(String name, String value) {
    return Html.block("fact", Html.inline("fact-name", name), Html.inline("fact-value", value));
  }

  /** What the page asks for at present. */
  private record Question(String delivery, Viewer viewer) {}
}
