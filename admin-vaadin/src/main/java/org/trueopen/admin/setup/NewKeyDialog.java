package org.trueopen.admin.setup;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextField;
import java.util.EnumSet;
import org.trueopen.admin.keys.ApiKeys;
import org.trueopen.admin.keys.KeyRefusedException;
import org.trueopen.admin.ui.CopyField;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.id.AccountId;
import org.trueopen.settings.ApiKey;

/** Makes a key and shows it, once. */
final class NewKeyDialog extends Dialog {

  private final transient ApiKeys keys;
  private final transient AccountId account;
  private final String user;
  private final transient Runnable onMade;
  private final TextField name = new TextField("What it is for");
  private final CheckboxGroup<ApiKey.Scope> scopes = new CheckboxGroup<>("What it may do");
  private final Notice refused = new Notice(Notice.Kind.ERROR);

  NewKeyDialog(ApiKeys keys, AccountId account, String user, Runnable onMade) {
    this.keys = keys;
    this.account = account;
    this.user = user;
    this.onMade = onMade;
    setHeaderTitle("Make an API key");
    setWidth("min(520px, 100vw)");
    addClassName("editor");
    name.setId("key-name");
    name.setWidthFull();
    name.setPlaceholder("shop, newsletter tool, dashboard ...");
    name.setMaxLength(ApiKeys.MAX_NAME_CHARS);
    scopes.setId("key-scopes");
    scopes.setItems(EnumSet.allOf(ApiKey.Scope.class));
    scopes.setItemLabelGenerator(NewKeyDialog::words);
    Button make = new Button("Make it");
    make.setId("key-make");
    make.addThemeVariants(ButtonVariant.PRIMARY);
    make.addClickListener(event -> make());
    Button cancel = new Button("Cancel", event -> close());
    cancel.addThemeVariants(ButtonVariant.TERTIARY);
    add(refused, name, scopes);
    getFooter().add(cancel, make);
  }

  private static String words(ApiKey.Scope scope) {
    return switch (scope) {
      case SEND -> "send: hand over mail, by HTTP or SMTP, and tell what became of it";
      case REPORT -> "report: read deliveries and reports";
      case SETTINGS -> "settings: read and change settings, opt-outs and API keys";
    };
  }

  private void make() {
    if (!ApiKeys.isName(name.getValue()) || scopes.getValue().isEmpty()) {
      refused.say("Give it a name, and at least one thing it may do.");
      return;
    }
    try {
      ApiKeys.NewKey made = keys.create(account, name.getValue().strip(), scopes.getValue(), user);
      onMade.run();
      showOnce(made);
    } catch (KeyRefusedException e) {
      refused.say(String.valueOf(e.getMessage()));
    }
  }

  private void showOnce(ApiKeys.NewKey made) {
    removeAll();
    getFooter().removeAll();
    // Closing by a stray click would lose it.
    setCloseOnOutsideClick(false);
    setHeaderTitle("Here is the key " + made.name());
    Notice once = new Notice(Notice.Kind.WARNING);
    once.say("It is shown this once and kept nowhere. Put it where the application reads it.");
    Button done = new Button("I have it", event -> close());
    done.addThemeVariants(ButtonVariant.PRIMARY);
    add(
        once,
        new CopyField("API key", made.text()),
        Html.text("quiet", "Sent as \"Authorization: Bearer KEY\", or as the SMTP password."));
    getFooter().add(done);
  }
}
