package org.trueopen.admin.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.trueopen.admin.FakeDeeds;
import org.trueopen.admin.FakeUsers;
import org.trueopen.log.AdminUser;

class UserAccountsTest {

  private final FakeUsers users = new FakeUsers();
  private final FakeDeeds deeds = new FakeDeeds();
  private final UserAccounts accounts =
      new UserAccounts(
          users,
          deeds,
          new BCryptPasswordEncoder(4),
          new LoginAttempts(Clock.systemUTC()),
          Clock.systemUTC());

  @BeforeEach
  void haveOneAdmin() throws UserRefusedException {
    accounts.add("ada", "a password of hers", AdminUser.Role.ADMIN, "first start");
  }

  @Test
  void theLastAdminCannotBeDisabledNorBecomeAnythingElse() throws Exception {
    accounts.add("bob", "a password of his own", AdminUser.Role.ADMIN, "ada");
    accounts.setDisabled("bob", true, "ada");

    assertThatThrownBy(() -> accounts.setDisabled("ada", true, "ada"))
        .hasMessageContaining("last admin");
    assertThatThrownBy(() -> accounts.setRole("ada", AdminUser.Role.VIEWER, "ada"))
        .hasMessageContaining("last admin");
    assertThat(users.find("ada").orElseThrow().isActiveAdmin()).isTrue();
    accounts.setDisabled("bob", false, "ada");
    accounts.setRole("ada", AdminUser.Role.VIEWER, "bob");
    assertThat(users.find("ada").orElseThrow().role()).isEqualTo(AdminUser.Role.VIEWER);
  }

  @Test
  void eachChangeIsAudited() throws Exception {
    accounts.add("bob", "a password of his own", AdminUser.Role.VIEWER, "ada");
    accounts.setRole("bob", AdminUser.Role.ANALYST, "ada");
    accounts.setPassword("bob", "another of his own", "ada");
    accounts.setDisabled("bob", true, "ada");

    assertThat(deeds.all())
        .extracting(deed -> deed.what() + ' ' + deed.subject() + ' ' + deed.after())
        .contains("user-added bob VIEWER", "user-role bob ANALYST", "user-password bob ")
        .contains("user-disabled bob ");
  }

  @Test
  void onesOwnPasswordIsChangedByWhoKnowsThePresentOne() throws Exception {
    BCryptPasswordEncoder encoder = new BCryptPasswordEncoder(4);
    LoginAttempts attempts = new LoginAttempts(Clock.systemUTC());
    OwnPassword own = new OwnPassword(users, deeds, encoder, attempts, Clock.systemUTC());
    for (int i = 0; i < LoginAttempts.ALLOWED; i++) {
      assertThatThrownBy(() -> own.change("ada", "a wrong one", "a new password of hers"))
          .hasMessageContaining("another one");
    }
    assertThatThrownBy(() -> own.change("ada", "a password of hers", "a new password of hers"))
        .hasMessageContaining("Too many wrong passwords");
    attempts.forget("ada");
    own.change("ada", "a password of hers", "a new password of hers");

    assertThat(
            encoder.matches(
                "a new password of hers", users.find("ada").orElseThrow().passwordHash()))
        .isTrue();
  }

  @Test
  void aDemotionWhileSomebodyChangesTheirPasswordStays() throws Exception {
    accounts.add("bob", "a password of his own", AdminUser.Role.ADMIN, "ada");
    OwnPassword own = ownPasswordWith(() -> accounts.setRole("bob", AdminUser.Role.VIEWER, "ada"));

    own.change("bob", "a password of his own", "a new password of his");

    AdminUser bob = users.find("bob").orElseThrow();
    assertThat(bob.role()).isEqualTo(AdminUser.Role.VIEWER);
    assertThat(new BCryptPasswordEncoder().matches("a new password of his", bob.passwordHash()))
        .isTrue();
  }

  @Test
  void aDisablingWhileSomebodyChangesTheirPasswordStays() throws Exception {
    accounts.add("bob", "a password of his own", AdminUser.Role.ADMIN, "ada");
    OwnPassword own = ownPasswordWith(() -> accounts.setDisabled("bob", true, "ada"));

    assertThatThrownBy(() -> own.change("bob", "a password of his own", "a new password of his"))
        .hasMessageContaining("no password here");
    assertThat(users.find("bob").orElseThrow().disabled()).isTrue();
  }

  @Test
  void aPasswordFromAnAdminIsNotReplacedByWhoKnewTheOneBefore() throws Exception {
    accounts.add("bob", "a password of his own", AdminUser.Role.ADMIN, "ada");
    OwnPassword own =
        ownPasswordWith(() -> accounts.setPassword("bob", "one that ada chose", "ada"));

    assertThatThrownBy(() -> own.change("bob", "a password of his own", "a new password of his"))
        .hasMessageContaining("changed meanwhile");
    assertThat(
            new BCryptPasswordEncoder()
                .matches("one that ada chose", users.find("bob").orElseThrow().passwordHash()))
        .isTrue();
  }

  private interface Change {
    void make() throws UserRefusedException;
  }

  /** Hashing takes as long as an admin needs to change something. */
  private OwnPassword ownPasswordWith(Change meanwhile) {
    PasswordEncoder slow =
        new BCryptPasswordEncoder(4) {
          @Override
          protected String encodeNonNullPassword(String password) {
            try {
              meanwhile.make();
            } catch (UserRefusedException e) {
              throw new AssertionError(e);
            }
            return super.encodeNonNullPassword(password);
          }
        };
    return new OwnPassword(
        users, deeds, slow, new LoginAttempts(Clock.systemUTC()), Clock.systemUTC());
  }

  @Test
  void namesAndPasswordsAreChecked() {
    for (String name : new String[] {"", "A", "ada", "a/b", "x".repeat(61)}) {
      assertThatThrownBy(() -> accounts.add(name, "long enough it is", AdminUser.Role.VIEWER, ""))
          .as(name)
          .isInstanceOf(UserRefusedException.class);
    }
    for (String password :
        new String[] {"short", "aaaaaaaaaaaaaa", "bob-bob-secret", "é".repeat(40)}) {
      assertThatThrownBy(() -> accounts.add("bob", password, AdminUser.Role.VIEWER, ""))
          .as(password)
          .isInstanceOf(UserRefusedException.class);
    }
  }
}
