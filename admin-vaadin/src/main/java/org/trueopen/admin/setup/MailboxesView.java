package org.trueopen.admin.setup;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.settings.Level;

/** Config Setup: what single mailboxes say otherwise. */
@Route("config/mailboxes")
@PageTitle("Mailboxes | Config Setup | TrueOpen")
@RolesAllowed("ADMIN")
final class MailboxesView extends SetupPage implements BeforeEnterObserver {

  private final LevelsPanel panel;

  MailboxesView(LevelTracker tracker, BulkTracker bulk, AuthenticationContext authentication) {
    String user = authentication.getPrincipalName().orElse("");
    Button many = new Button("Set many");
    many.setId("bulk-open");
    panel =
        new LevelsPanel(
            tracker,
            Level.MAILBOX,
            user,
            "A mailbox's own value goes before its domain's and the account's. Mark several and choose"
                + " Set many, or paste a list there.",
            many);
    many.addClickListener(
        event ->
            new BulkDialog(bulk, panel.selected(), user, () -> panel.refresh(panel.viewer()))
                .open());
    add(panel, CostsPanel.wide());
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    panel.refresh(Viewer.of(event.getUI()));
  }
}
