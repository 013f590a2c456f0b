package org.trueopen.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.trueopen.id.AccountId;
import org.trueopen.settings.AccountPolicy;
import org.trueopen.settings.DomainPolicy;
import org.trueopen.settings.Level;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;

class SettingsLogTest {

  private static final TestBroker BROKER = TestBroker.shared();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-01T10:00:00.123456789Z"), ZoneOffset.UTC);
  private static final AccountPolicy KILLED = new AccountPolicy(true, false);

  private final AccountId account;

  /** Each test has an account of its own: the topic is shared. */
  SettingsLogTest(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName();
    account = new AccountId("a" + Integer.toHexString(name.hashCode()));
  }

  @BeforeAll
  static void theTopicsAreThere() {
    Topics.ensure(BROKER.config(), (short) 1);
  }

  @Test
  void aChangeIsInTheViewWhenItsWriteReturns() throws Exception {
    try (SettingsLog log = open()) {
      Setting written = log.write(policy(), KILLED, 0, "alice");

      assertThat(log.view().find(policy())).contains(written);
      assertThat(written.version()).isEqualTo(1);
      assertThat(written.changedAt()).isEqualTo(Instant.parse("2026-11-01T10:00:00.123Z"));
      assertThat(written.changedBy()).isEqualTo("alice");
    }
  }

  @Test
  void everythingIsThereAgainAfterOpeningAnew() throws Exception {
    SettingKey mailbox = SettingKey.tracking(account, Level.MAILBOX, "news@acme.example");
    TrackingSwitches switches = new TrackingSwitches(Switch.OFF, Switch.INHERIT);
    Setting first;
    Setting second;
    try (SettingsLog log = open()) {
      log.write(policy(), AccountPolicy.DEFAULT, 0, "alice");
      first = log.write(policy(), KILLED, 1, "bob");
      second = log.write(mailbox, switches, 0, "alice");
    }

    try (SettingsLog log = open()) {
      assertThat(log.view().find(policy())).contains(first);
      assertThat(log.view().find(mailbox)).contains(second);
    }
  }

  @Test
  void aChangeOfWhatSomebodyElseHasChangedIsRefusedAndTellsHowItStands() throws Exception {
    try (SettingsLog log = open()) {
      Setting written = log.write(policy(), KILLED, 0, "alice");

      StaleSettingException stale =
          catchThrowableOfType(
              StaleSettingException.class,
              () -> log.write(policy(), AccountPolicy.DEFAULT, 0, "bob"));

      assertThat(stale).hasMessage("expected version 0, found 1");
      assertThat(stale.current()).isEqualTo(written);
      assertThat(log.view().accountPolicy(account)).isEqualTo(KILLED);
      assertThatThrownBy(() -> log.write(SettingKey.domain(account, "x"), KILLED, 5, "bob"))
          .hasMessage("expected version 5, found 0");
    }
  }

  @Test
  void aTrackingHostThatIsReplacedIsKeptWhoeverWrites() throws Exception {
    SettingKey domain = SettingKey.domain(account, "acme.example");
    try (SettingsLog log = open()) {
      log.write(domain, new DomainPolicy(true, "old.example", true), 0, "alice");
      log.write(domain, new DomainPolicy(true, "new.example", true), 1, "alice");
    }

    try (SettingsLog log = open()) {
      assertThat(log.view().domainPolicy(account, "acme.example").formerTrackingHosts())
          .containsExactly("old.example");
    }
  }

  @Test
  void ofTwoChangesAtOnceExactlyOneIsTaken() throws Exception {
    try (SettingsLog log = open()) {
      CompletableFuture<Boolean> one = CompletableFuture.supplyAsync(() -> tryWrite(log, "one"));
      CompletableFuture<Boolean> two = CompletableFuture.supplyAsync(() -> tryWrite(log, "two"));

      assertThat(one.get() ^ two.get()).isTrue();
      assertThat(log.view().version(policy())).isEqualTo(1);
    }
  }

  @Test
  void anotherProcessSeesAChange() throws Exception {
    try (SettingsLog one = open();
        SettingsLog other = open()) {
      for (int version = 0; version < 5; version++) {
        Setting written =
            one.write(policy(), new AccountPolicy(version % 2 == 0, false), version, "alice");

        await()
            .pollInterval(Duration.ofMillis(5))
            .until(() -> other.view().find(policy()).filter(written::equals).isPresent());
      }
    }
  }

  @Test
  void aRecordNobodyCanReadIsSkippedAndWhatFollowsIsRead() throws Exception {
    try (SettingsLog log = open()) {
      send("garbage".getBytes(UTF_8), "no protobuf at all".getBytes(UTF_8));
      send("tombstone".getBytes(UTF_8), null);

      Setting written = log.write(policy(), KILLED, 0, "alice");

      assertThat(log.view().find(policy())).contains(written);
    }
    try (SettingsLog again = open()) {
      assertThat(again.view().accountPolicy(account)).isEqualTo(KILLED);
    }
  }

  @Test
  void aKafkaThatIsNotThereIsSaidSo() {
    KafkaConfig nobody = new KafkaConfig("127.0.0.1:" + ClosedPort.find());

    assertThatThrownBy(() -> SettingsLog.open(nobody, "test", CLOCK, Duration.ofSeconds(1)))
        .isInstanceOf(EventLogException.class)
        .hasMessage(
            "topic settings at "
                + nobody.bootstrapServers()
                + ": cannot be read; is Kafka running?");
    assertThatThrownBy(
            () ->
                SettingsLog.open(
                    new KafkaConfig("no-such-host.invalid:9092"),
                    "test",
                    CLOCK,
                    Duration.ofSeconds(1)))
        .isInstanceOf(EventLogException.class)
        .hasMessageContaining("no-such-host.invalid:9092");
  }

  @Test
  void aChangeThatKafkaDoesNotTakeIsSaidSoAndNotInTheView() throws Exception {
    try (SettingsLog log =
        SettingsLog.open(BROKER.config(), "test", CLOCK, Duration.ofSeconds(10))) {
      log.write(SettingKey.domain(account, "warm.example"), DomainPolicy.UNKNOWN, 0, "alice");
      BROKER.pause();
      try {
        assertThatThrownBy(() -> log.write(policy(), KILLED, 0, "alice"))
            .isInstanceOf(EventLogException.class)
            .hasMessage("topic settings: the change was not written; is Kafka running?");
        assertThat(log.view().find(policy())).isEmpty();
      } finally {
        BROKER.resume();
      }
    }
  }

  @Test
  void aLogOutlivesTheDeathAndReturnOfItsBroker() throws Exception {
    try (SettingsLog log = open()) {
      log.write(policy(), KILLED, 0, "alice");
      BROKER.restart();

      log.write(policy(), AccountPolicy.DEFAULT, 1, "alice");

      assertThat(log.view().version(policy())).isEqualTo(2);
    }
  }

  private boolean tryWrite(SettingsLog log, String who) {
    try {
      log.write(policy(), KILLED, 0, who);
      return true;
    } catch (StaleSettingException e) {
      assertThat(Objects.requireNonNull(e.current()).changedBy()).isNotEqualTo(who);
      return false;
    }
  }

  private SettingKey policy() {
    return SettingKey.policy(account);
  }

  private static SettingsLog open() {
    return SettingsLog.open(BROKER.config(), "test", CLOCK);
  }

  private static void send(byte[] key, byte @Nullable [] value) throws Exception {
    Map<String, Object> properties = BROKER.config().producerProperties("test-garbage");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.SETTINGS, 0, key, value)).get();
    }
  }
}
