package org.trueopen.job.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.event.Hit;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.id.AccountId;
import org.trueopen.job.source.Origin;
import org.trueopen.job.source.TopicEvent;
import org.trueopen.job.state.LedgerEvent;
import org.trueopen.job.state.RulesChange;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.ListEntry;
import org.trueopen.settings.RuleSettings;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.VerdictClass;

@SuppressWarnings("try") // closing a harness may be interrupted; a test is not
class ClassifyHitsTest {

  private static final Instant AT = Instant.parse("2026-11-26T10:00:00Z");
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
  private static final String MIMECAST = "91.220.42.9";
  private static final ListChanges NO_MIMECAST = new ListChanges(Set.of("mimecast"), List.of());
  private static final ListChanges FIREFOX_IS_A_BOT =
      new ListChanges(
          Set.of(),
          List.of(
              new ListEntry(
                  "contains", "Firefox", "fox", "DECLARED_BOT", "both", 90, "us", "2026-11-26")));

  @TempDir Path dir;

  private TwoInputStreamOperatorTestHarness<TopicEvent, RulesChange, LedgerEvent> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness(SignalsConfig.BUNDLED);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aChangeOfTheListsHoldsForTheAccountsHitsFromThenOn() throws Exception {
    assertThat(judge("demo", MIMECAST)).isEqualTo(VerdictClass.SECURITY_SCANNER);

    change("demo", 1, NO_MIMECAST);
    assertThat(judge("demo", MIMECAST)).isEqualTo(VerdictClass.PERSON);
    assertThat(judge("other", MIMECAST)).isEqualTo(VerdictClass.SECURITY_SCANNER);

    change("demo", 2, FIREFOX_IS_A_BOT);
    assertThat(judge("demo", "203.0.113.9")).isEqualTo(VerdictClass.DECLARED_BOT);
    assertThat(judge("demo", MIMECAST)).isEqualTo(VerdictClass.SECURITY_SCANNER);

    change("demo", 3, ListChanges.NONE);
    assertThat(judge("demo", "203.0.113.9")).isEqualTo(VerdictClass.PERSON);
  }

  @Test
  void anOlderChangeThatIsReadAgainChangesNothing() throws Exception {
    change("demo", 2, ListChanges.NONE);
    change("demo", 1, FIREFOX_IS_A_BOT);

    assertThat(judge("demo", "203.0.113.9")).isEqualTo(VerdictClass.PERSON);
  }

  @Test
  void aChangeOutlivesARestart() throws Exception {
    change("demo", 1, FIREFOX_IS_A_BOT);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = harness(SignalsConfig.BUNDLED);
    harness.initializeState(state);
    harness.open();

    assertThat(judge("demo", "203.0.113.9")).isEqualTo(VerdictClass.DECLARED_BOT);
  }

  @Test
  void aHitHasTheCountryOfItsAddressOnceThereIsAFile() throws Exception {
    assertThat(classify("demo", MIMECAST).country()).isEmpty();

    Path file = CountryFiles.write(dir.resolve("c.mmdb"), 6, Map.of("91.220.42.0/24", "GB"));
    reopen(file);

    assertThat(classify("demo", MIMECAST).country()).isEqualTo("GB");
    assertThat(classify("demo", "203.0.113.9").country()).isEmpty();
    assertThat(classify("demo", "no address").country()).isEmpty();
  }

  @Test
  void aTaskDoesNotStartWithoutTheFileItIsToUse() {
    assertThatThrownBy(() -> reopen(dir.resolve("none.mmdb")))
        .hasMessageContaining("JOB_COUNTRY_FILE: expected a MaxMind DB file of countries")
        .hasMessageContaining("none.mmdb\" (no file that can be read)");
  }

  private void reopen(Path countries) throws Exception {
    harness.close();
    harness = harness(new SignalsConfig("", 180, countries.toString()));
    harness.open();
  }

  private static TwoInputStreamOperatorTestHarness<TopicEvent, RulesChange, LedgerEvent> harness(
      SignalsConfig config) throws Exception {
    TwoInputStreamOperatorTestHarness<TopicEvent, RulesChange, LedgerEvent> made =
        new TwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithNonKeyedOperator<>(
                new ClassifyHits(new byte[32], config, Clock.fixed(AT, ZoneOffset.UTC)),
                List.of(KeepLedger.RULES)));
    made.setup(LedgerEvent.TYPE.createSerializer(made.getExecutionConfig().getSerializerConfig()));
    return made;
  }

  private void change(String account, long version, ListChanges lists) throws Exception {
    harness.processElement2(
        new StreamRecord<>(
            new RulesChange(
                new Setting(
                    SettingKey.rules(new AccountId(account)),
                    new RuleSettings(Map.of(), List.of(), lists),
                    version,
                    AT,
                    "ada"))));
  }

  private VerdictClass judge(String account, String address) throws Exception {
    return classify(account, address).verdict();
  }

  private HitFacts classify(String account, String address) throws Exception {
    Hit hit =
        new Hit(
            account,
            "d1",
            "h1",
            HitKind.CLICK,
            0,
            "https://a.example/",
            AT,
            "GET",
            address,
            FIREFOX,
            Map.of(),
            PixelPlace.NONE,
            "");
    harness.getOutput().clear();
    harness.processElement1(
        new StreamRecord<>(new TopicEvent.Requested(new Origin("hits", 0, 0), hit)));
    return harness.extractOutputValues().stream()
        .map(LedgerEvent.Seen.class::cast)
        .map(LedgerEvent.Seen::hit)
        .toList()
        .getLast();
  }
}
