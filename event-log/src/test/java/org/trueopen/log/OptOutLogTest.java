package org.trueopen.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.trueopen.id.AccountId;
import org.trueopen.settings.OptOut;
import org.trueopen.settings.OptOutChange;

class OptOutLogTest {

  private static final TestBroker BROKER = TestBroker.shared();
  private static final AccountId ACCOUNT = new AccountId("acme");
  private static final Instant AT = Instant.parse("2026-11-01T10:00:30Z");
  private static final OptOut BY_LINK =
      new OptOut(Instant.parse("2026-11-01T10:00:00Z"), OptOut.Source.RECIPIENT);

  /** Each test has keys of its own: the topic is shared. */
  private final long first;

  OptOutLogTest(TestInfo test) {
    first = (long) test.getTestMethod().orElseThrow().getName().hashCode() << 32 | 1;
  }

  @BeforeAll
  static void theTopicsAreThere() {
    Topics.ensure(BROKER.config(), (short) 1);
  }

  @Test
  void anOptOutHoldsWhenItsWriteReturnsAndAfterOpeningAnew() {
    try (OptOutLog log = open()) {
      log.write(out(first));

      assertThat(log.optOuts().find(first)).contains(BY_LINK);
      assertThat(log.optOuts().find(first + 1)).isEmpty();
    }
    try (OptOutLog again = open()) {
      assertThat(again.optOuts().find(first)).contains(BY_LINK);
    }
  }

  @Test
  void whoOptsBackInIsTrackedAgain() {
    int before;
    try (OptOutLog log = open()) {
      before = log.size();
      log.write(out(first));
      assertThat(log.size()).isEqualTo(before + 1);

      log.write(in(first));
      log.write(in(first));

      assertThat(log.optOuts().find(first)).isEmpty();
      assertThat(log.size()).isEqualTo(before);
    }
    try (OptOutLog again = open()) {
      assertThat(again.optOuts().find(first)).isEmpty();
      assertThat(again.size()).isEqualTo(before);
    }
  }

  @Test
  void everySourceAndEveryTimeComesBack() {
    List<OptOutChange> changes = new ArrayList<>();
    for (OptOut.Source source : OptOut.Source.values()) {
      for (Instant at :
          List.of(Instant.EPOCH, AT, Instant.parse("2400-01-01T00:00:00Z"), Instant.MIN)) {
        changes.add(
            new OptOutChange(ACCOUNT, first + changes.size(), true, clip(at), source, "test"));
      }
    }
    try (OptOutLog log = open()) {
      log.writeAll(changes);

      for (OptOutChange change : changes) {
        assertThat(log.optOuts().find(change.recipientKey()))
            .contains(new OptOut(minuteOf(change.at()), change.source()));
      }
    }
  }

  @Test
  void manyAtOnceHoldWhenTheirWriteReturnsAndReachAnotherProcess() {
    List<OptOutChange> changes = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      changes.add(out(first + i));
    }
    try (OptOutLog log = open();
        OptOutLog other = open()) {
      int before = log.size();

      log.writeAll(changes);

      assertThat(log.size()).isEqualTo(before + 50_000);
      assertThat(changes)
          .allSatisfy(c -> assertThat(log.optOuts().find(c.recipientKey())).isPresent());
      await()
          .untilAsserted(() -> assertThat(other.optOuts().find(first + 49_999)).contains(BY_LINK));
    }
  }

  @Test
  void whatTheBoundHasNoRoomForIsRefusedAndNothingOfItIsWritten() {
    try (OptOutLog open = open()) {
      int bound = open.size() + 2;
      try (OptOutLog log = OptOutLog.open(BROKER.config(), "test", bound)) {
        log.write(out(first));

        assertThatThrownBy(() -> log.writeAll(List.of(out(first + 1), out(first + 2))))
            .isInstanceOf(OptOutsFullException.class)
            .hasMessageContaining("at most " + bound + " may be held");

        assertThat(log.optOuts().find(first + 1)).isEmpty();
        log.writeAll(List.of(out(first), out(first + 1))); // the first is there already
        assertThatThrownBy(() -> log.write(out(first + 2)))
            .isInstanceOf(OptOutsFullException.class);
        log.write(out(first)); // again, which takes no room
        log.write(in(first));
        log.write(out(first + 2));
        assertThat(log.beyondBound()).isZero();
      }
    }
  }

  @Test
  void whatIsReadBeyondTheBoundIsCounted() {
    int all;
    try (OptOutLog log = open()) {
      log.writeAll(List.of(out(first), out(first + 1), out(first + 2)));
      all = log.size();
    }
    try (OptOutLog small = OptOutLog.open(BROKER.config(), "test", all - 2)) {
      assertThat(small.size()).isEqualTo(all - 2);
      assertThat(small.beyondBound()).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void aRecordNobodyCanReadIsSkippedAndWhatFollowsIsRead() throws Exception {
    Map<String, Object> properties = BROKER.config().producerProperties("test-garbage");
    try (OptOutLog log = open();
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] key = "garbage".getBytes(UTF_8);
      producer.send(new ProducerRecord<>(Topics.OPT_OUTS, 0, key, new byte[] {1, 2, 3})).get();
      producer.send(new ProducerRecord<>(Topics.OPT_OUTS, 0, key, new byte[0])).get();

      log.write(out(first));

      assertThat(log.optOuts().find(first)).contains(BY_LINK);
    }
  }

  @Test
  void anOptOutThatKafkaDoesNotTakeIsSaidSo() {
    try (OptOutLog log =
        OptOutLog.open(BROKER.config(), "test", OptOutLog.DEFAULT_BOUND, Duration.ofSeconds(10))) {
      log.write(out(first));
      BROKER.pause();
      try {
        assertThatThrownBy(() -> log.write(out(first + 1)))
            .isInstanceOf(EventLogException.class)
            .hasMessage("topic opt-outs: the change was not written; is Kafka running?");
        assertThat(log.optOuts().find(first)).isPresent();
      } finally {
        BROKER.resume();
      }
    }
  }

  private static Instant clip(Instant at) {
    return at.equals(Instant.MIN) ? Instant.ofEpochSecond(-1) : at; // before 1970
  }

  private static Instant minuteOf(Instant at) {
    return at.getEpochSecond() < 0
        ? Instant.EPOCH
        : Instant.ofEpochSecond(at.getEpochSecond() / 60 * 60);
  }

  private static OptOutChange out(long key) {
    return new OptOutChange(ACCOUNT, key, true, AT, OptOut.Source.RECIPIENT, "recipient");
  }

  private static OptOutChange in(long key) {
    return new OptOutChange(ACCOUNT, key, false, AT, OptOut.Source.RECIPIENT, "recipient");
  }

  private static OptOutLog open() {
    return OptOutLog.open(BROKER.config(), "test");
  }
}
