package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trueopen.verdict.Hits.click;
import static org.trueopen.verdict.Hits.open;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EveryLinkRuleTest {

  private static final String THERE = "198.51.100.0/24";
  private static final double HOUR = 3600;

  @Test
  void whoFollowsEveryLinkAndUnsubscribesOnTheWayIsAMachineWhateverItCallsItself() {
    List<Verdict> verdicts =
        judge(
            4,
            click("a", 0, HOUR, THERE, "Chrome"),
            click("b", 1, HOUR + 900, THERE, "Safari"),
            click("c", 2, HOUR + 1500, THERE, "Chrome"),
            click("d", 3, HOUR + 6000, THERE, "Chrome"));

    assertThat(verdicts)
        .allSatisfy(
            verdict -> {
              assertThat(verdict.verdict()).isEqualTo(VerdictClass.SECURITY_SCANNER);
              assertThat(verdict.reasons())
                  .contains(
                      new Reason(
                          "every-link", "all 4 links within 21600 s, to unsubscribe as well"));
            });
  }

  @Test
  void itsPixelIsItsOwnAsWellButNotThatOfSomebodyBesideIt() {
    List<Verdict> verdicts =
        judge(
            4,
            open("pixel", HOUR - 60, THERE, "Chrome"),
            click("a", 0, HOUR, THERE, "Chrome"),
            click("b", 1, HOUR + 900, THERE, "Chrome"),
            open("neighbour", HOUR + 1000, THERE, "Outlook"),
            click("c", 2, HOUR + 1500, THERE, "Chrome"),
            click("d", 3, HOUR + 6000, THERE, "Chrome"),
            open("later", HOUR + 6000 + 601, THERE, "Chrome"));

    assertThat(verdicts)
        .extracting(EveryLinkRuleTest::isFound)
        .containsExactly(true, true, true, false, true, true, false);
  }

  @Test
  void allButOneLinkOrFromTwoNetworksOrOverADayIsNone() {
    List<HitFacts> all =
        List.of(
            click("a", 0, HOUR, THERE, "Chrome"),
            click("b", 1, HOUR + 900, THERE, "Chrome"),
            click("c", 2, HOUR + 1500, THERE, "Chrome"));

    assertThat(judge(4, with(all, click("d", 2, HOUR + 1600, THERE, "Chrome"))))
        .noneMatch(EveryLinkRuleTest::isFound);
    assertThat(judge(4, with(all, click("d", 3, HOUR + 1600, "192.0.2.0/24", "Chrome"))))
        .noneMatch(EveryLinkRuleTest::isFound);
    assertThat(judge(4, with(all, click("d", 3, HOUR + 21_601, THERE, "Chrome"))))
        .noneMatch(EveryLinkRuleTest::isFound);
  }

  @Test
  void aShortMailAndOneWithoutALinkToUnsubscribeSayNothing() {
    HitFacts[] hits = {
      click("a", 0, HOUR, THERE, "Chrome"),
      click("b", 1, HOUR + 900, THERE, "Chrome"),
      click("c", 2, HOUR + 1500, THERE, "Chrome"),
      click("d", 3, HOUR + 6000, THERE, "Chrome")
    };

    assertThat(judge(3, hits)).noneMatch(EveryLinkRuleTest::isFound);
    assertThat(judge(4, -1, hits)).noneMatch(EveryLinkRuleTest::isFound);
  }

  private static HitFacts[] with(List<HitFacts> hits, HitFacts last) {
    List<HitFacts> all = new ArrayList<>(hits);
    all.add(last);
    return all.toArray(HitFacts[]::new);
  }

  private static boolean isFound(Verdict verdict) {
    return verdict.reasons().stream().anyMatch(reason -> reason.rule().equals("every-link"));
  }

  private static List<Verdict> judge(int links, HitFacts... hits) {
    return judge(links, links - 1, hits);
  }

  private static List<Verdict> judge(int links, int unsubscribeLink, HitFacts... hits) {
    DeliveryFacts delivery =
        new DeliveryFacts(
            Hits.SENT,
            "news@acme.example",
            "spring",
            true,
            true,
            unsubscribeLink,
            false,
            "x.example",
            links);
    return DeliveryJudge.judge(
        new DeliveryCase(delivery, Transport.UNKNOWN, List.of(hits)), Rules.DEFAULT);
  }
}
