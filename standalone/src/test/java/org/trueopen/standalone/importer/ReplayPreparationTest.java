package org.trueopen.standalone.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.event.Delivery;
import org.trueopen.event.EventCodec;
import org.trueopen.event.Hit;
import org.trueopen.replay.RecordFile;
import org.trueopen.replay.ReplayFiles;
import org.trueopen.replay.Truth;

final class ReplayPreparationTest {

  private static final String DELIVERY =
      """
      {"type":"delivery","deliveryId":"d1","at":"2026-11-01T10:00:00Z","account":"acme",\
      "mailbox":"news@acme.example","recipient":"bob@example.net","links":["https://a.example/"],"label":"READ"}""";

  private static final String HIT =
      """
      {"type":"hit","hitId":"h1","at":"2026-11-03T10:05:00Z","kind":"OPEN","deliveryId":"d1","label":"PERSON"}""";

  @TempDir private Path folder;

  @Test
  void linesBecomeRecordsAndLabelsTruths() throws Exception {
    ReplayFiles files = new ReplayFiles(folder);

    Instant latest =
        prepare(
            DELIVERY,
            """
            {"type":"status","deliveryId":"d1","at":"2026-11-01T10:00:02Z","status":"delivered"}""",
            HIT);

    assertThat(latest).isEqualTo("2026-11-03T10:05:00Z");
    assertThat(RecordFile.count(files.deliveries())).isEqualTo(2);
    try (RecordFile.Reader deliveries = new RecordFile.Reader(files.deliveries());
        RecordFile.Reader hits = new RecordFile.Reader(files.hits());
        RecordFile.Reader truths = new RecordFile.Reader(files.truths())) {
      assertThat(EventCodec.decodeDelivery(deliveries.next())).isInstanceOf(Delivery.class);
      Hit hit = EventCodec.decodeHit(hits.next());
      assertThat(hit.hitId()).isEqualTo("h1");
      assertThat(Truth.decode(truths.next())).isEqualTo(new Truth("acme", "d1", "", "READ"));
      assertThat(Truth.decode(truths.next())).isEqualTo(new Truth("acme", "d1", "h1", "PERSON"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"hit","hitId":"h2","at":"2026-11-03T10:05:00Z","kind":"OPEN","deliveryId":"d1","label":"HUMAN"} | label: expected one of [PERSON, PERSON_VIA_PROXY
          {"type":"delivery","deliveryId":"d2","at":"2026-11-01T10:00:00Z","mailbox":"a@b.example","recipient":"c@d.example","label":"PERSON"} | label: expected one of [READ, UNREAD], found "PERSON"
          {"type":"hit"} | kind: expected one of
          """)
  void aBadLineIsNamedWithItsNumber(String line, String expected) {
    assertThatThrownBy(() -> prepare(DELIVERY, HIT, line))
        .isInstanceOf(BadImportException.class)
        .hasMessageContaining("line 3: ")
        .hasMessageContaining(expected);
  }

  private Instant prepare(String... lines) throws IOException, BadImportException {
    Path history = Files.write(folder.resolve("history.ndjson"), List.of(lines));
    return ReplayPreparation.prepare(
        history, new ReplayFiles(folder), "fallback", RulesFile.DEFAULT);
  }
}
