package org.trueopen.job.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trueopen.event.Aggregate;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.DeliveryStatus.Status;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.id.AccountId;
import org.trueopen.job.TestEvents;
import org.trueopen.job.state.LedgerEvent;
import org.trueopen.job.state.Memory;
import org.trueopen.job.state.Released;
import org.trueopen.job.state.RulesChange;
import org.trueopen.job.store.StoreRow;
import org.trueopen.job.store.StoreTable;
import org.trueopen.settings.RuleSettings;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.verdict.DeliveryJudge;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.VerdictClass;

@SuppressWarnings("try") // closing a harness may be interrupted; a test is not
class KeepLedgerTest {

  private static final Instant SENT = Instant.parse("2026-08-01T10:00:00Z");

  private static final Clock CLOCK = Clock.fixed(SENT.plusSeconds(9), ZoneOffset.UTC);
  private static final Aggregate ALL = TestEvents.aggregate("demo");

  private KeyedTwoInputStreamOperatorTestHarness<String, LedgerEvent, RulesChange, StoreRow>
      harness;

  @BeforeEach
  void open() throws Exception {
    open(new Retention(Duration.ofDays(90), Duration.ZERO));
  }

  private void open(Retention retention) throws Exception {
    harness = unopened(retention);
    harness.open();
    // Settings never hold the ledgers' time back.
    harness.processWatermark2(Watermark.MAX_WATERMARK);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, LedgerEvent, RulesChange, StoreRow>
      unopened() throws Exception {
    return unopened(Retention.DEFAULT);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, LedgerEvent, RulesChange, StoreRow>
      unopened(Retention retention) throws Exception {
    var made =
        new KeyedTwoInputStreamOperatorTestHarness<String, LedgerEvent, RulesChange, StoreRow>(
            new CoBroadcastWithKeyedOperator<>(
                new KeepLedger(new byte[32], retention, CLOCK), List.of(KeepLedger.RULES)),
            LedgerEvent::key,
            change -> "",
            Types.STRING);
    made.setup(StoreRow.TYPE.createSerializer(made.getExecutionConfig().getSerializerConfig()));
    return made;
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

    harness.processWatermark1(new Watermark(SENT.plus(Duration.ofDays(119)).toEpochMilli()));
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);

    harness.processWatermark1(new Watermark(SENT.plus(Duration.ofDays(121)).toEpochMilli()));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aHitOfAForgottenDeliveryIsKeptAsideOnceAndNothingElseIsSaidOfIt() throws Exception {
    close();
    open(new Retention(Duration.ofDays(90), Duration.ofDays(30)));
    send(sent());
    send(seen("h1", SENT.plusSeconds(60)));
    pass(91);
    int stated = tables().size();

    send(seen("h2", SENT.plusSeconds(70)));
    send(seen("h2", SENT.plusSeconds(70)));
    send(seen("h3", SENT.plus(Duration.ofDays(92))));
    send(sent());
    send(reported(Status.BOUNCED, 5));

    assertThat(tables()).hasSize(stated);
    assertThat(late()).hasSize(2);
    assertThat(late().getFirst().table()).isEqualTo(StoreTable.LATE_HITS);
    assertThat(new String(late().getFirst().rowBinary(), UTF_8))
        .contains("h2", "PERSON", "news@demo.example", "demo.example", "spring");
  }

  @Test
  void theRemainderIsForgottenInItsTurn() throws Exception {
    close();
    open(new Retention(Duration.ofDays(90), Duration.ofDays(30)));
    send(sent());
    pass(91);
    send(seen("h2", SENT.plus(Duration.ofDays(110))));

    pass(119);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
    pass(121);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void anonymousMailThatIsSentAgainAfterItWasForgottenIsCountedAgain() throws Exception {
    close();
    open(new Retention(Duration.ofDays(90), Duration.ofDays(30)));
    send(new LedgerEvent.Explained(ALL));
    pass(91);
    send(seen(ALL.deliveryId(), "h1", SENT.plus(Duration.ofDays(91))));
    assertThat(late()).hasSize(1);

    send(new LedgerEvent.Explained(ALL));
    send(seen(ALL.deliveryId(), "h2", SENT.plus(Duration.ofDays(91))));

    assertThat(tables()).containsExactly(StoreTable.HITS);
    pass(180);
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
  }

  private void pass(int days) throws Exception {
    harness.processWatermark1(new Watermark(SENT.plus(Duration.ofDays(days)).toEpochMilli()));
  }

  private List<StoreRow> late() {
    var found = harness.getSideOutput(KeepLedger.LATE_HITS);
    return found == null ? List.of() : found.stream().map(StreamRecord::getValue).toList();
  }

  @Test
  void anOldDeliveryThatIsImportedLivesNinetyDaysFromNow() throws Exception {
    harness.processWatermark1(new Watermark(SENT.plus(Duration.ofDays(400)).toEpochMilli()));
    send(sent());

    harness.processWatermark1(new Watermark(SENT.plus(Duration.ofDays(489)).toEpochMilli()));
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);

    harness.processWatermark1(new Watermark(SENT.plus(Duration.ofDays(491)).toEpochMilli()));
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void theTimerIsLeftAloneForLessThanADay() throws Exception {
    send(sent());
    send(seen("h1", SENT.plus(Duration.ofHours(23))));

    harness.processWatermark1(new Watermark(SENT.plus(Duration.ofDays(90)).toEpochMilli()));

    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void theSameDeliveryPublishedAgainIsNotWrittenAgainHoweverItDiffers() throws Exception {
    send(sent());
    send(new LedgerEvent.Sent(TestEvents.anonymous("demo", "d1", SENT.plusSeconds(3))));

    assertThat(tables()).containsExactly(StoreTable.DELIVERIES, StoreTable.ENGAGEMENT);
  }

  @Test
  void aBounceIsWrittenOnceAndTakesTheDeliveryOutOfTheRates() throws Exception {
    send(sent());
    send(reported(Status.BOUNCED, 5));
    send(reported(Status.BOUNCED, 5));

    assertThat(tables().subList(2, tables().size()))
        .containsExactly(
            StoreTable.DELIVERY_STATUSES, StoreTable.ENGAGEMENT, StoreTable.ENGAGEMENT);
  }

  @Test
  void aReportOfAnUnknownDeliveryWaitsForIt() throws Exception {
    send(reported(Status.DELIVERED, 5));
    assertThat(tables()).isEmpty();

    send(sent());

    assertThat(tables())
        .containsExactly(
            StoreTable.DELIVERIES, StoreTable.DELIVERY_STATUSES, StoreTable.ENGAGEMENT);
  }

  @Test
  void hitsOfAnonymousMailAreWrittenOnceEachAndNothingElseIs() throws Exception {
    send(new LedgerEvent.Explained(ALL));
    for (int i = 0; i < 2; i++) {
      for (int hit = 0; hit < 300; hit++) {
        send(seen(ALL.deliveryId(), "h" + hit, SENT.plusSeconds(5)));
      }
    }

    assertThat(tables()).hasSize(300).containsOnly(StoreTable.HITS);
    assertThat(text(0)).contains("news@demo.example", "spring", "FIRST");
  }

  @Test
  void hitsThatComeBeforeTheirAnonymousMailIsExplainedAreFiledUnderItOnceItIs() throws Exception {
    for (int hit = 0; hit < 300; hit++) {
      send(seen(ALL.deliveryId(), "h" + hit, SENT.plusSeconds(5)));
    }
    send(seen(ALL.deliveryId(), "h7", SENT.plusSeconds(5)));
    assertThat(tables()).hasSize(300);
    assertThat(text(299)).doesNotContain("spring");

    send(new LedgerEvent.Explained(ALL));
    send(new LedgerEvent.Explained(ALL));
    send(seen(ALL.deliveryId(), "h7", SENT.plusSeconds(5)));

    assertThat(tables()).hasSize(900).containsOnly(StoreTable.HITS);
    assertThat(text(300)).doesNotContain("spring");
    assertThat(text(301)).contains("spring");
  }

  @Test
  void anonymousMailThatIsSentAgainIsRememberedNinetyDaysFromThen() throws Exception {
    send(new LedgerEvent.Explained(ALL));
    harness.processWatermark1(new Watermark(SENT.plus(Duration.ofDays(80)).toEpochMilli()));
    send(new LedgerEvent.Explained(ALL));

    harness.processWatermark1(new Watermark(SENT.plus(Duration.ofDays(169)).toEpochMilli()));
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);

    harness.processWatermark1(new Watermark(SENT.plus(Duration.ofDays(171)).toEpochMilli()));
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void aRepeatedHitBeyondTheBoundIsStatedOnce() throws Exception {
    send(sent());
    for (int hit = 0; hit < 250; hit++) {
      send(seen("h" + hit, SENT.plusSeconds(60L * hit)));
    }
    int stated = tables().size();

    for (int hit = 0; hit < 250; hit++) {
      send(seen("h" + hit, SENT.plusSeconds(60L * hit)));
    }

    assertThat(tables()).hasSize(stated);
  }

  @Test
  void everythingOfAnonymousMailIsForgottenToo() throws Exception {
    send(seen(ALL.deliveryId(), "h1", SENT));
    assertThat(harness.numKeyedStateEntries()).isEqualTo(4);

    harness.processWatermark1(new Watermark(SENT.plus(Duration.ofDays(91)).toEpochMilli()));

    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void aCheckpointOfTheFirstReleaseIsGoneOnFrom() throws Exception {
    OperatorSubtaskState checkpoint;
    try (var released =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new ReleasedLedger()), LedgerEvent::key, Types.STRING)) {
      released.setup(
          StoreRow.TYPE.createSerializer(released.getExecutionConfig().getSerializerConfig()));
      released.open();
      released.processElement(sent(), SENT.toEpochMilli());
      checkpoint = released.snapshot(1, 1);
    }
    harness.close();
    harness = unopened();
    harness.initializeState(checkpoint);
    harness.open();
    harness.processWatermark2(Watermark.MAX_WATERMARK);

    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    send(sent());
    assertThat(tables()).isEmpty();
    send(seen("h2", SENT.plusSeconds(60)));
    send(reported(Status.BOUNCED, 70));
    send(seen(ALL.deliveryId(), "h1", SENT));

    assertThat(tables()).contains(StoreTable.HITS, StoreTable.DELIVERY_STATUSES);
  }

  @Test
  void aChangedThresholdHoldsForWhatIsJudgedFromThenOn() throws Exception {
    send(sent());
    send(seen("h1", SENT.plusSeconds(600)));
    send(seen("h2", SENT.plusSeconds(640)));
    assertThat(text(lastRow()))
        .contains("REPEAT", DeliveryJudge.RULE_VERSION)
        .doesNotContain(DeliveryJudge.RULE_VERSION + '+');

    change("demo", 2, 50);
    int before = tables().size();
    send(seen("h3", SENT.plusSeconds(660)));

    // What was stated of the two is taken back and stated anew by the new rules.
    assertThat(tables().subList(before, tables().size()))
        .containsExactly(
            StoreTable.HITS,
            StoreTable.HITS,
            StoreTable.HITS,
            StoreTable.HITS,
            StoreTable.HITS,
            StoreTable.ENGAGEMENT,
            StoreTable.ENGAGEMENT);
    assertThat(text(before + 3)).contains("h2", "RELOAD", DeliveryJudge.RULE_VERSION + '+');
    assertThat(text(before + 4)).contains("h3", "RELOAD");
  }

  @Test
  void rulesAreAnAccountsOwnAndAnOlderChangeChangesNothing() throws Exception {
    change("other", 1, 3600);
    change("demo", 2, 50);
    change("demo", 1, 5);
    send(seen("h1", SENT.plusSeconds(600)));
    send(seen("h2", SENT.plusSeconds(640)));
    assertThat(text(lastRow())).contains("RELOAD");

    send(seen("h3", SENT.plusSeconds(700)));
    assertThat(text(lastRow())).contains("h3", "REPEAT");
  }

  @Test
  void rulesAreRememberedInACheckpoint() throws Exception {
    change("demo", 2, 50);
    OperatorSubtaskState checkpoint = harness.snapshot(1, 1);
    harness.close();
    harness = unopened();
    harness.initializeState(checkpoint);
    harness.open();

    send(seen("h1", SENT.plusSeconds(600)));
    send(seen("h2", SENT.plusSeconds(640)));

    assertThat(text(lastRow())).contains("RELOAD");
  }

  private void change(String account, long version, int reloadSeconds) throws Exception {
    Setting setting =
        new Setting(
            SettingKey.rules(new AccountId(account)),
            new RuleSettings(Map.of("reloadSeconds", reloadSeconds), List.of()),
            version,
            SENT,
            "alice");
    harness.processElement2(new StreamRecord<>(new RulesChange(setting)));
  }

  private int lastRow() {
    List<StoreTable> tables = tables();
    return tables.lastIndexOf(StoreTable.HITS);
  }

  /** The state that the first release kept, and nothing more. */
  private static final class ReleasedLedger
      extends KeyedProcessFunction<String, LedgerEvent, StoreRow> {

    @Override
    public void processElement(LedgerEvent event, Context context, Collector<StoreRow> out)
        throws Exception {
      getRuntimeContext()
          .getState(new ValueStateDescriptor<>("memory", Memory.TYPE))
          .update(Released.memory());
      context.timerService().registerEventTimeTimer(Released.memory().forgetAt());
    }
  }

  private void send(LedgerEvent event) throws Exception {
    Instant at = event.at() == null ? SENT : event.at();
    harness.processElement1(new StreamRecord<>(event, at.toEpochMilli()));
  }

  private static LedgerEvent reported(Status status, long seconds) {
    return new LedgerEvent.Reported(
        new DeliveryStatus("demo", "d1", status, SENT.plusSeconds(seconds)));
  }

  private String text(int row) {
    return new String(harness.extractOutputValues().get(row).rowBinary(), UTF_8);
  }

  private List<StoreTable> tables() {
    return harness.extractOutputValues().stream().map(StoreRow::table).toList();
  }

  private static LedgerEvent sent() {
    return new LedgerEvent.Sent(TestEvents.delivery("demo", "d1", SENT));
  }

  private static LedgerEvent seen(String hitId, Instant at) {
    return seen("d1", hitId, at);
  }

  private static LedgerEvent seen(String delivery, String hitId, Instant at) {
    return new LedgerEvent.Seen(
        "demo",
        delivery,
        new HitFacts(
            hitId,
            HitKind.OPEN,
            -1,
            PixelPlace.END,
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
