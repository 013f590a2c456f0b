package org.trueopen.admin.setup;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import org.trueopen.admin.live.LiveUpdates;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.admin.webhooks.Webhooks;
import org.trueopen.admin.webhooks.WebhooksPanel;
import org.trueopen.id.AccountId;

/** Config Setup: what holds for the whole account. */
@Route("config")
@PageTitle("Config Setup | TrueOpen")
@RolesAllowed("ADMIN")
final class ConfigView extends Div implements BeforeEnterObserver {

  private final MessageTrackerPanel messageTracker;

  ConfigView(
      MessageTracker tracker,
      Webhooks webhooks,
      AccountId account,
      LiveUpdates live,
      AuthenticationContext authentication) {
    addClassName("page");
    messageTracker =
        new MessageTrackerPanel(tracker, live, authentication.getPrincipalName().orElse(""));
    TabSheet tabs = new TabSheet();
    tabs.add("Default", messageTracker);
    tabs.add(
        "Webhooks",
        new WebhooksPanel(webhooks, account, live, authentication.getPrincipalName().orElse("")));
    add(Html.block("page-head", new H1("Config Setup")), tabs);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    messageTracker.showTimesFor(Viewer.of(event.getUI()));
  }
}
