package org.trueopen.admin.setup;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import org.trueopen.admin.domain.DomainChecks;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.settings.Level;

/** Config Setup: the sending domains, and what each says otherwise. */
@Route("config/domains")
@PageTitle("Domains | Config Setup | TrueOpen")
@RolesAllowed("ADMIN")
final class DomainsView extends SetupPage implements BeforeEnterObserver {

  private final DomainsPanel domains;
  private final LevelsPanel panel;

  DomainsView(LevelTracker tracker, DomainChecks checks, AuthenticationContext authentication) {
    domains = new DomainsPanel(checks, authentication.getPrincipalName().orElse(""));
    panel =
        new LevelsPanel(
            tracker,
            Level.DOMAIN,
            authentication.getPrincipalName().orElse(""),
            "A domain's own value goes before the account's, for every mailbox of it that says nothing"
                + " else.");
    add(domains, panel, CostsPanel.wide());
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    domains.refresh(Viewer.of(event.getUI()));
    panel.refresh(Viewer.of(event.getUI()));
  }
}
