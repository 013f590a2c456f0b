package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.ErrorEvent;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.test.context.support.WithMockUser;
import org.trueopen.admin.users.LoginAttempts;
import org.trueopen.log.AdminUser;

/** The page of users and that of one's own password, without a browser. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class},
    properties = "vaadin.productionMode=true")
@WithMockUser(username = "admin", roles = "ADMIN")
class UsersViewTest extends Pages {

  @Autowired private FakeUsers users;
  @Autowired private FakeDeeds deeds;
  @Autowired private LoginAttempts attempts;
  @Autowired private PasswordEncoder passwords;

  @BeforeEach
  @AfterEach
  void startAnew() {
    users.reset();
    deeds.reset();
    put("admin", AdminUser.Role.ADMIN);
    attempts.forget("vera");
  }

  @Test
  void usersAreListedWithRoleAndLock() {
    put("vera", AdminUser.Role.VIEWER);
    for (int i = 0; i < LoginAttempts.ALLOWED; i++) {
      attempts.failed("vera");
    }
    open("users");

    assertThat(cell(0)).contains("admin", "Admin");
    assertThat(cell(1)).contains("vera", "Viewer", "Locked until");
    assertThat(text()).contains("Single sign-on is not configured");
    assertThat(csv("Users").lines().toList())
        .hasSize(3)
        .first()
        .isEqualTo("\"name\",\"role\",\"disabled\",\"locked_until\",\"changed_by\",\"changed_at\"");
    assertThat(csv("Users")).contains("\"vera\",\"VIEWER\",\"false\",\"20");
  }

  @Test
  void aPageThatFailsSaysSoAndKeepsTheReasonToTheLog() {
    users.breakDown();
    follow("users");

    assertThat(text())
        .contains("Something went wrong", "could not be built")
        .doesNotContain("nobody foresaw");
  }

  @Test
  void whatFailsOnAPageIsSaidThere() {
    open("users");
    UI.getCurrent()
        .getSession()
        .getErrorHandler()
        .error(new ErrorEvent(new IllegalStateException("a fault that nobody foresaw")));

    assertThat(toasts()).contains("That failed").doesNotContain("nobody foresaw");
  }

  @Test
  void aUserIsAddedWithAPasswordThatIsLongEnough() {
    open("users");
    click("Add a user");
    find(TextField.class).withId("user-name").single().setValue("vera");
    find(PasswordField.class).withId("user-password").single().setValue("short");
    role().setValue(AdminUser.Role.ANALYST);
    click("Save");
    assertThat(users.find("vera")).isEmpty();
    find(PasswordField.class).withId("user-password").single().setValue("quite a long one");
    click("Save");

    AdminUser vera = users.find("vera").orElseThrow();
    assertThat(vera.role()).isEqualTo(AdminUser.Role.ANALYST);
    assertThat(vera.changedBy()).isEqualTo("admin");
    assertThat(passwords.matches("quite a long one", vera.passwordHash())).isTrue();
    assertThat(deeds.all()).hasSize(1).allMatch(deed -> deed.what().equals("user-added"));
    assertThat(deeds.all().toString()).doesNotContain(vera.passwordHash(), "quite a long one");
  }

  @Test
  void oneChangesOnesOwnPasswordKnowingThePresentOne() {
    open("password");
    fill("not the present one", "a new one that is long");
    assertThat(text()).contains("The present password is another one.");
    fill(TestAdmin.PASSWORD, "short");
    assertThat(text()).contains("at least 12 characters");
  }

  @Test
  @WithMockUser(username = "vic", roles = "VIEWER")
  void aViewerSeesNoUsersButMayChangeTheirPassword() {
    put("vic", AdminUser.Role.VIEWER);
    assertNotThere("users");
    open("password");
    assertThat(text()).contains("Your password");
  }

  @Test
  @WithMockUser(username = "ann", roles = "ANALYST")
  void anAnalystSeesNoUsers() {
    assertNotThere("users");
  }

  private void fill(String current, String wanted) {
    find(PasswordField.class).withId("own-current").single().setValue(current);
    find(PasswordField.class).withId("own-wanted").single().setValue(wanted);
    find(PasswordField.class).withId("own-again").single().setValue(wanted);
    click("Change it");
  }

  private String cell(int row) {
    Grid<?> grid = find(Grid.class).single();
    return text(test(grid).getCellComponent(row, 0));
  }

  @SuppressWarnings("unchecked") // it chooses roles
  private RadioButtonGroup<AdminUser.Role> role() {
    return find(RadioButtonGroup.class).withId("user-role").single();
  }

  private void put(String name, AdminUser.Role role) {
    users.put(
        new AdminUser(
            name,
            Objects.requireNonNull(passwords.encode(TestAdmin.PASSWORD)),
            role,
            TestAdmin.SENT));
  }
}
