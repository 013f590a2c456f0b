package org.trueopen.admin.campaigns;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.router.RouteParam;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.trueopen.admin.messages.DeliveryView;
import org.trueopen.admin.messages.MessageGrid;
import org.trueopen.admin.messages.MessagePages;
import org.trueopen.admin.report.Filter;
import org.trueopen.admin.report.MessageFilter;
import org.trueopen.admin.report.MessageRow;
import org.trueopen.admin.report.Reports;
import org.trueopen.admin.report.Window;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.admin.ui.Words;
import org.trueopen.id.AccountId;

/** Each delivery of a campaign with its eye; read page by page as one scrolls. */
final class RecipientsPanel extends Div {

  private final Span total = Html.inline("quiet", "");
  private final CsvLink csv = new CsvLink("Recipients");
  private final MessageGrid grid;
  private final CallbackDataProvider<MessageRow, Void> rows;
  private MessageFilter filter = new MessageFilter(Instant.EPOCH, Instant.EPOCH, "");

  RecipientsPanel(
      Reports reports,
      AccountId account,
      Clock clock,
      Supplier<Viewer> viewer,
      Runnable unavailable) {
    addClassNames("panel", "recipients");
    grid = new MessageGrid(clock, viewer);
    rows =
        new MessagePages(
                reports,
                account,
                () -> filter,
                found -> total.setText(Words.count(found, "delivery").replace("ys", "ies")),
                unavailable)
            .provider();
    grid.addItemClickListener(
        event ->
            UI.getCurrent()
                .navigate(
                    DeliveryView.class,
                    new RouteParam("delivery", event.getItem().deliveryId().value())));
    Div titles = Html.block("panel-titles", new H2("Recipients"), total);
    add(Html.block("panel-head", titles, Html.block("panel-actions", csv)), grid);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    grid.fit(event.getUI());
  }

  /** The campaign's mail of that time; called again whenever it may look different. */
  void show(Window window, String campaign) {
    csv.to("messages", window, List.of("campaign", campaign));
    filter = new MessageFilter(window.from(), window.to(), "", Filter.campaign(campaign));
    if (grid.getDataProvider() == rows) {
      rows.refreshAll();
    } else {
      grid.setDataProvider(rows);
    }
  }
}
