package org.trueopen.admin.setup;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import org.trueopen.admin.live.LiveUpdates;
import org.trueopen.admin.settings.PolicySettings;
import org.trueopen.admin.ui.Viewer;

/** Config Setup: what holds for the whole account. */
@Route("config")
@PageTitle("Config Setup | TrueOpen")
@RolesAllowed("ADMIN")
final class ConfigView extends SetupPage implements BeforeEnterObserver {

  private final MessageTrackerPanel messageTracker;
  private final MailPolicyPanel mailPolicy;

  ConfigView(
      MessageTracker tracker,
      LevelTracker levels,
      PolicySettings policy,
      LiveUpdates live,
      AuthenticationContext authentication) {
    String user = authentication.getPrincipalName().orElse("");
    messageTracker = new MessageTrackerPanel(tracker, levels, live, user);
    mailPolicy = new MailPolicyPanel(policy, user);
    add(messageTracker, mailPolicy);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    messageTracker.showTimesFor(Viewer.of(event.getUI()));
    mailPolicy.refresh(Viewer.of(event.getUI()));
  }
}
