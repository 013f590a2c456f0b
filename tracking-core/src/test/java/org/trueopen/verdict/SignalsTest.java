package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.event.HitKind;

class SignalsTest {

  private static final String HEADER = "network\tname\tverdict\tscope\tcertainty\tsource\tdate\n";

  @TempDir Path folder;

  @Test
  void everyListThatComesWithTheProductHasItsDate() {
    assertThat(Signals.bundled().dates())
        .containsOnlyKeys(
            "user-agents.tsv", "networks.tsv", "apple-private-relay.txt", "clouds.txt")
        .allSatisfy((file, date) -> assertThat(date).isAfter(LocalDate.of(2026, 1, 1)));
  }

  @Test
  void aFileOfTheFolderStandsInPlaceOfTheOneThatComesWithTheProduct() throws Exception {
    write("198.51.100.0/24\tx\tSECURITY_SCANNER\tclicks\t80\tour own logs\t2026-11-20");
    Signals signals = Signals.of(folder);

    assertThat(signals.network(ClientNetwork.parse("198.51.100.7"), HitKind.CLICK)).isPresent();
    assertThat(signals.network(ClientNetwork.parse("198.51.100.7"), HitKind.OPEN)).isEmpty();
    assertThat(signals.network(ClientNetwork.parse("209.222.82.1"), HitKind.CLICK)).isEmpty();
    assertThat(signals.userAgent("curl/8.5.0", HitKind.CLICK)).isPresent();
    assertThat(signals.dates()).containsEntry("networks.tsv", LocalDate.of(2026, 11, 20));
  }

  @Test
  void aFilesVersionIsItsNewestDateAndItsText() throws Exception {
    String old = "192.0.2.0/24\tx\tPERSON\tboth\t80\tour own logs\t2020-01-31\n";
    write(old + "198.51.100.0/24\tx\tSECURITY_SCANNER\tclicks\t80\tour own logs\t2026-11-20");
    ListVersion before = Signals.of(folder).version("networks.tsv");
    ListVersion again = Signals.of(folder).version("networks.tsv");
    write(old + "198.51.100.0/24\tx\tSECURITY_SCANNER\tclicks\t81\tour own logs\t2026-11-20");
    ListVersion after = Signals.of(folder).version("networks.tsv");

    assertThat(before.text()).matches("networks@2026-11-20\\+[0-9a-f]{8}");
    assertThat(again).isEqualTo(before);
    assertThat(after.date()).isEqualTo(before.date());
    assertThat(after).isNotEqualTo(before);
    assertThat(Signals.bundled().version("networks.tsv").text())
        .matches("networks@2026-[0-9]{2}-[0-9]{2}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.0.0.0/8;x;SECURITY_SCANNER;both;80;2026-11-20     | expected 7 columns, found 6
          ten;x;SECURITY_SCANNER;both;80;logs;2026-11-20       | expected a network, found "ten"
          10.0.0.0/8;x;NOBODY;both;80;logs;2026-11-20          | NOBODY
          10.0.0.0/8;x;SECURITY_SCANNER;all;80;logs;2026-11-20 | ALL
          10.0.0.0/8;x;SECURITY_SCANNER;both;0;logs;2026-11-20 | certainty: expected 1..100, found 0
          10.0.0.0/8;x;SECURITY_SCANNER;both;80; ;2026-11-20   | expected a source
          10.0.0.0/8;x;SECURITY_SCANNER;both;80;logs;yesterday | expected a date as 2026-11-01, found yesterday
          """)
  void anEntryThatDoesNotSayAllOfItselfIsRefusedByLine(String row, String problem)
      throws Exception {
    write(row.replace(';', '\t'));

    assertThatThrownBy(() -> Signals.of(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("networks.tsv, line 2: ")
        .hasMessageContaining(problem);
  }

  private void write(String row) throws Exception {
    Files.writeString(folder.resolve("networks.tsv"), HEADER + row + '\n');
  }
}
