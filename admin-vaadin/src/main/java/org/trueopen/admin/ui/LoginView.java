package org.trueopen.admin.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** Name and password. */
@Route(value = "login", autoLayout = false)
@PageTitle("Log in | TrueOpen")
@AnonymousAllowed
public final class LoginView extends Div implements BeforeEnterObserver {

  private final LoginForm form = new LoginForm(words());

  LoginView() {
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
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    form.setError(event.getLocation().getQueryParameters().getParameters().containsKey("error"));
  }

  private static LoginI18n words() {
    LoginI18n words = LoginI18n.createDefault();
    words.getForm().setTitle("");
    words.getErrorMessage().setTitle("That did not work");
    words
        .getErrorMessage()
        .setMessage("Check the user name and the password. Both tell upper from lower case.");
    return words;
  }
}
