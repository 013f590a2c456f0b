package org.trueopen.admin.machines;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.List;
import org.trueopen.admin.report.VerdictWords;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.PlainTable;
import org.trueopen.admin.ui.Viewer;

/** Single hits of machines with the reason that weighed most; each leads to its delivery. */
final class SamplesPanel extends Div {

  SamplesPanel(CsvLink csv, List<Machines.Sample> samples, SamplesChoice choice, Viewer viewer) {
    addClassName("panel");
    String of = choice.words();
    add(
        Html.block(
            "panel-head",
            Html.block(
                "panel-titles",
                new H2(of.isEmpty() ? "Samples" : "Samples of " + of),
                Html.text(
                    "quiet",
                    "The latest "
                        + MachineReports.SAMPLES
                        + " hits of machines, with the reason that weighed most.")),
            Html.block("panel-actions", csv)));
    if (samples.isEmpty()) {
      add(Html.text("quiet", "None in this range."));
      return;
    }
    PlainTable table = new PlainTable("Mail to", "When", "What", "Judged", "Network", "Why");
    for (Machines.Sample each : samples) {
      NativeTableRow row =
          table.row(
              new Anchor(
                  "deliveries/" + each.delivery(),
                  each.recipient().isEmpty() ? "Anonymous" : each.recipient()),
              viewer.full(each.at()),
              each.click() ? "Click" : "Load",
              VerdictWords.verdict(each.verdict()) + ", " + each.confidence() + " %",
              each.network());
      table.cell(row).add(Html.inline("cell-note", VerdictWords.sentence(each.reason())));
    }
    add(Html.block("table-scroller", table));
  }
}
