package org.trueopen.admin.setup;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import org.trueopen.admin.live.LiveUpdates;
import org.trueopen.admin.ui.Viewer;

/** Config Setup: what holds for the whole account. */
@Route("config")
@PageTitle("Config Setup | TrueOpen")
@RolesAllowed("ADMIN")
final class ConfigView extends SetupPage implements BeforeEnterObserver {

  private final MessageTrackerPanel messageTracker;

  ConfigView(
      MessageTracker tracker,
      LevelTracker levels,
      LiveUpdates live,
      AuthenticationContext authentication) {
    messageTracker =
        new MessageTrackerPanel(
            tracker, levels, live, authentication.getPrincipalName().orElse(""));
    add(messageTracker);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    messageTracker.showTimesFor(Viewer.of(event.getUI()));
  }
}
