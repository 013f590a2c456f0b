package org.trueopen.admin.users;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;

/** Changing one's own password. */
@Route("password")
@PageTitle("Password | TrueOpen")
@RolesAllowed({"ADMIN", "ANALYST", "VIEWER"})
final class OwnPasswordView extends Div {

  private final transient OwnPassword own;
  private final transient AuthenticationContext authentication;
  private final PasswordField current = new PasswordField("Present password");
  private final PasswordField wanted = new PasswordField("New password");
  private final PasswordField again = new PasswordField("New password once more");
  private final Notice refused = new Notice(Notice.Kind.ERROR);

  OwnPasswordView(OwnPassword own, AuthenticationContext authentication) {
    this.own = own;
    this.authentication = authentication;
    addClassName("page");
    add(Html.block("page-head", new H1("Your password")));
    if (!own.has(authentication.getPrincipalName().orElse(""))) {
      add(Html.text("empty", "You log in by single sign-on; your password is kept there."));
      return;
    }
    prepare(current, "own-current", "current-password");
    prepare(wanted, "own-wanted", "new-password");
    prepare(again, "own-again", "new-password");
    wanted.setHelperText("At least " + Passwords.MIN_CHARS + " characters; several words do.");
    Button save = new Button("Change it", event -> change());
    save.addThemeVariants(ButtonVariant.PRIMARY);
    Div panel =
        Html.block(
            "panel",
            refused,
            current,
            wanted,
            again,
            Html.text("quiet", "You are logged out everywhere, and log in again with the new one."),
            save);
    panel.addClassName("narrow-form");
    add(panel);
  }

  private static void prepare(PasswordField field, String id, String autocomplete) {
    field.setId(id);
    field.setWidthFull();
    field.getElement().setAttribute("autocomplete", autocomplete);
  }

  private void change() {
    if (!wanted.getValue().equals(again.getValue())) {
      refused.say("The two new passwords differ.");
      return;
    }
    try {
      own.change(
          authentication.getPrincipalName().orElse(""), current.getValue(), wanted.getValue());
      authentication.logout();
    } catch (UserRefusedException e) {
      refused.say(String.valueOf(e.getMessage()));
    }
  }
}
