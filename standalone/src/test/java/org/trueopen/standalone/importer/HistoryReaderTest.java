package org.trueopen.standalone.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.Hit;
import org.trueopen.event.HitKind;
import org.trueopen.id.KeyedHash;
import org.trueopen.settings.DecidedBy;

final class HistoryReaderTest {

  private static final String DELIVERY =
      """
      {"type":"delivery","deliveryId":"d1","at":"2026-11-01T10:00:00Z","account":"acme","campaign":"c1",\
      "mailbox":"news@acme.example","recipient":"Bob@example.net","links":["https://a.example/","https://b.example/"],"unsubscribeLink":1}""";

  @TempDir private Path folder;

  private final List<Object> events = new ArrayList<>();

  private final HistoryReader.Sink sink =
      new HistoryReader.Sink() {
        @Override
        public void delivery(Delivery delivery) {
          events.add(delivery);
        }

        @Override
        public void status(DeliveryStatus status) {
          events.add(status);
        }

        @Override
        public void hit(Hit hit) {
          events.add(hit);
        }
      };

  @Test
  void deliveriesStatusesAndHitsAreReadInOrder() throws Exception {
    read(
        DELIVERY,
        """
        {"type":"status","deliveryId":"d1","at":"2026-11-01T10:00:02Z","status":"delivered"}""",
        "",
        """
        {"type":"hit","hitId":"h1","at":"2026-11-01T10:05:00Z","kind":"CLICK","link":1,"deliveryId":"d1","method":"HEAD","ip":"203.0.113.9","userAgent":"x","headers":{"Accept":"*/*"},"label":"PERSON"}""");

    assertThat(events).hasSize(3);
    Delivery delivery = (Delivery) events.get(0);
    assertThat(delivery.account()).isEqualTo("acme");
    assertThat(delivery.recipient()).isEqualTo("bob@example.net");
    assertThat(delivery.recipientKey()).isNotZero();
    assertThat(delivery.unsubscribeLink()).isEqualTo(1);
    assertThat(delivery.decision().opens().decidedBy()).isEqualTo(DecidedBy.IMPORTED);
    assertThat(delivery.decision().clicks().tracked()).isTrue();
    assertThat(((DeliveryStatus) events.get(1)).account()).isEqualTo("acme");
    Hit hit = (Hit) events.get(2);
    assertThat(hit.account()).isEqualTo("acme");
    assertThat(hit.kind()).isEqualTo(HitKind.CLICK);
    assertThat(hit.url()).isEqualTo("https://b.example/");
    assertThat(hit.method()).isEqualTo("HEAD");
    assertThat(hit.headers()).containsEntry("accept", "*/*");
    assertThat(hit.label()).isEqualTo("PERSON");
  }

  @Test
  void aLineWithoutAccountBelongsToTheDefaultOne() throws Exception {
    read(
        """
        {"type":"hit","hitId":"h1","at":"2026-11-01T10:05:00Z","kind":"OPEN","deliveryId":"unknown"}""");

    assertThat(((Hit) events.getFirst()).account()).isEqualTo("fallback");
    assertThat(((Hit) events.getFirst()).link()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"mail"}                                            | type: expected delivery, status or hit, found "mail"
          {"type":"delivery","deliveryId":"d2"}                      | recipient: missing
          {"type":"hit","deliveryId":"d1","kind":"OPEN"}             | hitId: missing
          {"type":"hit","deliveryId":"d1","kind":"CLICK"}            | link: missing
          {"type":"hit","deliveryId":"d1","kind":"VIEW"}             | kind: expected one of [OPEN, CLICK], found "VIEW"
          {"type":"hit","deliveryId":"d1","kind":"CLICK","link":2,"hitId":"h"} | link: expected a number below 2, found 2
          {"type":"status","deliveryId":"d1","status":"lost"}        | status: expected one of [DELIVERED, BOUNCED], found "lost"
          {"type":"hit","deliveryId":"d 1","kind":"OPEN","hitId":"h"}| delivery id: expected 1 to 64
          {"type":"hit","colour":"red"}                              | colour
          {"type":"hit"                                              | line 2
          """)
  void aBadLineIsNamedWithItsNumber(String line, String expected) {
    assertThatThrownBy(() -> read(DELIVERY, line))
        .isInstanceOf(BadImportException.class)
        .hasMessageContaining("line 2: ")
        .hasMessageContaining(expected);
  }

  @Test
  void aDeliveryThatStandsThereTwiceIsRefused() {
    assertThatThrownBy(() -> read(DELIVERY, DELIVERY))
        .isInstanceOf(BadImportException.class)
        .hasMessageContaining("\"d1\" stands there a second time");
  }

  private void read(String... lines) throws IOException, BadImportException {
    Path file = Files.write(folder.resolve("history.ndjson"), List.of(lines));
    new HistoryReader(new KeyedHash(new byte[32]), "fallback").read(file, sink);
  }
}
