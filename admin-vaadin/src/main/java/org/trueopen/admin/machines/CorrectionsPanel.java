package org.trueopen.admin.machines;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.trueopen.admin.report.JudgedHit.Reason;
import org.trueopen.admin.report.Range;
import org.trueopen.admin.report.VerdictWords;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.PlainTable;
import org.trueopen.admin.ui.Viewer;

/** Verdicts that later evidence changed. */
final class CorrectionsPanel extends Div {

  CorrectionsPanel(CsvLink csv, List<Machines.Correction> corrections, Range range, Viewer viewer) {
    addClassName("panel");
    add(
        Html.block(
            "panel-head",
            Html.block(
                "panel-titles",
                new H2("Corrections"),
                Html.text(
                    "quiet",
                    "Later evidence takes verdicts back, and every figure follows. The latest "
                        + MachineReports.CORRECTIONS
                        + " of the last "
                        + range.label()
                        + '.')),
            Html.block("panel-actions", csv)));
    if (corrections.isEmpty()) {
      add(
          Html.text(
              "empty-in-panel", "No verdict was corrected in the last " + range.label() + "."));
      return;
    }
    PlainTable table =
        new PlainTable("Mail to", "Corrected", "Of the hit at", "What", "From", "To", "Why");
    for (Machines.Correction each : corrections) {
      NativeTableRow row =
          table.row(
              new Anchor(
                  "deliveries/" + each.delivery(),
                  each.recipient().isEmpty() ? "Anonymous" : each.recipient()),
              viewer.full(each.at()),
              viewer.full(each.hitAt()),
              each.click() ? "Click" : "Open");
      Span before = verdict(each.from());
      before.addClassName("struck");
      table.cell(row).add(before);
      table.cell(row).add(verdict(each.to()));
      table
          .cell(row)
          .add(Html.inline("cell-note", VerdictWords.sentence(new Reason(each.rule(), ""))));
    }
    add(Html.block("table-scroller", table));
  }

  private static Span verdict(String verdict) {
    Span span = Html.inline("verdict", VerdictWords.verdict(verdict));
    span.addClassName("verdict-" + VerdictWords.group(verdict));
    return span;
  }
}
