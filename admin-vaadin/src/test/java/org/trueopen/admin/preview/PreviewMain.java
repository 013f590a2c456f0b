package org.trueopen.admin.preview;

import com.clickhouse.client.api.Client;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.trueopen.admin.AdminApplication;
import org.trueopen.admin.FakeDeeds;
import org.trueopen.admin.FakeOptOuts;
import org.trueopen.admin.FakeSettings;
import org.trueopen.admin.FakeUsers;
import org.trueopen.admin.FakeWebhooks;
import org.trueopen.admin.SampleMail;
import org.trueopen.admin.TestHashKey;
import org.trueopen.admin.audit.ClickHouseHistory;
import org.trueopen.admin.audit.SettingsHistory;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.admin.privacy.ClickHouseRetention;
import org.trueopen.admin.privacy.StoreRetention;
import org.trueopen.admin.report.ClickHouseAnswers;
import org.trueopen.admin.report.ClickHouseReports;
import org.trueopen.admin.report.ReportAnswers;
import org.trueopen.admin.report.Reports;
import org.trueopen.admin.rulelab.MailSource;
import org.trueopen.admin.sender.ClickHouseSenders;
import org.trueopen.admin.sender.Senders;
import org.trueopen.admin.settings.Deeds;
import org.trueopen.admin.settings.OptOutStore;
import org.trueopen.admin.settings.SettingsStore;
import org.trueopen.admin.settings.Users;
import org.trueopen.admin.start.FirstStart;
import org.trueopen.admin.system.ClickHouseProbe;
import org.trueopen.admin.webhooks.WebhookStore;
import org.trueopen.store.FormattedQueries;
import org.trueopen.store.Stores;
import org.trueopen.store.TestClickHouse;

/**
 * The pages over a real ClickHouse with sample mail, without Kafka or Flink: for working on their
 * looks. Log in as {@code admin} with {@code preview-password}. Arguments: a port, and {@code
 * empty} for an account without mail.
 */
public final class PreviewMain {

  private static final Duration HISTORY = Duration.ofDays(15);

  private PreviewMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    String port = arguments.length > 0 ? arguments[0] : "28100";
    boolean empty = arguments.length > 1 && arguments[1].equals("empty");
    TestClickHouse clickHouse = TestClickHouse.shared();
    AdminConfig config =
        AdminConfig.parse(
            Map.of(
                "ADMIN_PORT",
                port,
                "ADMIN_HASH_KEY_FILE",
                TestHashKey.file(),
                "ADMIN_FIRST_PASSWORD",
                "preview-password",
                "ADMIN_FIRST_TRACKING_HOST",
                "localhost:8080",
                "CLICKHOUSE_URL",
                clickHouse.url()));
    FakeSettings settings = new FakeSettings(Clock.systemUTC());
    FakeUsers users = new FakeUsers();
    new FirstStart(config.first(), settings, users, new BCryptPasswordEncoder(), Clock.systemUTC())
        .run();
    SampleMail mail = new SampleMail(clickHouse, "demo", 7);
    Random random = new Random(7);
    if (!empty) {
      sendHistory(mail, random);
      SampleKnowledge.write(
          clickHouse,
          Instant.now(),
          mail.written().stream().limit(40).map(SampleMail.SampleDelivery::id).toList());
    }
    Client client = Stores.client(clickHouse.admin());
    ReportAnswers answers = new ClickHouseAnswers(new FormattedQueries(clickHouse.admin()));
    ApplicationContextInitializer<GenericApplicationContext> parts =
        context -> {
          context.registerBean(AdminConfig.class, () -> config);
          context.registerBean(SettingsStore.class, () -> settings);
          context.registerBean(OptOutStore.class, FakeOptOuts::new);
          context.registerBean(WebhookStore.class, FakeWebhooks::new);
          context.registerBean(Users.class, () -> users);
          context.registerBean(
              MailSource.class, () -> (account, since, lists, progress) -> List.of());
          context.registerBean(Deeds.class, FakeDeeds::new);
          context.registerBean(SettingsHistory.class, () -> new ClickHouseHistory(client));
          context.registerBean(StoreRetention.class, () -> new ClickHouseRetention(client));
          context.registerBean(
              ClickHouseProbe.class, () -> new ClickHouseProbe(client, Clock.systemUTC()));
          context.registerBean(Senders.class, () -> new ClickHouseSenders(client));
          context.registerBean(ReportAnswers.class, () -> answers);
          context.registerBean(
              Reports.class, () -> new ClickHouseReports(answers, Clock.systemUTC()));
        };
    new SpringApplicationBuilder(AdminApplication.class)
        .properties(Map.of("server.port", config.port(), "server.address", config.bind()))
        .initializers(parts)
        .run(arguments);
    while (!empty) {
      Instant now = Instant.now();
      mail.send(now.minusSeconds(random.nextInt(20_000)), now);
      mail.send(now, now);
      mail.flush();
      Thread.sleep(4000);
    }
  }

  private static void sendHistory(SampleMail mail, Random random) {
    Instant now = Instant.now();
    Instant at = now.minus(HISTORY);
    while (at.isBefore(now)) {
      int hour = at.atZone(java.time.ZoneOffset.UTC).getHour();
      int busy = hour > 6 && hour < 20 ? 240 : 1800;
      mail.send(at, now);
      at = at.plusSeconds(30 + random.nextInt(busy));
    }
    mail.flush();
  }
}
