package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trueopen.verdict.Hits.DELIVERY;
import static org.trueopen.verdict.Hits.click;
import static org.trueopen.verdict.Hits.open;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trueopen.event.DeliveryStatus.Status;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.verdict.DeliveryLedger.HitStatement;
import org.trueopen.verdict.Transport.Report;

class DeliveryLedgerTest {

  private final Books books = new Books();

  @Test
  void aDeliveryAloneStatesThatNobodyTouchedIt() {
    books.deliver(DELIVERY);

    assertThat(books.engagement()).isEqualTo(Engagement.NONE);
    assertThat(books.live()).isEmpty();
  }

  @Test
  void anOpenIsStatedOnceAndItsRepetitionDropped() {
    books.deliver(DELIVERY);
    books.hit(open("a", 10, 1));

    assertThat(books.hit(open("a", 10, 1)).repeated()).isTrue();
    assertThat(books.deliver(DELIVERY).repeated()).isTrue();
    assertThat(books.live()).hasSize(1);
    assertThat(engagement().opens()).isEqualTo(1);
    assertThat(engagement().opened()).isTrue();
  }

  @Test
  void aHitThatChangesNothingOfOthersStatesOnlyItself() {
    books.deliver(DELIVERY);
    books.hit(open("a", 10, 1));
    books.hit(click("b", 0, 100, 1));

    assertThat(books.lastStatements()).singleElement().matches(statement -> statement.sign() == 1);
  }

  @Test
  void aBurstTakesBackTheEarlierOpenAndClicksOfTheSameReaderOnly() {
    books.deliver(DELIVERY);
    books.hit(open("a", 10, 1));
    books.hit(open("z", 11, 2));
    books.hit(click("b", 0, 40, 1));
    books.hit(click("c", 2, 41, 1));
    assertThat(engagement().clicks()).isEqualTo(2);
    books.hit(click("d", 3, 42, 1));

    assertThat(books.live().values().stream().filter(live -> !live.hit().hitId().equals("z")))
        .extracting(live -> live.verdict().verdict())
        .containsOnly(VerdictClass.SECURITY_SCANNER);
    // Reader 2 was second among people and is now the first of them.
    HitStatement other = Objects.requireNonNull(books.live().get("z"));
    assertThat(other.verdict().verdict()).isEqualTo(VerdictClass.PERSON);
    assertThat(other.verdict().place()).isEqualTo(Place.FIRST);
    assertThat(engagement())
        .isEqualTo(new Engagement(true, true, false, false, false, true, 1, 0, 1, 3, 0, false));
  }

  @Test
  void aDeliveryThatComesAfterItsHitsFilesThemUnderItsCampaign() {
    books.hit(open("a", 10, 1));
    books.hit(click("b", 0, 20, 1));
    assertThat(books.engagement()).isNull();
    assertThat(books.live().values())
        .allMatch(statement -> statement.filing().equals(Filing.UNKNOWN));

    books.deliver(DELIVERY);

    assertThat(books.live().values()).allMatch(live -> DELIVERY.filing().equals(live.filing()));
    assertThat(books.live()).hasSize(2);
    assertThat(engagement().clicked()).isTrue();
  }

  @Test
  void aLateHitMayMakeAnEarlierStatedOneAReload() {
    books.deliver(DELIVERY);
    books.hit(open("b", 20, 1));
    books.hit(open("a", 10, 1));

    assertThat(Objects.requireNonNull(books.live().get("b")).verdict().place())
        .isEqualTo(Place.RELOAD);
    assertThat(engagement().opens()).isEqualTo(1);
  }

  @Test
  void beyondTheBoundAHitIsStatedByWhatItAloneSaysAndNoLongerCounted() {
    books.deliver(DELIVERY);
    for (int i = 0; i < DeliveryLedger.MAX_HITS; i++) {
      books.hit(open("h%03d".formatted(i), i * 60, 1));
    }
    Engagement full = engagement();
    var step = books.hit(open("late", 999_999, 2));

    assertThat(step.unremembered()).isTrue();
    assertThat(step.state().hits()).hasSize(DeliveryLedger.MAX_HITS);
    HitStatement late = Objects.requireNonNull(books.live().get("late"));
    assertThat(late.verdict().place()).isEqualTo(Place.RELOAD);
    assertThat(late.verdict().reasons()).extracting(Reason::rule).contains("history-full");
    assertThat(engagement()).isEqualTo(full);
    assertThat(full.opens()).isEqualTo(DeliveryLedger.MAX_HITS);
  }

  @Test
  void theFirstRecordOfADeliveryStands() {
    books.deliver(DELIVERY);
    DeliveryFacts again =
        new DeliveryFacts(
            Hits.SENT.plusSeconds(9),
            DELIVERY.mailbox(),
            DELIVERY.campaign(),
            false,
            false,
            -1,
            true);

    assertThat(books.deliver(again).repeated()).isTrue();
    books.hit(open("a", 10, 1));

    assertThat(books.live().values()).allMatch(live -> DELIVERY.filing().equals(live.filing()));
    assertThat(books.deliveries()).containsExactly(DELIVERY);
  }

  @Test
  void aBouncedDeliveryIsLostUntilItIsDeliveredLater() {
    books.deliver(DELIVERY);
    books.report(Status.DELIVERED, 1);
    assertThat(engagement().lost()).isFalse();

    books.report(Status.BOUNCED, 5);
    assertThat(engagement().lost()).isTrue();

    assertThat(books.report(Status.DELIVERED, 5).engagements()).isEmpty();
    books.report(Status.DELIVERED, 6);
    assertThat(engagement().lost()).isFalse();
    assertThat(books.reports()).hasSize(4);
  }

  @Test
  void aReportThatSaysNothingNewIsDropped() {
    books.deliver(DELIVERY);
    books.report(Status.BOUNCED, 5);

    assertThat(books.report(Status.BOUNCED, 5).repeated()).isTrue();
    assertThat(books.report(Status.BOUNCED, 4).repeated()).isTrue();
    assertThat(books.reports()).hasSize(1);
  }

  @Test
  void reportsBeforeTheDeliveryWaitForIt() {
    books.report(Status.DELIVERED, 1);
    books.report(Status.BOUNCED, 5);
    assertThat(books.reports()).isEmpty();

    books.deliver(DELIVERY);

    assertThat(books.reports())
        .containsExactly(
            new Report(Status.DELIVERED, Hits.SENT.plusSeconds(1)),
            new Report(Status.BOUNCED, Hits.SENT.plusSeconds(5)));
    assertThat(engagement().lost()).isTrue();
  }

  @Test
  void aPersonsOpenShowsThatABouncedDeliveryDidArriveAndAMachinesDoesNot() {
    books.deliver(DELIVERY);
    books.report(Status.BOUNCED, 5);
    books.hit(open("a", 10, 1, VerdictClass.SECURITY_SCANNER));
    books.hit(open("b", 11, 2, VerdictClass.PRIVACY_PRELOAD));
    assertThat(engagement().lost()).isTrue();

    books.hit(open("c", 12, 3));

    assertThat(engagement().lost()).isFalse();
    assertThat(engagement().opened()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"EARLY", "IMAGE"})
  void twoImagesOfOneMailAreOneOpenWhicheverComesFirst(PixelPlace other) {
    HitFacts first = open("a", 10, 1, other);
    HitFacts second = open("b", 10.4, 1, PixelPlace.END);
    books.deliver(DELIVERY);
    books.hit(first);
    books.hit(second);
    Books reversed = new Books();
    reversed.deliver(DELIVERY);
    reversed.hit(second);
    reversed.hit(first);

    assertThat(engagement().opens()).isEqualTo(1);
    assertThat(reversed.engagement()).isEqualTo(books.engagement());
    assertThat(reversed.live()).isEqualTo(books.live());
    assertThat(Objects.requireNonNull(books.live().get("b")).verdict().place())
        .isEqualTo(Place.RELOAD);
  }

  @Test
  void imagesLoadedByAMachineAndThenByAPersonAreOneOpenOfEach() {
    books.deliver(DELIVERY);
    books.hit(hitOf("a", 10, PixelPlace.EARLY, VerdictClass.SECURITY_SCANNER));
    books.hit(hitOf("b", 10.1, PixelPlace.END, VerdictClass.SECURITY_SCANNER));
    books.hit(open("c", 900, 1, PixelPlace.EARLY));
    books.hit(open("d", 900.2, 1, PixelPlace.END));

    assertThat(engagement().opens()).isEqualTo(1);
    assertThat(engagement().machineOpens()).isEqualTo(1);
  }

  private static HitFacts hitOf(String id, double at, PixelPlace pixel, VerdictClass verdict) {
    return Hits.hit(id, HitKind.OPEN, -1, pixel, at, 9, verdict);
  }

  private Engagement engagement() {
    return Objects.requireNonNull(books.engagement());
  }
}
