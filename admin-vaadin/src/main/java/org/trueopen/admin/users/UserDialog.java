package org.trueopen.admin.users;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import org.trueopen.admin.ui.Notice;
import org.trueopen.log.AdminUser;

/** Asks for a user's name, password and role, or for a password alone. */
final class UserDialog extends Dialog {

  /** What to do with it. */
  @FunctionalInterface
  interface Save {
    void save(String name, String password, AdminUser.Role role) throws UserRefusedException;
  }

  private final transient Save onSave;
  private final transient Runnable onSaved;
  private final TextField name = new TextField("Name");
  private final PasswordField password = new PasswordField("Password");
  private final RadioButtonGroup<AdminUser.Role> role = new RadioButtonGroup<>("Role");
  private final Notice refused = new Notice(Notice.Kind.ERROR);

  UserDialog(String title, boolean withName, Save onSave, Runnable onSaved) {
    this.onSave = onSave;
    this.onSaved = onSaved;
    setHeaderTitle(title);
    setWidth("min(460px, 100vw)");
    addClassName("editor");
    name.setId("user-name");
    name.setWidthFull();
    name.setVisible(withName);
    password.setId("user-password");
    password.setWidthFull();
    password.setHelperText(
        "At least " + Passwords.MIN_CHARS + " characters. Hand it over by a safe way.");
    password.getElement().setAttribute("autocomplete", "new-password");
    role.setId("user-role");
    role.setVisible(withName);
    role.setItems(AdminUser.Role.values());
    role.setItemLabelGenerator(UserDialog::words);
    role.setValue(AdminUser.Role.VIEWER);
    Button save = new Button("Save", event -> save());
    save.addThemeVariants(ButtonVariant.PRIMARY);
    Button cancel = new Button("Cancel", event -> close());
    cancel.addThemeVariants(ButtonVariant.TERTIARY);
    add(refused, name, password, role);
    getFooter().add(cancel, save);
  }

  private static String words(AdminUser.Role role) {
    return switch (role) {
      case ADMIN -> "Admin: changes settings, users and privacy";
      case ANALYST -> "Analyst: sees every report";
      case VIEWER -> "Viewer: sees reports, changes nothing";
    };
  }

  private void save() {
    try {
      onSave.save(name.getValue().strip(), password.getValue(), role.getValue());
      close();
      onSaved.run();
    } catch (UserRefusedException e) {
      refused.say(String.valueOf(e.getMessage()));
    }
  }
}
