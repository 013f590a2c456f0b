package org.trueopen.admin.messages;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.trueopen.admin.report.DecisionWords;
import org.trueopen.admin.report.DeliveryReport;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.settings.IdentityOutcome;
import org.trueopen.settings.Outcome;

/** Reads the frozen decision: which level or gate decided, since when, set by whom. */
final class WhyPanel extends Div {

  WhyPanel(DeliveryReport report, Viewer viewer) {
    Outcome opens = report.decision().opens();
    Outcome clicks = report.decision().clicks();
    String not = opens.tracked() || clicks.tracked() ? "" : " not";
    add(
        Html.panel(
            "Why was this" + not + " tracked?",
            row("Opens", opens, viewer),
            row("Clicks", clicks, viewer),
            identity(report.decision().identity(), viewer),
            Html.text("quiet", "Decided when the mail was instrumented, and frozen with it.")));
  }

  private static Div identity(IdentityOutcome identity, Viewer viewer) {
    Span state = Html.inline("state", identity.anonymous() ? "Anonymous" : "Identified");
    state.addClassName(identity.anonymous() ? "state-off" : "state-on");
    return Html.block(
        "why",
        Html.block("why-head", Html.inline("why-what", "Recipient"), state),
        Html.text("why-reason", DecisionWords.reason(identity, viewer::full)));
  }

  private static Div row(String what, Outcome outcome, Viewer viewer) {
    Span state = Html.inline("state", outcome.tracked() ? "Tracked" : "Not tracked");
    state.addClassName(outcome.tracked() ? "state-on" : "state-off");
    return Html.block(
        "why",
        Html.block("why-head", Html.inline("why-what", what), state),
        Html.text("why-reason", DecisionWords.reason(outcome, viewer::full)));
  }
}
