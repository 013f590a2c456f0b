package org.trueopen.admin;

import com.clickhouse.client.api.Client;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.trueopen.admin.audit.ClickHouseHistory;
import org.trueopen.admin.audit.SettingsHistory;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.admin.privacy.ClickHouseRetention;
import org.trueopen.admin.privacy.StoreRetention;
import org.trueopen.admin.report.ClickHouseAnswers;
import org.trueopen.admin.report.ClickHouseReports;
import org.trueopen.admin.report.ReportAnswers;
import org.trueopen.admin.report.Reports;
import org.trueopen.admin.report.SharedReports;
import org.trueopen.admin.report.StoreWatch;
import org.trueopen.admin.report.WatchedAnswers;
import org.trueopen.admin.rulelab.KafkaMail;
import org.trueopen.admin.rulelab.MailSource;
import org.trueopen.admin.sender.ClickHouseSenders;
import org.trueopen.admin.sender.Senders;
import org.trueopen.admin.settings.CountedSettings;
import org.trueopen.admin.settings.Deeds;
import org.trueopen.admin.settings.KafkaDeeds;
import org.trueopen.admin.settings.KafkaOptOuts;
import org.trueopen.admin.settings.KafkaSettings;
import org.trueopen.admin.settings.KafkaUsers;
import org.trueopen.admin.settings.OptOutStore;
import org.trueopen.admin.settings.SettingsStore;
import org.trueopen.admin.settings.Users;
import org.trueopen.admin.start.FirstStart;
import org.trueopen.admin.start.StartRefusedException;
import org.trueopen.admin.system.ClickHouseProbe;
import org.trueopen.admin.system.KafkaProbe;
import org.trueopen.admin.webhooks.KafkaWebhooks;
import org.trueopen.admin.webhooks.WebhookStore;
import org.trueopen.config.ConfigException;
import org.trueopen.log.EventLogException;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.OptOutLog;
import org.trueopen.log.SettingsLog;
import org.trueopen.log.UserDirectory;
import org.trueopen.store.FormattedQueries;
import org.trueopen.store.Stores;
import org.trueopen.store.generation.ShownGeneration;

/** Starts the admin: reads the settings to their end, sets up what is missing, then serves. */
public final class AdminMain {

  private static final int BAD_CONFIG = 2;
  private static final int CANNOT_START = 1;

  private AdminMain() {}

  public static void main(String[] arguments) {
    try {
      start(AdminConfig.parse(System.getenv()), arguments);
    } catch (ConfigException | StartRefusedException e) {
      refuse(e, BAD_CONFIG);
    } catch (EventLogException e) {
      refuse(e, CANNOT_START);
    }
  }

  private static void start(AdminConfig config, String[] arguments) {
    KafkaConfig kafka = config.kafka();
    SettingsLog settingsLog = SettingsLog.open(kafka, "admin", Clock.systemUTC());
    OptOutLog optOutLog = OptOutLog.open(kafka, "admin");
    UserDirectory userDirectory = UserDirectory.open(kafka, "admin");
    SettingsStore settings = new KafkaSettings(settingsLog);
    Users users = new KafkaUsers(userDirectory);
    new FirstStart(config.first(), settings, users, AdminApplication.passwords(), Clock.systemUTC())
        .run();
    // Its questions are small; pages wait for them.
    Client clickHouse = Stores.client(config.clickHouse(), Duration.ofSeconds(10));

    // As beans, the clients are closed by Spring after the web server that uses them.
    ApplicationContextInitializer<GenericApplicationContext> parts =
        context -> {
          context.registerBean(SettingsLog.class, () -> settingsLog);
          context.registerBean(OptOutLog.class, () -> optOutLog);
          context.registerBean(UserDirectory.class, () -> userDirectory);
          context.registerBean(Client.class, () -> clickHouse);
          context.registerBean(AdminConfig.class, () -> config);
          context.registerBean(
              SettingsStore.class,
              () -> new CountedSettings(settings, context.getBean(MeterRegistry.class)));
          context.registerBean(OptOutStore.class, () -> new KafkaOptOuts(optOutLog));
          context.registerBean(WebhookStore.class, () -> new KafkaWebhooks(kafka));
          context.registerBean(Users.class, () -> users);
          context.registerBean(MailSource.class, () -> new KafkaMail(kafka, config.hashes()));
          context.registerBean(Deeds.class, () -> new KafkaDeeds(userDirectory));
          context.registerBean(
              StoreWatch.class,
              () -> {
                FormattedQueries queries = context.getBean(FormattedQueries.class);
                return new StoreWatch(
                    () -> StoreWatch.trivial(queries),
                    StoreWatch.Limits.DEFAULT,
                    System::nanoTime,
                    context.getBean(MeterRegistry.class));
              });
          context.registerBean(
              SettingsHistory.class,
              () -> {
                StoreWatch watch = context.getBean(StoreWatch.class);
                SettingsHistory history = new ClickHouseHistory(clickHouse);
                return (account, from, to, what, search, limit) ->
                    watch.measured(() -> history.find(account, from, to, what, search, limit));
              });
          context.registerBean(
              StoreRetention.class,
              () -> {
                StoreWatch watch = context.getBean(StoreWatch.class);
                StoreRetention retention = new ClickHouseRetention(clickHouse);
                return () -> watch.measured(retention::kept);
              });
          context.registerBean(KafkaProbe.class, () -> new KafkaProbe(kafka));
          context.registerBean(
              ClickHouseProbe.class, () -> new ClickHouseProbe(clickHouse, Clock.systemUTC()));
          context.registerBean(
              Senders.class,
              () -> {
                StoreWatch watch = context.getBean(StoreWatch.class);
                Senders senders = new ClickHouseSenders(clickHouse);
                return account -> watch.measured(() -> senders.known(account));
              });
          context.registerBean(
              Reports.class,
              () ->
                  new SharedReports(
                      new ClickHouseReports(
                          context.getBean(ReportAnswers.class), Clock.systemUTC()),
                      Ticker.systemTicker()));
          context.registerBean(
              FormattedQueries.class, () -> new FormattedQueries(config.clickHouse()));
          context.registerBean(
              ReportAnswers.class,
              () ->
                  new WatchedAnswers(
                      new ClickHouseAnswers(
                          context.getBean(FormattedQueries.class),
                          new ShownGeneration(config.clickHouse(), Clock.systemUTC())),
                      context.getBean(StoreWatch.class)));
        };
    new SpringApplicationBuilder(AdminApplication.class)
        .properties(
            Map.of(
                "server.port", config.port(),
                "server.address", config.bind(),
                "trueopen.internal-port", config.internalPort(),
                "trueopen.internal-bind", config.internalBind()))
        .initializers(parts)
        .run(arguments);
  }

  private static void refuse(RuntimeException why, int exitCode) {
    System.err.println("The admin cannot start:" + System.lineSeparator() + why.getMessage());
    System.exit(exitCode);
  }
}
