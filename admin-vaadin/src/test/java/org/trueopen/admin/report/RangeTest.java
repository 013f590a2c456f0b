package org.trueopen.admin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void aDayHasOneBarForEachHourAndEndsWithThePresentOne() {
    Window window = Range.DAY.endingAt(Instant.parse("2026-11-21T20:15:00Z"), ZoneOffset.UTC);

    assertThat(window.bars()).isEqualTo(24);
    assertThat(window.from()).isEqualTo("2026-11-20T21:00:00Z");
    assertThat(window.to()).isEqualTo("2026-11-21T21:00:00Z");
  }

  @Test
  void barsOfDaysBeginAtTheViewersMidnight() {
    Window window = Range.FORTNIGHT.endingAt(Instant.parse("2026-11-21T20:15:00Z"), BERLIN);

    assertThat(window.starts()).hasSize(15);
    assertThat(window.starts().get(13)).isEqualTo("2026-11-20T23:00:00Z");
    assertThat(window.to()).isEqualTo("2026-11-21T23:00:00Z");
  }

  @Test
  void aChangeOfClocksMovesNoBar() {
    Window window = Range.WEEK.endingAt(Instant.parse("2026-10-27T12:00:00Z"), BERLIN);

    // Summer time ended on the 25th: midnight was 22:00 UTC before it and 23:00 after.
    assertThat(window.starts())
        .contains(Instant.parse("2026-10-24T22:00:00Z"), Instant.parse("2026-10-25T23:00:00Z"));
    assertThat(window.starts()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void anInstantBelongsToTheBarThatHoldsIt() {
    Window window = Range.DAY.endingAt(Instant.parse("2026-11-21T20:15:00Z"), ZoneOffset.UTC);

    assertThat(window.barOf(window.from())).isZero();
    assertThat(window.barOf(Instant.parse("2026-11-21T19:59:59Z"))).isEqualTo(22);
    assertThat(window.barOf(Instant.parse("2026-11-21T20:00:00Z"))).isEqualTo(23);
  }

  @Test
  void onlyKnownCodesAreRead() {
    assertThat(Range.parse("7d")).contains(Range.WEEK);
    assertThat(Range.parse("7 days")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T03:30:00Z, 2026-03-29T04:00:00Z",
    "2026-10-25T03:30:00Z, 2026-10-25T05:00:00Z"
  })
  void theHourOfNowIsInTheLastBarOnTheDayTheClocksAreChanged(Instant now, Instant end) {
    Window window = Range.WEEK.endingAt(now, BERLIN);

    assertThat(window.to()).isEqualTo(end).isAfter(now);
    assertThat(window.starts()).allMatch(start -> start.atZone(BERLIN).getHour() % 6 == 0);
  }
}
