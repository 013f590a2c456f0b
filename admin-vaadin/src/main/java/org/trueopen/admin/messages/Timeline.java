package org.trueopen.admin.messages;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.trueopen.admin.report.DeliveryReport;
import org.trueopen.admin.report.JudgedHit;
import org.trueopen.admin.report.VerdictWords;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.admin.ui.Words;
import org.trueopen.event.Hit;
import org.trueopen.verdict.Transport;

/** Each hit with its verdict and the reasons, what a correction took back struck through. */
final class Timeline extends Div {

  private final DeliveryReport report;
  private final Viewer viewer;

  Timeline(DeliveryReport report, Viewer viewer) {
    this.report = report;
    this.viewer = viewer;
    OrderedList list = new OrderedList();
    list.addClassName("timeline");
    list.add(station("Sent", VaadinIcon.PAPERPLANE_O, report.sentAt()));
    entries().stream()
        .sorted(Comparator.comparing(Entry::at))
        .forEach(entry -> list.add(entry.item()));
    Div panel = Html.panel("Timeline", list);
    if (report.statements().isEmpty()) {
      panel.add(
          Html.text("quiet", "Nothing has been loaded or clicked yet. New hits appear here."));
    }
    if (report.statementsLeftOut() > 0) {
      panel.add(
          Html.text(
              "quiet",
              "The first %s verdicts of this mail; %s more about later hits are not shown. All of them count in its figures."
                  .formatted(
                      Words.number(report.statements().size()),
                      Words.number(report.statementsLeftOut()))));
    }
    add(panel);
  }

  /** What followed, not yet in order; what happened at once stays as it stands here. */
  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Transport.Report said : report.transport().reports()) {
      ListItem station =
          switch (said.status()) {
            case DELIVERED -> station("Delivered", VaadinIcon.INBOX, said.at());
            case BOUNCED -> station("Bounced", VaadinIcon.ARROW_BACKWARD, said.at());
          };
      entries.add(new Entry(said.at(), station));
    }
    report.statements().forEach(hit -> entries.add(new Entry(hit.at(), item(hit))));
    return entries;
  }

  private record Entry(Instant at, ListItem item) {}

  private ListItem station(String name, VaadinIcon icon, Instant at) {
    ListItem item = new ListItem();
    item.addClassNames("event", "event-sent");
    item.add(
        Html.block("event-dot", icon.create()),
        Html.block(
            "event-body",
            Html.block(
                "event-head",
                Html.inline("event-kind", name),
                Html.inline("event-time", viewer.clock(at)))));
    return item;
  }

  private static String what(JudgedHit hit) {
    if (!hit.isClick()) {
      return "Open";
    }
    return hit.link() == Hit.HONEYPOT ? "Honeypot link followed" : "Click";
  }

  private ListItem item(JudgedHit hit) {
    ListItem item = new ListItem();
    item.addClassNames("event", "event-" + VerdictWords.group(hit.verdict()));
    item.setClassName("event-retracted", !hit.stands());
    Span kind = Html.inline("event-kind", what(hit));
    Span verdict = Html.inline("verdict", VerdictWords.verdict(hit.verdict()));
    verdict.addClassName("verdict-" + VerdictWords.group(hit.verdict()));
    Div head = Html.block("event-head", kind, verdict, time(hit));
    Div body = Html.block("event-body", head);
    if (!hit.url().isEmpty()) {
      body.add(Html.text("event-url", hit.url()));
    }
    body.add(Html.text("event-facts", facts(hit)), reasons(hit));
    if (!hit.stands()) {
      body.add(
          Html.text(
              "event-correction",
              "Taken back at "
                  + viewer.full(hit.judgedAt())
                  + "; the statement that stands follows."));
    }
    item.add(
        Html.block("event-dot", (hit.isClick() ? VaadinIcon.CURSOR_O : VaadinIcon.EYE).create()),
        body);
    return item;
  }

  private Span time(JudgedHit hit) {
    Instant delivered = report.transport().deliveredAt();
    boolean arrived = delivered != null && !hit.at().isBefore(delivered);
    Duration after = Duration.between(arrived ? delivered : report.sentAt(), hit.at());
    Span time =
        Html.inline(
            "event-time",
            viewer.clock(hit.at())
                + ", "
                + Viewer.span(after)
                + (arrived ? " after delivery" : " after sending"));
    time.getElement().setAttribute("title", viewer.full(hit.at()));
    return time;
  }

  private static String facts(JudgedHit hit) {
    return Stream.of(
            VerdictWords.pixel(hit.pixel()),
            hit.client(),
            hit.network(),
            country(hit.country()),
            VerdictWords.place(hit.place()),
            hit.confidence() + " % sure")
        .filter(fact -> !fact.isEmpty())
        .reduce((left, right) -> left + "  \u00b7  " + right)
        .orElse("");
  }

  private static String country(String code) {
    return code.isEmpty() ? "" : Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
  }

  private static UnorderedList reasons(JudgedHit hit) {
    UnorderedList list = new UnorderedList();
    list.addClassName("reasons");
    hit.reasons()
        .forEach(
            reason -> {
              ListItem item = new ListItem(VerdictWords.sentence(reason));
              item.getElement()
                  .setAttribute(
                      "title", "Rule " + reason.rule() + ", rules of " + hit.ruleVersion());
              list.add(item);
            });
    if (!hit.lists().isEmpty()) {
      list.add(new ListItem("Known to the signal lists " + String.join(", ", hit.lists()) + "."));
    }
    return list;
  }
}
