package org.trueopen.admin.setup;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.settings.Level;

/** Config Setup: what single campaigns say otherwise. */
@Route("config/campaigns")
@PageTitle("Campaigns | Config Setup | TrueOpen")
@RolesAllowed("ADMIN")
final class CampaignSettingsView extends SetupPage implements BeforeEnterObserver {

  private final LevelsPanel panel;

  CampaignSettingsView(LevelTracker tracker, AuthenticationContext authentication) {
    panel =
        new LevelsPanel(
            tracker,
            Level.CAMPAIGN,
            authentication.getPrincipalName().orElse(""),
            "A campaign's own value goes before its mailboxes'. A running campaign can be switched: only"
                + " outreach not yet sent changes, mail that is out keeps what it carries.");
    add(panel, CostsPanel.wide());
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    panel.refresh(Viewer.of(event.getUI()));
  }
}
