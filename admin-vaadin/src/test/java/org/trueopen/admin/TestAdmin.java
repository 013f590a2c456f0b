package org.trueopen.admin;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.admin.privacy.StoreRetention;
import org.trueopen.admin.report.DeliveryReport;
import org.trueopen.admin.report.Engagement;
import org.trueopen.admin.report.JudgedHit;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.log.AdminUser;
import org.trueopen.settings.ApiKey;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.Decision;
import org.trueopen.settings.Outcome;
import org.trueopen.settings.SettingKey;
import org.trueopen.verdict.Transport;

/** The application's outside, in memory. */
@TestConfiguration(proxyBeanMethods = false)
public class TestAdmin {

  static final AccountId DEMO = new AccountId("demo");
  static final String API_KEY = "the-key-of-the-demo";
  static final String REPORT_KEY = "a-key-that-may-read-reports";
  static final String SEND_KEY = "a-key-that-may-send";
  static final String REVOKED_KEY = "a-key-that-was-taken-back";
  static final String PASSWORD = "correct horse battery";
  static final Instant SENT = Instant.parse("2026-11-21T20:00:00Z");

  @Bean
  AdminConfig adminConfig() {
    return AdminConfig.parse(Map.of("ADMIN_HASH_KEY_FILE", TestHashKey.file()));
  }

  @Bean
  FakeSettings settings() {
    FakeSettings settings = new FakeSettings(Clock.systemUTC());
    addKeys(settings);
    return settings;
  }

  static void addKeys(FakeSettings settings) {
    addKey(settings, DEMO, "first", API_KEY, false, ApiKey.Scope.values());
    addKey(settings, DEMO, "report", REPORT_KEY, false, ApiKey.Scope.REPORT);
    addKey(settings, DEMO, "send", SEND_KEY, false, ApiKey.Scope.SEND);
    addKey(settings, DEMO, "old", REVOKED_KEY, true, ApiKey.Scope.values());
  }

  static void addForeignKey(FakeSettings settings, String key) {
    addKey(settings, new AccountId("other"), "theirs", key, false, ApiKey.Scope.values());
  }

  private static void addKey(
      FakeSettings settings,
      AccountId account,
      String id,
      String key,
      boolean revoked,
      ApiKey.Scope... scopes) {
    settings.overwrite(
        SettingKey.apiKey(account, id),
        new ApiKey(ApiKey.hash(key), id, revoked, Set.of(scopes)),
        "test");
  }

  @Bean
  FakeMail mail() {
    return new FakeMail();
  }

  @Bean
  FakeWebhooks webhookStore() {
    return new FakeWebhooks();
  }

  @Bean
  FakeOptOuts optOuts() {
    return new FakeOptOuts();
  }

  @Bean
  FakeUsers users(PasswordEncoder passwords) {
    FakeUsers users = new FakeUsers();
    String hash = passwords.encode(PASSWORD);
    if (hash != null) {
      users.put(new AdminUser("admin", hash, AdminUser.Role.ADMIN, SENT));
    }
    return users;
  }

  @Bean
  FakeDeeds deeds() {
    return new FakeDeeds();
  }

  @Bean
  FakeHistory history() {
    return new FakeHistory();
  }

  @Bean
  StoreRetention retention() {
    return () ->
        List.of(new StoreRetention.Kept("hits", 90), new StoreRetention.Kept("deliveries", 0));
  }

  @Bean
  FakeSenders senders() {
    return new FakeSenders();
  }

  /** Of a real engine, which starts with the first question only. */
  @Bean
  SwitchedAnswers answers() {
    return new SwitchedAnswers();
  }

  @Bean
  FakeReports reports() {
    FakeReports reports = new FakeReports();
    reports.add(delivery(DEMO, "d1"));
    reports.add(delivery(new AccountId("other"), "d2"));
    return reports;
  }

  /** A delivery whose click was first taken for a person's, then for a scanner's. */
  static DeliveryReport delivery(AccountId account, String id) {
    return new DeliveryReport(
        account,
        new DeliveryId(id),
        "m1",
        SENT,
        "news@demo.example",
        "bob@example.net",
        "spring",
        "Hello <b>Bob</b>",
        List.of("https://demo.example/read"),
        -1,
        new Decision(
            new Outcome(true, DecidedBy.DEFAULT, "", null, ""),
            new Outcome(false, DecidedBy.ACCOUNT, "demo", SENT.minusSeconds(60), "admin")),
        Transport.UNKNOWN,
        new Engagement(
            true, false, false, false, true, true, false, false, false, true, 1, 0, 0, 1, 0),
        List.of(
            hit(
                "h1",
                30,
                "OPEN",
                "PERSON_VIA_PROXY",
                "gmail-image-proxy",
                "GoogleImageProxy",
                true),
            hit("h2", 60, "CLICK", "PERSON", "personal-client", "Chrome", false),
            hit("h2", 60, "CLICK", "SECURITY_SCANNER", "link-burst", "9 links within 10 s", true)),
        0);
  }

  private static JudgedHit hit(
      String id,
      int secondsAfter,
      String kind,
      String verdict,
      String rule,
      String evidence,
      boolean stands) {
    boolean click = kind.equals("CLICK");
    return new JudgedHit(
        id,
        SENT.plusSeconds(secondsAfter),
        kind,
        click ? 0 : -1,
        click ? "" : "END",
        click ? "https://demo.example/read" : "",
        "GET",
        "203.0.113.0/24",
        "NZ",
        "Chrome",
        verdict,
        "FIRST",
        90,
        List.of(new JudgedHit.Reason(rule, evidence)),
        "2026.11.1",
        List.of("networks@2026-11-20"),
        stands,
        SENT.plusSeconds(secondsAfter + 1));
  }
}
