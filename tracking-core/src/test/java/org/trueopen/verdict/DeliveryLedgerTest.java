package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trueopen.verdict.Hits.DELIVERY;
import static org.trueopen.verdict.Hits.click;
import static org.trueopen.verdict.Hits.open;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.trueopen.verdict.DeliveryLedger.HitStatement;

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
    books.hit(click("c", 1, 41, 1));
    assertThat(engagement().clicks()).isEqualTo(2);
    books.hit(click("d", 2, 42, 1));

    assertThat(books.live().values().stream().filter(live -> !live.hit().hitId().equals("z")))
        .extracting(live -> live.verdict().verdict())
        .containsOnly(VerdictClass.SECURITY_SCANNER);
    // Reader 2 was second among people and is now the first of them.
    HitStatement other = Objects.requireNonNull(books.live().get("z"));
    assertThat(other.verdict().verdict()).isEqualTo(VerdictClass.PERSON);
    assertThat(other.verdict().place()).isEqualTo(Place.FIRST);
    assertThat(engagement())
        .isEqualTo(new Engagement(true, true, false, false, false, true, 1, 0, 1, 3, 0));
  }

  @Test
  void aDeliveryThatComesAfterItsHitsFilesThemUnderItsCampaign() {
    books.hit(open("a", 10, 1));
    books.hit(click("b", 0, 20, 1));
    assertThat(books.engagement()).isNull();
    assertThat(books.live().values()).allMatch(statement -> statement.delivery() == null);

    books.deliver(DELIVERY);

    assertThat(books.live().values()).allMatch(live -> DELIVERY.equals(live.delivery()));
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

    assertThat(step.state().hits()).hasSize(DeliveryLedger.MAX_HITS);
    HitStatement late = Objects.requireNonNull(books.live().get("late"));
    assertThat(late.verdict().place()).isEqualTo(Place.RELOAD);
    assertThat(late.verdict().reasons()).extracting(Reason::rule).contains("history-full");
    assertThat(engagement()).isEqualTo(full);
    assertThat(full.opens()).isEqualTo(DeliveryLedger.MAX_HITS);
  }

  private Engagement engagement() {
    return Objects.requireNonNull(books.engagement());
  }
}
