package org.trueopen.admin.machines;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.List;
import org.trueopen.admin.report.Range;
import org.trueopen.admin.report.Rate;
import org.trueopen.admin.report.VerdictWords;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.PlainTable;
import org.trueopen.admin.ui.ShareBar;
import org.trueopen.admin.ui.Words;

/** Hits by what they were judged to be. */
final class ClassesPanel extends Div {

  ClassesPanel(CsvLink csv, List<Machines.ByClass> classes, Range range, SamplesChoice choice) {
    addClassName("panel");
    long all = classes.stream().mapToLong(Machines.ByClass::hits).sum();
    long machines =
        classes.stream()
            .filter(each -> each.group().equals("machines"))
            .mapToLong(Machines.ByClass::hits)
            .sum();
    Div titles =
        Html.block(
            "panel-titles",
            new H2("By class"),
            Html.text(
                "quiet",
                Words.number(machines)
                    + " of "
                    + Words.number(all)
                    + " hits in the last "
                    + range.label()
                    + " were machines', "
                    + new Rate(machines, all).text()
                    + ". They are counted in no rate. Reloads are left out."));
    add(Html.block("panel-head", titles, Html.block("panel-actions", csv)));
    if (classes.isEmpty()) {
      add(Html.text("quiet", "No hits at all in this range."));
      return;
    }
    PlainTable table = new PlainTable("Class", "", "#Loads", "#Clicks", "#Share of all hits", "");
    for (Machines.ByClass each : classes) {
      NativeTableRow row =
          table.row(
              each.group().equals("machines")
                  ? choice.link(
                      SamplesChoice.CLASS, each.verdict(), VerdictWords.verdict(each.verdict()))
                  : Html.inline("cell-strong", VerdictWords.verdict(each.verdict())));
      row.setClassName("current", choice.isChosen(SamplesChoice.CLASS, each.verdict()));
      table.cell(row).add(Html.inline("cell-note", VerdictWords.meaning(each.verdict())));
      table.cell(row).setText(Words.number(each.opens()));
      table.cell(row).setText(Words.number(each.clicks()));
      Rate share = new Rate(each.hits(), all);
      table.cell(row).setText(share.text());
      table.cell(row).add(new ShareBar(share, each.group()));
    }
    table.addClassName("classes");
    add(Html.block("table-scroller", table));
  }
}
