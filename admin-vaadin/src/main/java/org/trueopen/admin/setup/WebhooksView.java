package org.trueopen.admin.setup;

import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import org.trueopen.admin.live.LiveUpdates;
import org.trueopen.admin.webhooks.Webhooks;
import org.trueopen.admin.webhooks.WebhooksPanel;
import org.trueopen.id.AccountId;

/** Config Setup: where engagement is told as it happens. */
@Route("config/webhooks")
@PageTitle("Webhooks | Config Setup | TrueOpen")
@RolesAllowed("ADMIN")
final class WebhooksView extends SetupPage {

  WebhooksView(
      Webhooks webhooks,
      AccountId account,
      LiveUpdates live,
      AuthenticationContext authentication) {
    add(new WebhooksPanel(webhooks, account, live, authentication.getPrincipalName().orElse("")));
  }
}
