package org.trueopen.admin.machines;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.List;
import java.util.stream.Collectors;
import org.trueopen.admin.report.VerdictWords;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.PlainTable;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.admin.ui.Words;

/** From where machines came. */
final class NetworksPanel extends Div {

  NetworksPanel(
      CsvLink csv, List<Machines.ByNetwork> networks, SamplesChoice choice, Viewer viewer) {
    addClassName("panel");
    add(
        Html.block(
            "panel-head",
            Html.block(
                "panel-titles",
                new H2("By network"),
                Html.text(
                    "quiet",
                    "The 50 busiest networks that machines came from. Choose one for samples.")),
            Html.block("panel-actions", csv)));
    if (networks.isEmpty()) {
      add(Html.text("quiet", "No machine came from anywhere in this range."));
      return;
    }
    PlainTable table =
        new PlainTable(
            "Network", "Judged", "#Hits", "#Clicks", "#Deliveries", "Last seen", "Sample");
    for (Machines.ByNetwork each : networks) {
      NativeTableRow row =
          table.row(
              choice.link(SamplesChoice.NETWORK, each.network(), each.network()),
              each.classes().stream().map(VerdictWords::verdict).collect(Collectors.joining(", ")),
              Words.number(each.hits()),
              Words.number(each.clicks()),
              Words.number(each.deliveries()),
              viewer.full(each.lastAt()));
      row.setClassName("current", choice.isChosen(SamplesChoice.NETWORK, each.network()));
      table.cell(row).add(new Anchor("deliveries/" + each.sample(), "Delivery"));
    }
    add(Html.block("table-scroller", table));
  }
}
