package org.trueopen.admin.messages;

import com.vaadin.flow.component.html.Div;
import org.trueopen.admin.report.DeliveryReport;
import org.trueopen.admin.report.Engagement;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Words;

/** What the hits add up to, in four figures and a sentence. */
final class EngagementSummary extends Div {

  EngagementSummary(DeliveryReport report) {
    Engagement engagement = report.engagement();
    addClassNames("panel", "summary");
    add(
        figure("Times opened", engagement.opens()),
        figure("Clicks", engagement.clicks()),
        figure("By machines", engagement.machineOpens() + engagement.machineClicks()),
        figure("Forward reach", engagement.forwards()),
        Html.text("summary-meaning", engagement.status().meaning()));
    switch (report.extent()) {
      case COMPLETE ->
          add(Html.text("summary-meaning", "Shown to its end: both of its pixels were loaded."));
      case CUT_SHORT ->
          add(
              Html.text(
                  "summary-meaning",
                  "Cut short by the client: the pixel at the beginning was loaded, the one at the"
                      + " end never."));
      case UNKNOWN -> {}
    }
  }

  private static Div figure(String name, long value) {
    return Html.block(
        "summary-figure",
        Html.text("summary-name", name),
        Html.text("summary-value", Words.number(value)));
  }
}
