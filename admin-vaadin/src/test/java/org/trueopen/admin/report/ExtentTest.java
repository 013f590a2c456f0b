package org.trueopen.admin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtentTest {

  @ParameterizedTest
  @CsvSource({
    "'', UNKNOWN",
    "PERSON END, UNKNOWN",
    "PERSON EARLY, CUT_SHORT",
    "PERSON_VIA_PROXY EARLY + PERSON_VIA_PROXY EARLY, CUT_SHORT",
    "PERSON EARLY + PERSON END, COMPLETE",
    "PERSON END + PERSON EARLY, COMPLETE",
    "PERSON IMAGE, UNKNOWN",
    "PERSON EARLY + PERSON IMAGE, UNKNOWN",
    "SECURITY_SCANNER EARLY, UNKNOWN",
    "SECURITY_SCANNER EARLY + SECURITY_SCANNER END + PERSON EARLY, CUT_SHORT",
  })
  void aPairOfPixelsTellsWhetherAMailWasShownToItsEnd(String opens, Extent expected) {
    List<JudgedHit> hits =
        opens.isEmpty()
            ? List.of()
            : Arrays.stream(opens.split(" \\+ ")).map(ExtentTest::hit).toList();

    assertThat(Extent.of(hits)).isEqualTo(expected);
  }

  private static JudgedHit hit(String open) {
    int blank = open.indexOf(' ');
    return new JudgedHit(
        "h1",
        Instant.EPOCH,
        "OPEN",
        -1,
        open.substring(blank + 1),
        "",
        "GET",
        "203.0.113.0/24",
        "",
        "Chrome",
        open.substring(0, blank),
        "FIRST",
        90,
        List.of(),
        "r1",
        List.of(),
        true,
        Instant.EPOCH);
  }
}
