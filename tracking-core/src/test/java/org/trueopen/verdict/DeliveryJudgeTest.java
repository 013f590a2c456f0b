package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trueopen.verdict.Hits.click;
import static org.trueopen.verdict.Hits.open;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryJudgeTest {

  @Test
  void theSameReaderWithinHalfAMinuteReloadsAndLaterRepeats() {
    assertThat(
            places(
                open("a", 0, 1),
                open("b", 30, 1),
                open("c", 60.001, 1),
                open("d", 61, 1),
                open("e", 7200, 1)))
        .containsExactly(Place.FIRST, Place.RELOAD, Place.REPEAT, Place.RELOAD, Place.REPEAT);
  }

  @Test
  void aReloadIsOfTheSameReaderAndTheSameTarget() {
    assertThat(places(open("a", 0, 1), open("b", 1, 2), click("c", 0, 2, 1), click("d", 1, 3, 1)))
        .containsExactly(Place.FIRST, Place.REPEAT, Place.FIRST, Place.FIRST);
  }

  @Test
  void aMachineBeforeAPersonDoesNotTakeThePersonsFirstPlace() {
    assertThat(
            places(
                open("a", 0, 1, VerdictClass.SECURITY_SCANNER),
                open("b", 5, 2, VerdictClass.PRIVACY_PRELOAD),
                open("c", 9, 3)))
        .containsExactly(Place.FIRST, Place.FIRST, Place.FIRST);
  }

  @Test
  void aForwardsReloadIsNoOpenOfTheRecipients() {
    List<Verdict> verdicts =
        judge(
            click("own", 0, 100, "203.0.113.0/24", "Firefox on Linux"),
            open("other", 130, "198.51.100.0/24", "Outlook on Windows"),
            open("again", 140, "198.51.100.0/24", "Outlook on Windows"));

    assertThat(verdicts)
        .extracting(Verdict::place)
        .containsExactly(Place.FIRST, Place.FORWARD, Place.RELOAD);
    assertThat(verdicts.getFirst().reasons())
        .extracting(Reason::rule)
        .contains("click-implies-open");
  }

  @Test
  void threeLinksWithinTwoSecondsAreAScannersAndSoIsAllThatReaderDidAboutThen() {
    List<Verdict> verdicts =
        judge(
            open("a", 0, 1),
            click("b", 0, 40, 1),
            click("c", 1, 41, 1),
            click("d", 2, 42, 1),
            open("e", 300, 1));

    assertThat(verdicts)
        .allSatisfy(
            verdict -> {
              assertThat(verdict.verdict()).isEqualTo(VerdictClass.SECURITY_SCANNER);
              assertThat(verdict.reasons().getFirst())
                  .isEqualTo(new Reason("link-burst", "3 or more links within 2 s"));
              assertThat(verdict.confidence()).isEqualTo(90);
              assertThat(verdict.ruleVersion()).isEqualTo(DeliveryJudge.RULE_VERSION);
            });
  }

  @Test
  void aPersonBehindTheSameAddressIsSeenAgainTenMinutesAfterABurst() {
    assertThat(
            classes(
                click("b", 0, 40, 1),
                click("c", 1, 45, 1),
                click("d", 2, 50, 1),
                open("e", 3600, 1)))
        .endsWith(VerdictClass.PERSON);
  }

  @Test
  void aBurstSpreadOverSeveralPlacesIsAScannersToo() {
    List<Verdict> verdicts =
        judge(
            open("a", 0, 1),
            click("b", 0, 40, 1),
            click("c", 1, 41, 2),
            click("d", 2, 42, 3),
            open("e", 43, 4));

    assertThat(verdicts.subList(0, 4))
        .allSatisfy(
            verdict ->
                assertThat(verdict.reasons().getFirst())
                    .isEqualTo(
                        new Reason(
                            "link-burst", "3 or more links within 2 s from several places")));
    assertThat(verdicts.get(4).verdict()).isEqualTo(VerdictClass.PERSON);
  }

  @Test
  void aBurstSaysNothingOfAnotherReader() {
    List<Verdict> verdicts =
        judge(
            open("a", 0, 2),
            click("b", 0, 40, 1),
            click("c", 1, 41, 1),
            click("d", 2, 41, 1),
            click("e", 0, 42, 2));

    assertThat(verdicts.get(0).verdict()).isEqualTo(VerdictClass.PERSON);
    assertThat(verdicts.get(4).verdict()).isEqualTo(VerdictClass.PERSON);
  }

  @Test
  void fewerLinksTheSameLinkOrMoreTimeAreNoBurst() {
    assertThat(classes(click("a", 0, 0, 1), click("b", 1, 1, 1))).containsOnly(VerdictClass.PERSON);
    assertThat(classes(click("a", 0, 0, 1), click("b", 0, 1, 1), click("c", 0, 2, 1)))
        .containsOnly(VerdictClass.PERSON);
    assertThat(classes(click("a", 0, 0, 1), click("b", 1, 5, 1), click("c", 2, 10.001, 1)))
        .containsOnly(VerdictClass.PERSON);
  }

  @Test
  void whatWasAMachineAlreadyKeepsItsClassInABurst() {
    assertThat(
            classes(
                Hits.hit("a", org.trueopen.event.HitKind.CLICK, 0, 0, 1, VerdictClass.DECLARED_BOT),
                click("b", 1, 1, 1),
                click("c", 2, 2, 1)))
        .containsExactly(
            VerdictClass.DECLARED_BOT,
            VerdictClass.SECURITY_SCANNER,
            VerdictClass.SECURITY_SCANNER);
  }

  private static List<Verdict> judge(HitFacts... hits) {
    return DeliveryJudge.judge(
        new DeliveryCase(null, Transport.UNKNOWN, List.of(hits)), Rules.DEFAULT);
  }

  private static List<Place> places(HitFacts... hits) {
    return judge(hits).stream().map(Verdict::place).toList();
  }

  private static List<VerdictClass> classes(HitFacts... hits) {
    return judge(hits).stream().map(Verdict::verdict).toList();
  }
}
