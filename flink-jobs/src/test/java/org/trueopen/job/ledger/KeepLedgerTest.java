package org.trueopen.job.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trueopen.event.HitKind;
import org.trueopen.job.TestEvents;
import org.trueopen.job.state.LedgerEvent;
import org.trueopen.job.store.StoreRow;
import org.trueopen.job.store.StoreTable;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.VerdictClass;

class KeepLedgerTest {

  private static final Instant SENT = Instant.parse("2026-08-01T10:00:00Z");

  private KeyedOneInputStreamOperatorTestHarness<String, LedgerEvent, StoreRow> harness;

  @BeforeEach
  void open() throws Exception {
    Clock clock = Clock.fixed(SENT.plusSeconds(9), ZoneOffset.UTC);
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new KeepLedger(clock)), LedgerEvent::key, Types.STRING);
    harness.setup(
        StoreRow.TYPE.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aDeliveryAndItsHitAreStatedAtOnceWithoutAnyWatermark() throws Exception {
    send(sent());
    assertThat(tables()).containsExactly(StoreTable.DELIVERIES, StoreTable.ENGAGEMENT);

    send(seen("h1", SENT.plusSeconds(5)));
    assertThat(tables())
        .containsExactly(
            StoreTable.DELIVERIES,
            StoreTable.ENGAGEMENT,
            StoreTable.HITS,
            StoreTable.ENGAGEMENT,
            StoreTable.ENGAGEMENT);
  }

  @Test
  void whatWasSeenBeforeIsDropped() throws Exception {
    send(sent());
    send(seen("h1", SENT.plusSeconds(5)));
    int stated = tables().size();

    send(sent());
    send(seen("h1", SENT.plusSeconds(5)));

    assertThat(tables()).hasSize(stated);
  }

  @Test
  void everythingIsForgottenNinetyDaysAfterTheLastEvent() throws Exception {
    send(sent());
    send(seen("h1", SENT.plus(Duration.ofDays(30))));

    harness.processWatermark(SENT.plus(Duration.ofDays(119)).toEpochMilli());
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);

    harness.processWatermark(SENT.plus(Duration.ofDays(121)).toEpochMilli());
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void anOldDeliveryThatIsImportedLivesNinetyDaysFromNow() throws Exception {
    harness.processWatermark(SENT.plus(Duration.ofDays(400)).toEpochMilli());
    send(sent());

    harness.processWatermark(SENT.plus(Duration.ofDays(489)).toEpochMilli());
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);

    harness.processWatermark(SENT.plus(Duration.ofDays(491)).toEpochMilli());
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void theTimerIsLeftAloneForLessThanADay() throws Exception {
    send(sent());
    send(seen("h1", SENT.plus(Duration.ofHours(23))));

    harness.processWatermark(SENT.plus(Duration.ofDays(90)).toEpochMilli());

    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  private void send(LedgerEvent event) throws Exception {
    harness.processElement(event, event.at().toEpochMilli());
  }

  private List<StoreTable> tables() {
    return harness.extractOutputValues().stream().map(StoreRow::table).toList();
  }

  private static LedgerEvent sent() {
    return new LedgerEvent.Sent(TestEvents.delivery("demo", "d1", SENT));
  }

  private static LedgerEvent seen(String hitId, Instant at) {
    return new LedgerEvent.Seen(
        "demo",
        "d1",
        new HitFacts(
            hitId,
            HitKind.OPEN,
            -1,
            "",
            at,
            "GET",
            "203.0.113.0/24",
            1,
            2,
            "Firefox on Linux",
            VerdictClass.PERSON,
            List.of(),
            85));
  }
}
