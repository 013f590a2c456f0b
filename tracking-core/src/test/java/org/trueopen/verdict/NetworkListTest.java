package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkListTest {

  @Test
  void anOwnersNetworksHaveInCommonWhatStandsAboveThem() {
    List<NetworkList.Section> sections =
        NetworkList.read(
            "clouds.txt",
            """
            # Networks: of two owners.
            # name: one
            # rule: cloud-network
            # scope: clicks
            # certainty: 90
            # source: what it publishes
            # date: 2026-11-01
            192.0.2.0/24
            2001:db8::/32

            # name: two
            # rule: hosting-network
            # certainty: 80
            # source: what it announces
            # date: 2026-11-02
            198.51.100.0/24
            """
                .lines()
                .toList(),
            HostingRule.IDS);

    assertThat(sections)
        .containsExactly(
            new NetworkList.Section(
                "one",
                "cloud-network",
                "what it publishes",
                LocalDate.of(2026, 11, 1),
                Signals.Scope.CLICKS,
                90,
                List.of("192.0.2.0/24", "2001:db8::/32")),
            new NetworkList.Section(
                "two",
                "hosting-network",
                "what it announces",
                LocalDate.of(2026, 11, 2),
                Signals.Scope.BOTH,
                80,
                List.of("198.51.100.0/24")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ; # name: x; # rule: cloud-network; # certainty: 90; # source: s; # date: 2026-11-01           | clouds.txt: expected networks, found none
          # rule: cloud-network; # certainty: 90; # source: s; # date: 2026-11-01; 192.0.2.0/24           | clouds.txt, line 5: expected a line "# name: ..." above it, found none
          # name: x; # certainty: 90; # source: s; # date: 2026-11-01; 192.0.2.0/24                       | clouds.txt, line 5: expected a line "# rule: ..." above it, found none
          # name: x; # rule: nothing; # certainty: 90; # source: s; # date: 2026-11-01; 192.0.2.0/24      | clouds.txt, line 6: rule: expected one of [r], found nothing
          # name: x; # rule: r; # certainty: 0; # source: s; # date: 2026-11-01; 192.0.2.0/24             | clouds.txt, line 6: certainty: expected 1..100, found 0
          # name: x; # rule: r; # certainty: 90; # date: 2026-11-01; 192.0.2.0/24                         | clouds.txt, line 5: expected a line "# source: ..." above it, found none
          # name: x; # rule: r; # certainty: 90; # source: s; # date: yesterday; 192.0.2.0/24             | clouds.txt, line 6: expected a date as 2026-11-01, found yesterday
          # name: x; # rule: r; # certainty: 90; # source: s; # date: 2026-11-01; ten                     | clouds.txt, line 6: expected a network, found "ten"
          # name: x; # rule: r; # certainty: 90; # source: s; # date: 2026-11-01; 192.0.2.0/24; # name: y; 192.0.2.0/25 | clouds.txt, line 8: expected a line "# rule: ..." above it, found none
          """)
  void whatDoesNotSayAllOfItselfIsRefusedByLine(String text, String problem) {
    assertThatThrownBy(
            () -> NetworkList.read("clouds.txt", List.of(text.split("; *", -1)), Set.of("r")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(problem);
  }
}
