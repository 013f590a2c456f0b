package org.trueopen.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.id.KeyedHash;
import org.trueopen.ingest.limit.LimitConfig;
import org.trueopen.ingest.listen.ListenConfig;
import org.trueopen.ingest.smtp.RelayConfig;
import org.trueopen.ingest.web.ForwardedHeader;
import org.trueopen.log.SettingsLog;
import org.trueopen.log.StaleSettingException;
import org.trueopen.log.TestBroker;
import org.trueopen.log.Topics;
import org.trueopen.settings.AccountPolicy;
import org.trueopen.settings.ApiKey;
import org.trueopen.settings.DomainPolicy;
import org.trueopen.settings.Identity;
import org.trueopen.settings.Level;
import org.trueopen.settings.PrivacySignals;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.SettingValue;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;
import org.trueopen.token.SigningKey;
import org.trueopen.token.Token;
import org.trueopen.token.TokenCodec;

/**
 * A real ingest process on a real broker. Account {@code acme} has two domains, of which {@code
 * acme.example} has a tracking host and {@code plain.example} has none; account {@code muted} has
 * its kill switch on; account {@code strict} takes known campaigns only, wants an early pixel and a
 * honeypot, and excludes a host.
 */
final class IngestFixture implements AutoCloseable {

  static final AccountId ACME = new AccountId("acme");
  static final AccountId MUTED = new AccountId("muted");
  static final String ACME_KEY = "acme-key";
  static final String REVOKED_KEY = "revoked-key";
  static final String REPORT_KEY = "report-key";
  static final AccountId STRICT = new AccountId("strict");
  static final String STRICT_KEY = "strict-key";
  static final int MAX_MAIL = 1024 * 1024;
  static final int BODY_MEMORY = 4 * 1024 * 1024;
  static final Duration STALL = Duration.ofSeconds(20);

  /** For what a busy machine must not make late. */
  private static final Duration PATIENT = Duration.ofSeconds(30);

  static final int MAX_BODY = 256 * 1024;
  static final int MAX_RECIPIENTS = 20;
  static final String SHARED_HOST = "shared.example";

  /** As by default. */
  static final ListenConfig LISTEN =
      new ListenConfig(20_000, 1000, Duration.ofMinutes(1), Duration.ofSeconds(10), false);

  /** All tests come from one address, so it may do more than one usually may. */
  static final LimitConfig GENEROUS = new LimitConfig(1_000_000, 1000, 60, 600);

  private static final SigningKeysFile KEYS =
      keysFile(
          line(1, "an older key of the ingest tests."),
          line(2, "the newest key of the ingest tests"));
  static final TokenCodec TOKENS = new TokenCodec(KEYS.ring());
  static final KeyedHash HASHES =
      new KeyedHash("thirty-two bytes of hash secret!".getBytes(US_ASCII));

  final IngestServer server;
  final IngestClient client;

  private IngestFixture(IngestConfig config) {
    this.server = IngestServer.start(config, Clock.systemUTC());
    this.client = new IngestClient(server.port(), server.internalPort());
  }

  /** Waits until hits go to Kafka first and mail is taken. */
  private IngestFixture ready() {
    if (!server.awaitMail(Duration.ofMinutes(2))) {
      throw new IllegalStateException("mail cannot be taken");
    }
    await().until(() -> !client.isDiverted());
    return this;
  }

  /** Holds the process that most tests share; made on first use. */
  private static final class Shared {
    static final IngestFixture INSTANCE = start(Duration.ofSeconds(15));

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(INSTANCE::close, "stop-test-ingest"));
    }
  }

  /** Holds the settings; written once, before any process reads them. */
  private static final class Settings {
    static final boolean WRITTEN = write();

    private static boolean write() {
      Topics.ensure(TestBroker.shared().config(), (short) 1);
      set(SettingKey.apiKey(ACME, "k1"), apiKey(ACME_KEY, "shop", false, ApiKey.FIRST_SCOPES));
      set(SettingKey.apiKey(ACME, "k2"), apiKey(REVOKED_KEY, "old", true, ApiKey.FIRST_SCOPES));
      set(
          SettingKey.apiKey(ACME, "k3"),
          apiKey(REPORT_KEY, "reader", false, Set.of(ApiKey.Scope.REPORT, ApiKey.Scope.SETTINGS)));
      set(
          SettingKey.domain(ACME, "acme.example"),
          new DomainPolicy(true, "links.acme.example:8443", true));
      set(SettingKey.domain(ACME, "plain.example"), new DomainPolicy(true, "", false));
      set(
          SettingKey.tracking(ACME, Level.CAMPAIGN, "quiet"),
          new TrackingSwitches(Switch.OFF, Switch.INHERIT));
      set(
          SettingKey.tracking(ACME, Level.CAMPAIGN, "nameless"),
          new TrackingSwitches(Switch.INHERIT, Switch.INHERIT, Identity.ANONYMOUS, Switch.INHERIT));
      set(SettingKey.policy(MUTED), new AccountPolicy(true, false));
      set(
          SettingKey.apiKey(STRICT, "k1"),
          apiKey(STRICT_KEY, "crm", false, Set.of(ApiKey.Scope.SEND)));
      set(
          SettingKey.domain(STRICT, "strict.example"),
          new DomainPolicy(true, "t.strict.example", true));
      set(
          SettingKey.policy(STRICT),
          new AccountPolicy(
              false, false, true, true, Set.of("private.example"), PrivacySignals.IGNORE, true));
      set(SettingKey.tracking(STRICT, Level.CAMPAIGN, "known"), TrackingSwitches.INHERIT_ALL);
      return true;
    }

    private static ApiKey apiKey(
        String key, String name, boolean revoked, Set<ApiKey.Scope> scopes) {
      return new ApiKey(ApiKey.hash(key), name, revoked, scopes);
    }
  }

  /** The process that most tests share; never closed. */
  static IngestFixture shared() {
    return Shared.INSTANCE;
  }

  /** A process of the caller's own. */
  static IngestFixture start(Duration recordDeadline) {
    return start(config(0, recordDeadline, MAX_BODY));
  }

  static IngestFixture start(IngestConfig config) {
    return startWithoutKafka(config).ready();
  }

  static IngestFixture startWithoutKafka(Duration recordDeadline) {
    return startWithoutKafka(config(0, recordDeadline, MAX_BODY));
  }

  /** Returns though Kafka may be away. */
  static IngestFixture startWithoutKafka(IngestConfig config) {
    if (!Settings.WRITTEN) {
      throw new IllegalStateException("the settings were not written");
    }
    return new IngestFixture(config);
  }

  static IngestConfig config(int port, Duration recordDeadline, int maxBody) {
    return config(port, recordDeadline, maxBody, MAX_RECIPIENTS, 8, STALL);
  }

  static IngestConfig config(
      int port,
      Duration recordDeadline,
      int maxBody,
      int maxRecipients,
      int workers,
      Duration stall) {
    return config(
        port,
        recordDeadline,
        maxBody,
        maxRecipients,
        workers,
        stall,
        newFolder(),
        64 * 1024 * 1024,
        PATIENT,
        Duration.ZERO);
  }

  /** A process of small calls that has this journal. */
  static IngestConfig withJournal(Path folder, long maxBytes, Duration recordDeadline) {
    return config(
        0,
        recordDeadline,
        MAX_BODY,
        MAX_RECIPIENTS,
        8,
        STALL,
        folder,
        maxBytes,
        PATIENT,
        Duration.ZERO);
  }

  /** A process whose relayed mail waits this long for Kafka, and all else for a minute. */
  static IngestConfig withRelayDeadline(Duration relayDeadline) {
    return config(
        0,
        Duration.ofMinutes(1),
        MAX_BODY,
        MAX_RECIPIENTS,
        8,
        STALL,
        newFolder(),
        64 * 1024 * 1024,
        relayDeadline,
        Duration.ZERO);
  }

  static IngestConfig withStopDelay(Duration delay) {
    return config(
        0,
        Duration.ofSeconds(15),
        MAX_BODY,
        MAX_RECIPIENTS,
        8,
        STALL,
        newFolder(),
        64 * 1024 * 1024,
        PATIENT,
        delay);
  }

  private static IngestConfig config(
      int port,
      Duration recordDeadline,
      int maxBody,
      int maxRecipients,
      int workers,
      Duration stall,
      Path journal,
      long journalBytes,
      Duration relayDeadline,
      Duration stopDelay) {
    return new IngestConfig(
        "127.0.0.1",
        port,
        "https",
        SHARED_HOST,
        List.of("127.0.0.1", "10.0.0.0/8"),
        ForwardedHeader.X_FORWARDED_FOR,
        LISTEN,
        GENEROUS,
        maxBody,
        MAX_MAIL,
        Math.max(BODY_MEMORY, 2 * maxBody),
        maxRecipients,
        Set.of("excluded.example"),
        workers,
        stall,
        recordDeadline,
        relayDeadline,
        "127.0.0.1",
        0,
        journal,
        journalBytes,
        recordDeadline,
        recordDeadline,
        PATIENT,
        1000,
        stopDelay,
        KEYS,
        HASHES,
        TestBroker.shared().config(),
        (short) 1,
        null);
  }

  /** For a journal; gone with the JVM's temporary files. */
  static Path newFolder() {
    try {
      return Files.createTempDirectory("trueopen-journal-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same configuration with other limits. */
  static IngestConfig with(IngestConfig config, ListenConfig listen, LimitConfig limits) {
    return with(config, config.forwardedHeader(), listen, limits);
  }

  static IngestConfig with(
      IngestConfig config, ForwardedHeader forwarded, ListenConfig listen, LimitConfig limits) {
    return with(config, forwarded, listen, limits, config.relay());
  }

  /** The same configuration with an SMTP relay. */
  static IngestConfig with(IngestConfig config, RelayConfig relay) {
    return with(config, config.forwardedHeader(), config.listen(), config.limits(), relay);
  }

  private static IngestConfig with(
      IngestConfig config,
      ForwardedHeader forwarded,
      ListenConfig listen,
      LimitConfig limits,
      @Nullable RelayConfig relay) {
    return new IngestConfig(
        config.bind(),
        config.port(),
        config.publicScheme(),
        config.sharedHost(),
        config.trustedProxies(),
        forwarded,
        listen,
        limits,
        config.maxBodyBytes(),
        config.maxMailBytes(),
        config.bodyMemoryBytes(),
        config.maxRecipients(),
        config.excludedHosts(),
        config.workers(),
        config.stall(),
        config.recordDeadline(),
        config.relayDeadline(),
        config.internalBind(),
        config.internalPort(),
        config.journalFolder(),
        config.journalMaxBytes(),
        config.openDeadline(),
        config.clickDeadline(),
        config.journalDeadline(),
        config.maxInFlight(),
        config.stopDelay(),
        config.signingKeys(),
        config.hashes(),
        config.kafka(),
        config.replication(),
        relay);
  }

  /** Changes a setting as the admin would. */
  static void set(SettingKey key, SettingValue value) {
    try (SettingsLog log =
        SettingsLog.open(TestBroker.shared().config(), "test", Clock.systemUTC())) {
      log.write(key, value, log.view().version(key), "alice");
    } catch (StaleSettingException e) {
      throw new IllegalStateException("another test wrote " + key, e);
    }
  }

  static String openPath(AccountId account, DeliveryId delivery) {
    return "/o/" + TOKENS.encode(new Token.Open(account, delivery, 7)) + ".gif";
  }

  static String clickPath(DeliveryId delivery, int link, String destination) {
    return "/c/" + TOKENS.encode(new Token.Click(ACME, delivery, 7, link, destination));
  }

  static SigningKey key(int id, String secret) {
    return new SigningKey(id, secret.getBytes(US_ASCII));
  }

  /** A line of a key file. */
  static String line(int id, String secret) {
    return id + " " + Base64.getEncoder().encodeToString(secret.getBytes(US_ASCII));
  }

  private static SigningKeysFile keysFile(String... lines) {
    try {
      Path file = Files.createTempFile("ingest-tests", ".signing-keys");
      file.toFile().deleteOnExit();
      return new SigningKeysFile(Files.write(file, List.of(lines)), List.of(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
