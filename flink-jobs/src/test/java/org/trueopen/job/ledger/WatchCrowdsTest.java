package org.trueopen.job.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trueopen.id.AccountId;
import org.trueopen.job.state.LedgerEvent;
import org.trueopen.job.state.RulesChange;
import org.trueopen.job.state.Sighting;
import org.trueopen.job.store.StoreRow;
import org.trueopen.settings.RuleSettings;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.verdict.Appearance;
import org.trueopen.verdict.Opinion;
import org.trueopen.verdict.Scope;

@SuppressWarnings("try") // closing a harness may be interrupted; a test is not
class WatchCrowdsTest {

  private static final Instant AT = Instant.parse("2026-08-01T10:00:00Z");
  private static final Scope NETWORK =
      new Scope(Scope.Kind.NETWORK, "203.0.113.0/24", AT.toEpochMilli() / 604_800_000);
  private static final Scope DOMAIN = new Scope(Scope.Kind.DOMAIN, "example.net", NETWORK.week());

  private KeyedTwoInputStreamOperatorTestHarness<String, Sighting, RulesChange, LedgerEvent>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new WatchCrowds(new byte[32], Clock.fixed(AT, ZoneOffset.UTC)),
                List.of(KeepLedger.RULES)),
            Sighting::crowd,
            change -> "",
            Types.STRING);
    harness.setup(
        LedgerEvent.TYPE.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    harness.open();
    harness.processWatermark2(Watermark.MAX_WATERMARK);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void whenANetworkIsFoundToBeAGatewayAllItsDeliveriesAreTold() throws Exception {
    sweep(NETWORK, 1);
    sweep(NETWORK, 2);
    assertThat(told()).isEmpty();

    sweep(NETWORK, 3);
    assertThat(told()).containsExactlyInAnyOrder("d1", "d2", "d3");

    sweep(NETWORK, 4);
    assertThat(told()).hasSize(4).endsWith("d4");
  }

  @Test
  void anAccountsOwnThresholdsHold() throws Exception {
    Setting setting =
        new Setting(
            SettingKey.rules(new AccountId("demo")),
            new RuleSettings(Map.of("crowdRecipients", 2), List.of()),
            1,
            AT,
            "alice");
    harness.processElement2(new StreamRecord<>(new RulesChange(setting)));

    sweep(NETWORK, 1);
    sweep(NETWORK, 2);

    assertThat(told()).hasSize(2);
  }

  @Test
  void aDomainsProfileIsWrittenAsItIsLearned() throws Exception {
    for (int i = 1; i <= 100; i++) {
      sweep(DOMAIN, i);
    }

    Queue<StreamRecord<StoreRow>> profiles = harness.getSideOutput(WatchCrowds.PROFILES);
    assertThat(profiles).hasSizeBetween(30, 50);
  }

  @Test
  void aCrowdIsForgottenSomeWeeksAfterItsOwn() throws Exception {
    sweep(NETWORK, 1);
    Instant end = NETWORK.end().plus(WatchCrowds.MEMORY);

    harness.processWatermark1(new Watermark(end.minus(Duration.ofHours(1)).toEpochMilli()));
    assertThat(harness.numKeyedStateEntries()).isPositive();

    harness.processWatermark1(new Watermark(end.toEpochMilli()));
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  private void sweep(Scope scope, int recipient) throws Exception {
    Appearance swept =
        new Appearance(
            scope,
            "d" + recipient,
            recipient,
            AT,
            40_000,
            90_000,
            0,
            4,
            true,
            50_000,
            50_000,
            false);
    harness.processElement1(new StreamRecord<>(new Sighting("demo", 1, swept), AT.toEpochMilli()));
  }

  private List<String> told() {
    return harness.extractOutputValues().stream()
        .map(LedgerEvent.Found.class::cast)
        .filter(found -> found.finding().opinion().kind() != Opinion.Kind.NONE)
        .map(LedgerEvent::deliveryId)
        .toList();
  }
}
