package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trueopen.verdict.Hits.click;
import static org.trueopen.verdict.Hits.open;
import static org.trueopen.verdict.VerdictClass.PERSON;
import static org.trueopen.verdict.VerdictClass.SECURITY_SCANNER;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompanyRuleTest {

  private static final String ONE = "198.51.100.0/24";
  private static final String TWO = "192.0.2.0/24";
  private static final String ELSEWHERE = "203.0.113.0/24";

  /** Three links within a second from two networks: a machine, by whatever name. */
  private static final List<HitFacts> BURST =
      List.of(
          click("a", 0, 1000, ONE, "Chrome"),
          click("b", 1, 1000.3, TWO, "Chrome"),
          click("c", 2, 1000.6, ONE, "Firefox"));

  @Test
  void whatElseComesFromAGatewaysNetworksIsItsAsWell() {
    Verdict beside = judged(open("x", 1300, TWO, "Edge"));

    assertThat(beside.verdict()).isEqualTo(SECURITY_SCANNER);
    assertThat(beside.reasons())
        .contains(
            new Reason("gateway-company", "beside a machine's requests from the same network"));
  }

  @Test
  void itsClientFromYetAnotherNetworkIsLessSure() {
    Verdict other = judged(open("x", 1300, ELSEWHERE, "Chrome"));

    assertThat(other.verdict()).isEqualTo(PERSON);
    assertThat(other.reasons())
        .contains(new Reason("gateway-company", "beside a machine's requests by the same client"));
  }

  @Test
  void anotherClientElsewhereAndLaterHitsAreNot() {
    assertThat(judged(open("x", 1300, ELSEWHERE, "Edge"))).matches(CompanyRuleTest::isAlone);
    assertThat(judged(open("x", 1000.6 + 601, TWO, "Edge"))).matches(CompanyRuleTest::isAlone);
  }

  @Test
  void aMachineAtOneNetworkSaysNothingOfItsNeighbours() {
    List<HitFacts> single =
        List.of(
            click("a", 0, 1000, ONE, "Chrome"),
            click("b", 1, 1000.3, ONE, "Chrome"),
            click("c", 2, 1000.6, ONE, "Chrome"));

    assertThat(judged(single, open("x", 1300, ONE, "Outlook"))).matches(CompanyRuleTest::isAlone);
  }

  @Test
  void twoMachinesAtDifferentTimesAreNoCompany() {
    List<HitFacts> apart = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      apart.add(click("a" + i, i, 1000 + 0.3 * i, ONE, "Chrome"));
      apart.add(click("b" + i, i, 90_000 + 0.3 * i, TWO, "Firefox"));
    }

    assertThat(judged(apart, open("x", 1300, ONE, "Outlook"))).matches(CompanyRuleTest::isAlone);
  }

  private static boolean isAlone(Verdict verdict) {
    return verdict.verdict() == PERSON
        && verdict.reasons().stream().noneMatch(reason -> reason.rule().equals("gateway-company"));
  }

  private static Verdict judged(HitFacts hit) {
    return judged(BURST, hit);
  }

  private static Verdict judged(List<HitFacts> others, HitFacts hit) {
    List<HitFacts> hits = new ArrayList<>(others);
    hits.add(hit);
    hits.sort(Comparator.comparing(HitFacts::at));
    return DeliveryJudge.judge(
            new DeliveryCase(Hits.DELIVERY, Transport.UNKNOWN, hits), Rules.DEFAULT)
        .get(hits.indexOf(hit));
  }
}
