package org.trueopen.admin.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.trueopen.admin.FakeSettings;
import org.trueopen.admin.FakeUsers;
import org.trueopen.admin.config.AdminConfig.FirstStartConfig;
import org.trueopen.id.AccountId;
import org.trueopen.log.AdminUser;
import org.trueopen.settings.AccountPolicy;
import org.trueopen.settings.ApiKey;
import org.trueopen.settings.DomainPolicy;
import org.trueopen.settings.Level;
import org.trueopen.settings.SettingKey;

class FirstStartTest {

  private static final AccountId DEMO = new AccountId("demo");
  private static final String PASSWORD = "correct horse";

  private final Clock clock = Clock.fixed(Instant.parse("2026-11-21T20:00:00Z"), ZoneOffset.UTC);
  private final FakeSettings settings = new FakeSettings(clock);
  private final FakeUsers users = new FakeUsers();
  // The least cost BCrypt has: what is tested here is not its strength.
  private final PasswordEncoder passwords = new BCryptPasswordEncoder(4);
  private @TempDir Path folder;
  private Path keyFile;

  @BeforeEach
  void writeKey() throws IOException {
    keyFile = Files.writeString(folder.resolve("api-key"), "key-of-the-demo\n");
  }

  @Test
  void anEmptySystemGetsAnAccountItsDomainAKeyAndAUser() {
    start(PASSWORD).run();

    assertThat(settings.view().accountPolicy(DEMO)).isEqualTo(AccountPolicy.DEFAULT);
    assertThat(settings.view().domainPolicy(DEMO, "demo.example"))
        .isEqualTo(new DomainPolicy(true, "localhost:8080", true));
    assertThat(settings.view().caller("key-of-the-demo"))
        .hasValueSatisfying(caller -> assertThat(caller.account()).isEqualTo(DEMO));
    AdminUser admin = users.find("admin").orElseThrow();
    assertThat(admin.role()).isEqualTo(AdminUser.Role.ADMIN);
    assertThat(passwords.matches(PASSWORD, admin.passwordHash())).isTrue();
  }

  @Test
  void theSwitchesStayUnsetSoThatTheDefaultDecides() {
    start(PASSWORD).run();

    assertThat(settings.view().find(SettingKey.tracking(DEMO, Level.ACCOUNT, "demo"))).isEmpty();
  }

  @Test
  void theFirstKeyHasEveryScope() {
    start(PASSWORD).run();

    assertThat(settings.view().caller("key-of-the-demo").orElseThrow().scopes())
        .containsExactlyInAnyOrder(ApiKey.Scope.values());
  }

  @Test
  void aFirstKeyFromBeforeThereWereScopesGetsThemAndAnyOtherDoesNot() throws Exception {
    SettingKey first = SettingKey.apiKey(DEMO, "first");
    String hash = ApiKey.hash("key-of-the-demo");
    settings.write(
        first, new ApiKey(hash, "first start", false, ApiKey.FIRST_SCOPES), 0, "first start");
    settings.write(SettingKey.policy(DEMO), AccountPolicy.DEFAULT, 0, "first start");
    SettingKey other = SettingKey.apiKey(DEMO, "other");
    ApiKey others = new ApiKey(ApiKey.hash("other"), "other", false, ApiKey.FIRST_SCOPES);
    settings.write(other, others, 0, "key x");

    start(PASSWORD).run();
    start(PASSWORD).run();

    assertThat(settings.view().caller("key-of-the-demo").orElseThrow().scopes())
        .containsExactlyInAnyOrder(ApiKey.Scope.values());
    assertThat(settings.view().version(first)).isEqualTo(2);
    assertThat(settings.view().find(other).orElseThrow().value()).isEqualTo(others);
  }

  @Test
  void aFirstKeyThatWasRevokedStaysSo() throws Exception {
    SettingKey first = SettingKey.apiKey(DEMO, "first");
    String hash = ApiKey.hash("key-of-the-demo");
    settings.write(
        first, new ApiKey(hash, "first start", true, ApiKey.FIRST_SCOPES), 0, "first start");
    settings.write(SettingKey.policy(DEMO), AccountPolicy.DEFAULT, 0, "first start");

    start(PASSWORD).run();

    assertThat(settings.view().caller("key-of-the-demo")).isEmpty();
  }

  @Test
  void aSecondStartChangesNothing() {
    start(PASSWORD).run();
    AdminUser before = users.find("admin").orElseThrow();
    start("another password").run();

    assertThat(users.find("admin")).contains(before);
    assertThat(settings.view().all()).allMatch(setting -> setting.version() == 1);
  }

  @Test
  void anotherAccountNamedLaterIsSetUpToo() throws IOException {
    start(PASSWORD).run();
    AccountId acme = new AccountId("acme");
    Path itsKey = Files.writeString(folder.resolve("its-key"), "key-of-acme\n");

    start("acme", itsKey).run();

    assertThat(settings.view().find(SettingKey.policy(acme))).isPresent();
    assertThat(settings.view().domainPolicy(acme, "demo.example").validated()).isTrue();
    assertThat(settings.view().caller("key-of-acme").orElseThrow().account()).isEqualTo(acme);
    assertThat(settings.view().caller("key-of-the-demo").orElseThrow().account()).isEqualTo(DEMO);
  }

  @Test
  void aKeyStaysItsAccountsWhenAnotherAccountIsNamedWithIt() {
    start(PASSWORD).run();
    AccountId acme = new AccountId("acme");

    start("acme", keyFile).run();

    assertThat(settings.view().find(SettingKey.policy(acme))).isPresent();
    assertThat(settings.view().find(SettingKey.apiKey(acme, "first"))).isEmpty();
    assertThat(settings.view().caller("key-of-the-demo").orElseThrow().account()).isEqualTo(DEMO);
  }

  @Test
  void aStartThatWasCutShortIsTakenUpAgain() throws Exception {
    settings.write(
        SettingKey.domain(DEMO, "demo.example"), new DomainPolicy(true, "", false), 0, "test");
    start(PASSWORD).run();

    assertThat(settings.view().caller("key-of-the-demo")).isPresent();
    assertThat(settings.view().find(SettingKey.policy(DEMO))).isPresent();
  }

  @Test
  void withoutAUserAndAPasswordItRefusesToStart() {
    assertThatThrownBy(() -> start(null).run())
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("ADMIN_FIRST_PASSWORD")
        .hasMessageContaining("12 characters");
    assertThat(settings.view().all()).isEmpty();
  }

  @Test
  void aShortPasswordIsRefusedWithoutPrintingIt() {
    assertThatThrownBy(() -> start("tooshort").run())
        .hasMessage("ADMIN_FIRST_PASSWORD: expected at least 12 characters, found 8");
  }

  @Test
  void onceThereIsAUserNoPasswordIsNeeded() {
    start(PASSWORD).run();
    start(null).run();

    assertThat(users.find("admin")).isPresent();
  }

  @Test
  void aMissingKeyFileIsNamed() throws IOException {
    Files.delete(keyFile);

    assertThatThrownBy(() -> start(PASSWORD).run())
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("ADMIN_FIRST_API_KEY_FILE")
        .hasMessageContaining(keyFile.toString());
  }

  private FirstStart start(@Nullable String password) {
    return start("demo", keyFile, password);
  }

  private FirstStart start(String account, Path key) {
    return start(account, key, null);
  }

  private FirstStart start(String account, Path key, @Nullable String password) {
    return new FirstStart(
        new FirstStartConfig(account, "demo.example", "localhost:8080", key.toString(), password),
        settings,
        users,
        passwords,
        clock);
  }
}
