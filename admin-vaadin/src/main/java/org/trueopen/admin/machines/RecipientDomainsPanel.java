package org.trueopen.admin.machines;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.List;
import org.trueopen.admin.report.Rate;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.PlainTable;
import org.trueopen.admin.ui.ShareBar;
import org.trueopen.admin.ui.Words;

/** Whose mail machines looked at. */
final class RecipientDomainsPanel extends Div {

  RecipientDomainsPanel(CsvLink csv, List<Machines.ByDomain> domains, SamplesChoice choice) {
    addClassName("panel");
    add(
        Html.block(
            "panel-head",
            Html.block(
                "panel-titles",
                new H2("By recipient domain"),
                Html.text("quiet", "How much of the mail sent there machines looked at.")),
            Html.block("panel-actions", csv)));
    if (domains.isEmpty()) {
      add(Html.text("quiet", "No machine looked at mail sent in this range."));
      return;
    }
    PlainTable table =
        new PlainTable("Domain", "#Sent", "#Looked at", "#Share", "", "#Hits", "#Clicks", "Sample");
    for (Machines.ByDomain each : domains) {
      Rate share = new Rate(each.deliveries(), each.sent());
      NativeTableRow row =
          table.row(
              choice.link(SamplesChoice.DOMAIN, each.domain(), each.domain()),
              Words.number(each.sent()),
              Words.number(each.deliveries()),
              share.text());
      row.setClassName("current", choice.isChosen(SamplesChoice.DOMAIN, each.domain()));
      table.cell(row).add(new ShareBar(share, "machines"));
      table.cell(row).setText(Words.number(each.hits()));
      table.cell(row).setText(Words.number(each.clicks()));
      table.cell(row).add(new Anchor("deliveries/" + each.sample(), "Delivery"));
    }
    add(Html.block("table-scroller", table));
  }
}
