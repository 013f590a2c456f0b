package org.trueopen.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.EventCodec;
import org.trueopen.event.Hit;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.job.replay.Settlement;
import org.trueopen.replay.RecordFile;
import org.trueopen.replay.ReplayFiles;
import org.trueopen.replay.Truth;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.ListEntry;
import org.trueopen.settings.RuleSettings;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingCodec;
import org.trueopen.settings.SettingKey;
import org.trueopen.verdict.DeliveryFacts;
import org.trueopen.verdict.DeliveryJudge;
import org.trueopen.verdict.DeliveryLedger;
import org.trueopen.verdict.DeliveryLedger.HitStatement;
import org.trueopen.verdict.HitClassifier;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.Rules;
import org.trueopen.verdict.Signals;

@Timeout(180) // some seconds, where nothing else runs
class ReplayJobTest {

  private static final Instant SENT = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant END = Instant.parse("2026-11-21T12:00:00Z");
  private static final int DELIVERIES = 60;

  @TempDir Path folder;

  private final List<byte[]> deliveries = new ArrayList<>();
  private final List<Hit> hits = new ArrayList<>();
  private final List<Truth> truths = new ArrayList<>();
  private final List<Setting> settings = new ArrayList<>();

  @Test
  void aHistoryHasTheSameVerdictsWhateverTheOrderAndTheParallelism() throws Exception {
    for (int i = 0; i < DELIVERIES; i++) {
      script("d%02d".formatted(i), i % 4);
    }
    Settlement.Result straight = run("straight", 1);
    List<String> lines = Files.readAllLines(folder.resolve("straight.ndjson"));
    Collections.shuffle(deliveries, new Random(1));
    Collections.shuffle(hits, new Random(2));
    hits.addAll(hits.subList(0, 20)); // said twice
    Settlement.Result shuffled = run("shuffled", 2);

    assertThat(Files.readAllLines(folder.resolve("shuffled.ndjson"))).isEqualTo(lines);
    assertThat(shuffled.json()).isEqualTo(straight.json());
    assertThat(lines).hasSize(hits.size() - 20);
    assertThat(verdicts(lines)).isEqualTo(byTheRules());
    assertThat(lines.getFirst())
        .matches(
            "\\{\"hitId\":\"d03-s0\",\"verdict\":\"[A-Z_]+\",\"place\":\"[A-Z]+\",\"reasons\":\\["
                + "\\{\"rule\":\".+\",\"evidence\":\".*\"}.*],"
                + "\"confidence\":\\d+,\"ruleVersion\":\".+\"}");
  }

  @Test
  void aChangedThresholdChangesVerdictsAndTheVersionTheySay() throws Exception {
    script("d1", 1);
    run("default", 1);
    settings.add(rules("demo", Map.of("reloadSeconds", 5)));
    settings.add(rules("other", Map.of("reloadSeconds", 3600)));
    run("changed", 2);

    Map<String, String> before = verdicts(Files.readAllLines(folder.resolve("default.ndjson")));
    List<String> lines = Files.readAllLines(folder.resolve("changed.ndjson"));
    assertThat(before).containsEntry("d1-o2", "PERSON RELOAD");
    assertThat(verdicts(lines)).containsEntry("d1-o2", "PERSON REPEAT").hasSameSizeAs(before);
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line).contains("\"ruleVersion\":\"" + DeliveryJudge.RULE_VERSION + '+'));
  }

  @Test
  void changedListsChangeWhatEachHitSays() throws Exception {
    script("d1", 1);
    ListEntry entry =
        new ListEntry(
            "contains", "Firefox", "our-fox", "DECLARED_BOT", "both", 90, "us", "2026-11-26");
    ListChanges lists = new ListChanges(Set.of(), List.of(entry));
    settings.add(rules("demo", new RuleSettings(Map.of(), List.of(), lists)));
    run("lists", 2);

    assertThat(Files.readAllLines(folder.resolve("lists.ndjson")))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains("\"verdict\":\"DECLARED_BOT\"")
                    .contains("\"rule\":\"list-our-fox\"")
                    .contains(DeliveryJudge.RULE_VERSION + '+'));
  }

  private static Setting rules(String account, Map<String, Integer> thresholds) {
    return rules(account, new RuleSettings(thresholds, List.of()));
  }

  private static Setting rules(String account, RuleSettings rules) {
    return new Setting(SettingKey.rules(new AccountId(account)), rules, 1, SENT, "replay");
  }

  @Test
  void aGatewayNobodyHasListedIsFoundInAnyOrderAndAtAnyParallelism() throws Exception {
    for (int i = 0; i < 12; i++) {
      String id = "g%02d".formatted(i);
      deliveries.add(EventCodec.encode(TestEvents.delivery("demo", id, SENT, i)));
      for (int link = 0; link < 2; link++) {
        Instant at = SENT.plusSeconds(400L + 100L * link + i);
        hits.add(TestEvents.click("demo", id, id + "-g" + link, link, at, "198.51.100." + i));
      }
      Instant later = SENT.plusSeconds(4000L + 900L * i);
      hits.add(TestEvents.open("demo", id, id + "-p", later));
    }
    run("straight", 1);
    List<String> lines = Files.readAllLines(folder.resolve("straight.ndjson"));
    Collections.shuffle(deliveries, new Random(3));
    Collections.shuffle(hits, new Random(4));
    run("shuffled", 2);

    assertThat(Files.readAllLines(folder.resolve("shuffled.ndjson"))).isEqualTo(lines);
    assertThat(verdicts(lines))
        .hasSize(36)
        .allSatisfy(
            (hit, verdict) ->
                assertThat(verdict)
                    .startsWith(hit.endsWith("-p") ? "PERSON " : "SECURITY_SCANNER "));
  }

  @Test
  void labelsAreHeldAgainstTheVerdicts() throws Exception {
    script("d1", 1);
    script("d2", 0);
    script("d3", 0);
    hits.forEach(hit -> truths.add(new Truth("demo", "d1", hit.hitId(), "PERSON")));
    truths.add(new Truth("demo", "d1", "lost", "PERSON"));
    truths.add(new Truth("demo", "d2", "", Truth.READ));
    truths.add(new Truth("demo", "d3", "", Truth.UNREAD));

    Settlement.Result result = run("labelled", 1);

    assertThat(result.json())
        .contains("{\"kind\":\"OPEN\",\"label\":\"PERSON\",\"verdict\":\"PERSON\",\"hits\":3}")
        .contains("\"withoutVerdict\":1")
        .contains("{\"truth\":\"SEEN\",\"outcome\":\"OPENED\",\"deliveries\":1}")
        .contains("{\"truth\":\"READ_UNSEEN\",\"outcome\":\"NOT_OPENED\",\"deliveries\":1}")
        .contains("{\"truth\":\"UNREAD\",\"outcome\":\"NOT_OPENED\",\"deliveries\":1}");
    assertThat(result.text())
        .contains("Judged 3 hits.")
        .containsPattern("all people +3 +3 +1\\.0000 +1\\.0000")
        .containsPattern("floor +33\\.33 %  error \\+0\\.00 points")
        .containsPattern("ceiling +33\\.33 %  error -33\\.33 points");
  }

  @Test
  void whatTheJobRefusesIsToldWithItsReason() throws Exception {
    hits.add(TestEvents.open("demo", "d1", "h1", Instant.EPOCH));

    Settlement.Result result = run("refused", 1);

    assertThat(result.deadLetters()).isEqualTo(1);
    assertThat(result.text()).contains("hits, number 1:").contains("1970-01-01T00:00:00Z");
    assertThat(folder.resolve("refused.ndjson")).isEmptyFile();
  }

  /** A few shapes of traffic: nothing, opens and a reload, with a click, with a scanner's burst. */
  private void script(String id, int shape) {
    deliveries.add(EventCodec.encode(TestEvents.delivery("demo", id, SENT)));
    if (shape >= 1) {
      hits.add(TestEvents.open("demo", id, id + "-o1", SENT.plusSeconds(600)));
      hits.add(TestEvents.open("demo", id, id + "-o2", SENT.plusSeconds(610)));
      hits.add(TestEvents.open("demo", id, id + "-o3", SENT.plusSeconds(1200)));
    }
    if (shape >= 2) {
      Instant at = SENT.plusSeconds(700);
      hits.add(TestEvents.click("demo", id, id + "-c1", 0, at, "203.0.113.9"));
      deliveries.add(
          EventCodec.encode(
              new DeliveryStatus(
                  "demo", id, DeliveryStatus.Status.DELIVERED, SENT.plusSeconds(2))));
    }
    for (int link = 0; shape == 3 && link < 5; link++) {
      Instant at = SENT.plusSeconds(20 + link);
      hits.add(TestEvents.click("demo", id, id + "-s" + link, link, at, "198.51.100.7"));
    }
  }

  private Settlement.Result run(String name, int parallelism) throws Exception {
    ReplayFiles files = new ReplayFiles(Files.createDirectory(folder.resolve(name)));
    try (RecordFile.Writer sent = new RecordFile.Writer(files.deliveries());
        RecordFile.Writer requested = new RecordFile.Writer(files.hits());
        RecordFile.Writer known = new RecordFile.Writer(files.truths());
        RecordFile.Writer set = new RecordFile.Writer(files.settings())) {
      for (byte[] delivery : deliveries) {
        sent.append(delivery);
      }
      for (Hit hit : hits) {
        requested.append(EventCodec.encode(hit));
      }
      for (Truth truth : truths) {
        known.append(truth.encode());
      }
      for (Setting setting : settings) {
        set.append(SettingCodec.encode(setting));
      }
    }
    return ReplayJob.run(files, parallelism, END, folder.resolve(name + ".ndjson"));
  }

  private static Map<String, String> verdicts(List<String> lines) {
    Map<String, String> verdicts = new TreeMap<>();
    for (String line : lines) {
      String[] parts = line.split("\"", 12);
      verdicts.put(parts[3], parts[7] + ' ' + parts[11].substring(0, parts[11].indexOf('"')));
    }
    return verdicts;
  }

  /** What the pure functions say last of each hit, told in order of time. */
  private Map<String, String> byTheRules() throws Exception {
    HitClassifier classifier = new HitClassifier(Signals.bundled(), new KeyedHash(new byte[32]));
    Map<String, String> verdicts = new TreeMap<>();
    for (byte[] event : deliveries) {
      if (!(EventCodec.decodeDelivery(event) instanceof Delivery delivery)) {
        continue;
      }
      DeliveryLedger.State state =
          DeliveryLedger.deliver(
                  DeliveryLedger.State.EMPTY, DeliveryFacts.of(delivery), Rules.DEFAULT)
              .state();
      List<HitFacts> own =
          hits.stream()
              .filter(hit -> hit.deliveryId().equals(delivery.deliveryId()))
              .map(classifier::classify)
              .toList();
      for (HitFacts hit : own) {
        DeliveryLedger.Step step = DeliveryLedger.hit(state, hit, Rules.DEFAULT);
        state = step.state();
        for (HitStatement said : step.hits()) {
          if (said.sign() > 0) {
            verdicts.put(
                said.hit().hitId(), said.verdict().verdict() + " " + said.verdict().place());
          }
        }
      }
    }
    return verdicts;
  }
}
