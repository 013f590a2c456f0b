package org.trueopen.admin.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.Set;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.admin.users.LoginAttempts;

/** Name and password. */
@Route(value = "login", autoLayout = false)
@PageTitle("Log in | TrueOpen")
@AnonymousAllowed
public final class LoginView extends Div implements BeforeEnterObserver {

  /** In the URL of who came by single sign-on, whom nothing gives a role. */
  public static final String WITHOUT_A_ROLE = "norole";

  /** In the URL of whom the provider could not vouch for. */
  public static final String PROVIDER_FAILED = "sso";

  private final LoginForm form = new LoginForm(words());

  LoginView(AdminConfig config) {
    addClassName("login");
    form.setAction("login");
    form.setForgotPasswordButtonVisible(false);
    Div brand = Html.block("brand", Html.drawing("opened"), new H1("TrueOpen"));
    add(
        Html.block(
            "login-card",
            brand,
            Html.text("login-claim", "Honest open and click rates: people, not machines."),
            form));
    if (config.oidc() != null) {
      Anchor sso = new Anchor("oauth2/authorization/sso", "Log in by single sign-on");
      // Leaves Vaadin for another server.
      sso.setRouterIgnore(true);
      sso.addClassName("button-link");
      getChildren().findFirst().ifPresent(card -> card.getElement().appendChild(sso.getElement()));
    }
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    Set<String> parameters = event.getLocation().getQueryParameters().getParameters().keySet();
    if (parameters.contains(WITHOUT_A_ROLE)) {
      say(
          "You have no role here",
          "The provider knows you, but nothing it says about you gives you a role. Ask whoever"
              + " administers TrueOpen.");
    } else if (parameters.contains(PROVIDER_FAILED)) {
      say(
          "Single sign-on failed",
          "The provider did not answer, or not as expected. Try once more; an admin finds the"
              + " reason in the log.");
    } else {
      form.setError(parameters.contains("error"));
    }
  }

  private void say(String title, String message) {
    LoginI18n words = words();
    words.getErrorMessage().setTitle(title);
    words.getErrorMessage().setMessage(message);
    form.setI18n(words);
    form.setError(true);
  }

  private static LoginI18n words() {
    LoginI18n words = LoginI18n.createDefault();
    words.getForm().setTitle("");
    words.getErrorMessage().setTitle("That did not work");
    words
        .getErrorMessage()
        .setMessage(
            "Check the user name and the password. Both tell upper from lower case. After "
                + LoginAttempts.ALLOWED
                + " wrong passwords in a row nobody logs in by that name for "
                + LoginAttempts.LOCKED_FOR.toMinutes()
                + " minutes.");
    return words;
  }
}
