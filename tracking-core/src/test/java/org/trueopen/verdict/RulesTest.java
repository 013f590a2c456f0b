package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.id.KeyedHash;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.ListEntry;
import org.trueopen.settings.RuleSettings;

class RulesTest {

  private static final KeyedHash HASHES = new KeyedHash(new byte[32]);

  @ParameterizedTest
  @EnumSource
  void everyThresholdHasAnAllowedDefaultAndItsReason(Threshold threshold) {
    assertThat(threshold.allows(threshold.defaultValue())).isTrue();
    assertThat(threshold.text()).matches("[a-z][A-Za-z]+");
    assertThat(Threshold.parse(threshold.text())).contains(threshold);
    assertThat(threshold.reason()).endsWith(".");
    assertThat(threshold.source()).isNotBlank();
    assertThat(Rules.DEFAULT.value(threshold)).isEqualTo(threshold.defaultValue());
  }

  @Test
  void theVersionTellsChangedRulesFromTheDefaults() {
    Rules unchanged = rules(Map.of("reloadSeconds", 30), List.of());
    Rules changed = rules(Map.of("reloadSeconds", 31), List.of());

    assertThat(unchanged.version()).isEqualTo(DeliveryJudge.RULE_VERSION);
    assertThat(changed.version()).matches("\\d{4}\\.\\d+\\.\\d+\\+[0-9a-f]{8}");
    assertThat(changed.version())
        .isEqualTo(rules(Map.of("reloadSeconds", 31, "burstLinks", 3), List.of()).version())
        .isNotEqualTo(rules(Map.of("reloadSeconds", 32), List.of()).version())
        .isNotEqualTo(rules(Map.of("reloadSeconds", 31), List.of("10.0.0.0/8")).version());
  }

  @Test
  void theVersionTellsChangedLists() {
    ListEntry entry =
        new ListEntry("contains", "Acme", "acme", "PERSON", "both", 80, "logs", "2026-11-26");
    RuleSettings off =
        new RuleSettings(Map.of(), List.of(), new ListChanges(Set.of("mimecast"), List.of()));
    RuleSettings added =
        new RuleSettings(Map.of(), List.of(), new ListChanges(Set.of(), List.of(entry)));

    assertThat(List.of(Rules.of(off, HASHES).version(), Rules.of(added, HASHES).version()))
        .doesNotHaveDuplicates()
        .allMatch(version -> version.startsWith(DeliveryJudge.RULE_VERSION + '+'));
  }

  /** As earlier versions wrote it, which knew no lists. */
  @Test
  void theVersionOfRulesWithoutListsIsWhatItWas() {
    assertThat(rules(Map.of("reloadSeconds", 31), List.of("10.0.0.0/8")).version())
        .isEqualTo(DeliveryJudge.RULE_VERSION + "+8c65bbfa");
  }

  @Test
  void whatAnotherVersionWroteAndThisOneDoesNotAllowCountsAsNotSet() {
    Rules rules = rules(Map.of("reloadSeconds", -1, "ofALaterVersion", 7), List.of("nonsense"));

    assertThat(rules.value(Threshold.RELOAD_WINDOW)).isEqualTo(30);
    assertThat(rules.ownNetworks().isEmpty()).isTrue();
  }

  @Test
  void everythingWrongIsSaidAtOnce() {
    assertThat(
            Rules.problems(
                new RuleSettings(
                    Map.of("reloadSeconds", 3601, "colour", 1, "burstLinks", 3),
                    List.of("10.0.0.0/8", "x.example", "0.0.0.0/0", "2001:db8::/56", "1.2.3.*"))))
        .hasSize(6)
        .contains(
            "colour: no such threshold",
            "reloadSeconds: expected 0..3600, found 3601",
            "ownNetworks: expected no more than a /8, or a /16 of IPv6, found 0.0.0.0/0");
    assertThat(Rules.problems(RuleSettings.DEFAULT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.0/24, 203.0.113.9, true",
    "203.0.113.0/24, 203.0.114.9, false",
    "203.0.0.0/16, 203.0.113.9, true",
    "203.0.113.8/29, 203.0.113.9, true",
    "203.0.113.8/29, 203.0.113.16, false",
    "203.0.113.9, 203.0.113.9, true",
    "203.0.113.9, 203.0.113.10, false",
    "2001:db8:1::/48, 2001:db8:1:2::7, true",
    "2001:db8:1::/48, 2001:db8:2::7, false",
    "2001:db8::7, 2001:db8::7, true",
    "2001:db8::7, 2001:db8::8, false"
  })
  void anOwnNetworkIsToldWithoutTheFullAddress(String network, String address, boolean own) {
    Rules rules = rules(Map.of(), List.of(network));
    var parsed = java.util.Objects.requireNonNull(ClientNetwork.parse(address));
    HitFacts hit =
        new HitFacts(
            "a",
            HitKind.OPEN,
            -1,
            PixelPlace.END,
            "",
            Hits.SENT.plusSeconds(900),
            "GET",
            ClientNetwork.of(parsed),
            HASHES.clientAddress(parsed.toCanonicalString()),
            1,
            "Client",
            VerdictClass.PERSON,
            List.of(),
            80);

    assertThat(Rules.problems(new RuleSettings(Map.of(), List.of(network)))).isEmpty();
    assertThat(judge(rules, Hits.DELIVERY, hit).getFirst().verdict())
        .isEqualTo(own ? VerdictClass.OWN_TRAFFIC : VerdictClass.PERSON);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9, 203.0.113.9",
    "::ffff:203.0.113.9, 203.0.113.9",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1::/48",
    "127.0.0.1,",
    "::1,",
    "0.0.0.0,",
    "10.1.2.3,",
    "192.168.1.20,",
    "169.254.7.7,",
    "100.64.3.4,",
    "fe80::1,",
    "fd00::1,",
    "localhost,",
    "'',"
  })
  void whereSomebodyIsCanBeNamedIfHitsCanComeFromThere(String address, @Nullable String named) {
    Optional<String> found = Rules.ownNetworkOf(address);

    assertThat(found.orElse(null)).isEqualTo(named);
    found.ifPresent(
        each -> assertThat(Rules.problems(new RuleSettings(Map.of(), List.of(each)))).isEmpty());
  }

  @Test
  void aColleagueWhoIsWrittenToReadsInTheOwnNetworkByRight() {
    Rules rules = rules(Map.of(), List.of("203.0.113.0/24"));
    DeliveryFacts colleague =
        new DeliveryFacts(Hits.SENT, "news@acme.example", "", true, true, -1, true);

    assertThat(judge(rules, colleague, Hits.open("a", 900, 1)).getFirst().verdict())
        .isEqualTo(VerdictClass.PERSON);
    assertThat(judge(rules, Hits.DELIVERY, Hits.open("a", 900, 1)).getFirst().reasons())
        .contains(new Reason("own-network", "203.0.113.0/24"));
  }

  @Test
  void aChangedThresholdChangesTheVerdictAndNamesItsVersion() {
    HitFacts[] tabs = {
      Hits.click("a", 0, 900, 1), Hits.click("b", 2, 904, 1), Hits.click("c", 3, 908, 1)
    };
    Rules tolerant = rules(Map.of("burstLinks", 4), List.of());

    assertThat(judge(Rules.DEFAULT, Hits.DELIVERY, tabs))
        .extracting(Verdict::verdict)
        .containsOnly(VerdictClass.UNKNOWN);
    assertThat(judge(tolerant, Hits.DELIVERY, tabs))
        .allMatch(verdict -> verdict.verdict() == VerdictClass.PERSON)
        .allMatch(verdict -> verdict.ruleVersion().equals(tolerant.version()));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "45, 45", "60 25, 70", "60 25 25, 77", "45 45, 70", "99 99, 99", "'', 0"})
  void certaintiesAddUpAsIfIndependent(String certainties, int expected) {
    int[] each =
        certainties.isEmpty()
            ? new int[0]
            : Arrays.stream(certainties.split(" ", -1)).mapToInt(Integer::parseInt).toArray();

    assertThat(Findings.combined(each)).isEqualTo(expected);
  }

  @Test
  void aClickIsAllThatShowsAnOpenUntilAPersonsOpenComes() {
    HitFacts preload = Hits.open("a", 9, 5, VerdictClass.PRIVACY_PRELOAD);
    HitFacts click = Hits.click("b", 0, 900, 1);
    HitFacts open = Hits.open("c", 950, 1);
    Reason implied = new Reason("click-implies-open", "no open by a person was seen");

    assertThat(judge(Rules.DEFAULT, Hits.DELIVERY, preload, click).get(1).reasons())
        .contains(implied);
    assertThat(judge(Rules.DEFAULT, Hits.DELIVERY, preload, click, open))
        .noneMatch(verdict -> verdict.reasons().contains(implied));
  }

  @ParameterizedTest
  @EnumSource(names = {"PERSON_VIA_PROXY", "PRIVACY_PRELOAD"})
  void nobodyBehindAProxyIsDoubtedOrTakenForAForward(VerdictClass hidden) {
    List<Verdict> verdicts =
        judge(
            Rules.DEFAULT,
            Hits.DELIVERY,
            Hits.from(Hits.open("a", 2, 1, hidden), "198.51.1.0/24", "Proxy"),
            Hits.from(Hits.open("b", 3, 1, hidden), "198.51.2.0/24", "Proxy"),
            Hits.from(Hits.open("c", 4, 1, hidden), "198.51.3.0/24", "Another proxy"),
            Hits.open("d", 900, "198.51.4.0/24", "Client A"));

    assertThat(verdicts.subList(0, 3))
        .allMatch(verdict -> verdict.verdict() == hidden && verdict.confidence() == 80);
    assertThat(verdicts).noneMatch(verdict -> verdict.place() == Place.FORWARD);
  }

  private static Rules rules(Map<String, Integer> thresholds, List<String> networks) {
    return Rules.of(new RuleSettings(thresholds, networks), HASHES);
  }

  private static List<Verdict> judge(Rules rules, DeliveryFacts delivery, HitFacts... hits) {
    return DeliveryJudge.judge(new DeliveryCase(delivery, Transport.UNKNOWN, List.of(hits)), rules);
  }
}
