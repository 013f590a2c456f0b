package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.trueopen.verdict.DeliveryLedger.State;

class CrowdRuleTest {

  private static final HitFacts OPEN = Hits.open("a", 900, "203.0.113.0/24", "X");
  private static final HitFacts CLICK = Hits.click("b", 0, 930, "203.0.113.0/24", "X");
  private static final Scope HERE = Scope.network("203.0.113.0/24", OPEN.at());

  @Test
  void aGatewaysNetworkMakesMachinesOfAllItsHits() {
    assertThat(classes(found(HERE, 5, gateway()))).containsOnly(VerdictClass.SECURITY_SCANNER);
  }

  @Test
  void aNetworkInStepLeavesItsHitsUnknown() {
    Opinion inStep = new Opinion(Opinion.Kind.IN_STEP, 70, "test", 0);
    assertThat(classes(found(HERE, 5, inStep))).containsOnly(VerdictClass.UNKNOWN);
  }

  @Test
  void aPromptNetworkSpeaksOfWhatComesAtOnceAndNotOfItsPeopleLater() {
    Opinion prompt = new Opinion(Opinion.Kind.PROMPT, 70, "test", 910_000);
    assertThat(classes(found(HERE, 5, prompt)))
        .containsExactly(VerdictClass.UNKNOWN, VerdictClass.PERSON);
  }

  @Test
  void whoComesAfterAPromptNetworksGatewayIsAmongPeople() {
    Opinion prompt = new Opinion(Opinion.Kind.PROMPT, 70, "test", 910_000);
    Opinion scanned = new Opinion(Opinion.Kind.SCANNED_DOMAIN, 45, "test", 999_000);
    State state = found(Scope.domain("example.net", Hits.SENT), 1, scanned);
    state = DeliveryLedger.found(state, new CrowdFinding(HERE, 1, prompt), Rules.DEFAULT).state();

    assertThat(classes(state)).containsExactly(VerdictClass.SECURITY_SCANNER, VerdictClass.PERSON);
    assertThat(state.verdicts().getLast().confidence()).isEqualTo(80);
  }

  @Test
  void picturesAloneAreNeverMoreThanDoubtWhateverAddressAndTimeSay() {
    Opinion pictures = new Opinion(Opinion.Kind.PICTURES, 50, "test", 0);
    Opinion scanned = new Opinion(Opinion.Kind.SCANNED_DOMAIN, 70, "test", 999_000);
    State state = found(HERE, 1, pictures);
    state =
        DeliveryLedger.found(
                state,
                new CrowdFinding(Scope.domain("example.net", Hits.SENT), 1, scanned),
                Rules.DEFAULT)
            .state();

    assertThat(classes(state)).containsOnly(VerdictClass.UNKNOWN);
    assertThat(state.verdicts().getFirst().confidence()).isEqualTo(74);
  }

  @Test
  void whatIsDoneWithLinksMakesAMachineWherePicturesAreLoadedAsWell() {
    Opinion pictures = new Opinion(Opinion.Kind.PICTURES, 50, "test", 0);
    List<HitFacts> hits =
        List.of(
            Hits.open("o", 900, "203.0.113.0/24", "X"),
            Hits.click("a", 0, 901, "203.0.113.0/24", "X"),
            Hits.click("b", 1, 901, "203.0.113.0/24", "X"),
            Hits.click("c", 2, 902, "203.0.113.0/24", "X"));

    assertThat(classes(play(hits, List.of(new CrowdFinding(HERE, 1, pictures)))))
        .containsOnly(VerdictClass.SECURITY_SCANNER);
  }

  @Test
  void anotherWeeksFindingSaysNothing() {
    Scope earlier = new Scope(HERE.kind(), HERE.name(), HERE.week() - 1);
    assertThat(classes(found(earlier, 5, gateway()))).containsOnly(VerdictClass.PERSON);
  }

  @Test
  void aScannedDomainLowersConfidenceWhileScannersAreExpected() {
    Opinion scanned = new Opinion(Opinion.Kind.SCANNED_DOMAIN, 45, "test", 910_000);
    State state = found(Scope.domain("example.net", Hits.SENT), 1, scanned);

    assertThat(classes(state)).containsOnly(VerdictClass.PERSON);
    assertThat(state.verdicts()).extracting(Verdict::confidence).containsExactly(44, 80);
  }

  @Test
  void peopleAreSparedWhatTheirDomainsGatewayDoes() {
    Opinion scanned = new Opinion(Opinion.Kind.SCANNED_DOMAIN, 45, "test", 999_000);
    State state = found(Scope.domain("example.net", Hits.SENT), 1, scanned);
    CrowdFinding people = new CrowdFinding(HERE, 1, new Opinion(Opinion.Kind.PEOPLE, 0, "", 0));

    state = DeliveryLedger.found(state, people, Rules.DEFAULT).state();

    assertThat(state.verdicts()).extracting(Verdict::confidence).containsExactly(80, 80);
  }

  @Test
  void whatIsExcusedOfABurstAmongPeopleIsExcusedOfItsReadersOtherHitsAsWell() {
    List<HitFacts> hits =
        List.of(
            Hits.click("a", 0, 30, "203.0.113.0/24", "X"),
            Hits.click("b", 3, 34, "203.0.113.0/24", "X"),
            Hits.click("c", 2, 38, "203.0.113.0/24", "X"),
            Hits.open("o", 98, "203.0.113.0/24", "X"));
    CrowdFinding people = new CrowdFinding(HERE, 1, new Opinion(Opinion.Kind.PEOPLE, 0, "", 0));

    assertThat(classes(play(hits, List.of()))).containsOnly(VerdictClass.SECURITY_SCANNER);
    assertThat(classes(play(hits, List.of(people)))).containsOnly(VerdictClass.PERSON);
  }

  @Test
  void aKnownGatewayDoesNotDrawInTheReaderBesideIt() {
    List<HitFacts> hits = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      hits.add(Hits.click("s" + i, i, 900 + 3 * i, "198.51.100.0/24", "Y" + i));
    }
    hits.add(Hits.click("p", 0, 905, "203.0.113.0/24", "X"));
    State state = play(hits, List.of());
    assertThat(classes(state)).doesNotContain(VerdictClass.PERSON);

    Scope there = Scope.network("198.51.100.0/24", hits.getFirst().at());
    state =
        DeliveryLedger.found(state, new CrowdFinding(there, 1, gateway()), Rules.DEFAULT).state();

    assertThat(classes(state))
        .containsExactly(
            VerdictClass.SECURITY_SCANNER,
            VerdictClass.SECURITY_SCANNER,
            VerdictClass.PERSON,
            VerdictClass.SECURITY_SCANNER);
  }

  @Test
  void findingsCountByTheirRevisionInWhateverOrderTheyAndTheHitsCome() {
    List<CrowdFinding> findings =
        List.of(
            new CrowdFinding(HERE, 1, gateway()),
            new CrowdFinding(HERE, 3, gateway()),
            new CrowdFinding(HERE, 7, Opinion.NONE));
    List<Object> events = new ArrayList<>(findings);
    events.add(OPEN);
    events.add(CLICK);
    for (int seed = 0; seed < 30; seed++) {
      Collections.shuffle(events, new Random(seed));
      Map<String, VerdictClass> live = new TreeMap<>();
      State state = DeliveryLedger.deliver(State.EMPTY, Hits.DELIVERY, Rules.DEFAULT).state();
      for (Object event : events) {
        DeliveryLedger.Step step =
            event instanceof HitFacts hit
                ? DeliveryLedger.hit(state, hit, Rules.DEFAULT)
                : DeliveryLedger.found(state, (CrowdFinding) event, Rules.DEFAULT);
        state = step.state();
        step.hits().stream()
            .filter(said -> said.sign() > 0)
            .forEach(said -> live.put(said.hit().hitId(), said.verdict().verdict()));
      }
      assertThat(live.values()).hasSize(2).containsOnly(VerdictClass.PERSON);
      assertThat(state.crowds()).containsExactly(findings.getLast());
    }
  }

  private static Opinion gateway() {
    return new Opinion(Opinion.Kind.GATEWAY, 85, "test", 0);
  }

  private static State found(Scope scope, long revision, Opinion opinion) {
    return play(List.of(OPEN, CLICK), List.of(new CrowdFinding(scope, revision, opinion)));
  }

  private static State play(List<HitFacts> hits, List<CrowdFinding> findings) {
    State state = DeliveryLedger.deliver(State.EMPTY, Hits.DELIVERY, Rules.DEFAULT).state();
    for (HitFacts hit : hits) {
      state = DeliveryLedger.hit(state, hit, Rules.DEFAULT).state();
    }
    for (CrowdFinding finding : findings) {
      state = DeliveryLedger.found(state, finding, Rules.DEFAULT).state();
    }
    return state;
  }

  private static List<VerdictClass> classes(State state) {
    return state.verdicts().stream().map(Verdict::verdict).toList();
  }
}
