package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trueopen.verdict.Hits.click;
import static org.trueopen.verdict.Hits.open;

import java.util.List;
import org.junit.jupiter.api.Test;

class SweepRuleTest {

  private static final long HOUR = 3600;

  @Test
  void fourLinksOneByOneByOneReaderAreASweepWhichAloneOnlyLowersConfidence() {
    Verdict swept =
        judge(
                8,
                open("pixel", HOUR, 1),
                click("a", 0, HOUR + 60, 1),
                click("b", 1, HOUR + 600, 1),
                click("c", 2, HOUR + 1200, 1),
                click("d", 3, HOUR + 1800, 1))
            .get(1);

    assertThat(swept.reasons())
        .contains(new Reason("link-sweep", "4 or more links one by one within 21600 s"));
    assertThat(swept.verdict()).isEqualTo(VerdictClass.PERSON);
  }

  @Test
  void whoHadClickedBlindlyBeforeIsNotBlindWhenTheySweepAMailTheyHaveSeen() {
    List<Verdict> verdicts =
        judge(
            8,
            click("blind", 0, HOUR, 1),
            open("pixel", 20 * HOUR, 1),
            click("a", 1, 40 * HOUR, 1),
            click("b", 2, 40 * HOUR + 600, 1),
            click("c", 3, 40 * HOUR + 1200, 1),
            click("d", 4, 40 * HOUR + 1800, 1));

    assertThat(verdicts).extracting(Verdict::verdict).containsOnly(VerdictClass.PERSON);
    assertThat(verdicts.getLast().reasons())
        .extracting(Reason::rule)
        .contains("link-sweep")
        .doesNotContain("no-pixel-before-clicks");
  }

  @Test
  void allThreeLinksOfAMailWithThreeAreASweepAndUnknownIfNobodyLoadedThePixel() {
    List<Verdict> verdicts =
        judge(
            3, click("a", 0, HOUR, 1), click("b", 1, HOUR + 600, 1), click("c", 2, HOUR + 1200, 1));

    assertThat(verdicts)
        .allSatisfy(
            verdict -> {
              assertThat(verdict.verdict()).isEqualTo(VerdictClass.UNKNOWN);
              assertThat(verdict.reasons())
                  .contains(new Reason("link-sweep", "all 3 links one by one within 21600 s"));
            });
  }

  @Test
  void threeLinksOfALongerMailAndBothOfOneWithTwoAreNone() {
    HitFacts[] three = {
      click("a", 0, HOUR, 1), click("b", 1, HOUR + 600, 1), click("c", 2, HOUR + 1200, 1)
    };

    assertThat(judge(8, three)).noneMatch(SweepRuleTest::isSwept);
    assertThat(judge(0, three))
        .as("how many it has was not kept")
        .noneMatch(SweepRuleTest::isSwept);
    assertThat(judge(2, click("a", 0, HOUR, 1), click("b", 1, HOUR + 600, 1)))
        .noneMatch(SweepRuleTest::isSwept);
  }

  @Test
  void aSweepOfSeveralReadersIsOneWhereNobodyOpenedTheMail() {
    HitFacts[] spread = {
      click("a", 0, HOUR, "198.51.100.0/24", "Chrome"),
      click("b", 1, HOUR + 600, "192.0.2.0/24", "Chrome"),
      click("c", 2, HOUR + 1200, "203.0.113.0/24", "Edge")
    };
    assertThat(judge(3, spread))
        .allMatch(verdict -> verdict.verdict() == VerdictClass.UNKNOWN)
        .allMatch(SweepRuleTest::isSwept);

    List<Verdict> read =
        judge(3, open("pixel", 60, "203.0.113.0/24", "Outlook"), spread[0], spread[1], spread[2]);
    assertThat(read).noneMatch(SweepRuleTest::isSwept);
  }

  private static boolean isSwept(Verdict verdict) {
    return verdict.reasons().stream().anyMatch(reason -> reason.rule().equals("link-sweep"));
  }

  /**
   * @param links how many the mail has; 0 if that is not known
   */
  private static List<Verdict> judge(int links, HitFacts... hits) {
    DeliveryFacts delivery =
        new DeliveryFacts(
            Hits.SENT, "news@acme.example", "spring", true, true, -1, false, "x.example", links);
    return DeliveryJudge.judge(
        new DeliveryCase(delivery, Transport.UNKNOWN, List.of(hits)), Rules.DEFAULT);
  }
}
