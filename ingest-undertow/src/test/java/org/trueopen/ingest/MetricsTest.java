package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.trueopen.config.Environment;
import org.trueopen.id.DeliveryId;
import org.trueopen.ingest.smtp.RelayConfig;

class MetricsTest {

  private static final IngestClient CLIENT = IngestFixture.shared().client;

  @Test
  void aHitIsCountedByItsKindAndOutcomeAndTimed() {
    String before = metrics();
    CLIENT.get(IngestFixture.openPath(IngestFixture.ACME, DeliveryId.next()));
    String after = metrics();

    String recorded =
        "trueopen_ingest_hits_total{kind=\"open\",outcome=\"recorded\",reason=\"kafka\"}";
    String timed = "trueopen_ingest_answer_seconds_count{kind=\"open\"}";
    assertThat(value(after, recorded) - value(before, recorded)).isEqualTo(1);
    assertThat(value(after, timed) - value(before, timed)).isEqualTo(1);
    assertThat(after).contains("trueopen_ingest_answer_seconds_bucket{kind=\"open\",le=\"0.25\"}");
  }

  @Test
  void whatWasReceivedIsTheSumOfAllOutcomes() {
    CLIENT.get("/o/nothing.gif");
    CLIENT.get(IngestFixture.openPath(IngestFixture.MUTED, DeliveryId.next()));
    String found = metrics();

    assertThat(sum(found, "trueopen_ingest_hits_total"))
        .isEqualTo(sum(found, "trueopen_ingest_received_total"));
  }

  @Test
  void everyMetricOfOursIsDocumented() throws IOException {
    String documented = Files.readString(Path.of("..", "docs", "operations.md"));
    TreeSet<String> names = new TreeSet<>();
    try (IngestFixture withRelay =
        IngestFixture.start(
            IngestFixture.with(
                IngestFixture.config(0, Duration.ofSeconds(15), 64 * 1024), relay()))) {
      Pattern.compile("^(trueopen_[a-z_]+?)(_bucket|_count|_sum|_max)?[{ ]", Pattern.MULTILINE)
          .matcher(IngestClient.text(withRelay.client.inside("/metrics")))
          .results()
          .forEach(found -> names.add(found.group(1)));
    }

    assertThat(names).hasSizeGreaterThan(25).contains("trueopen_ingest_relay_untracked_total");
    assertThat(names)
        .allSatisfy(
            name ->
                assertThat(documented)
                    .containsAnyOf(
                        '`' + name + '`',
                        "`..." + name.replaceFirst("trueopen_ingest_(journal|relay)", "") + '`',
                        "`..." + name.replaceFirst("trueopen_ingest", "") + '`'));
  }

  /** To a next hop that nobody asks for anything. */
  private static RelayConfig relay() {
    return RelayConfig.parse(
            new Environment(
                Map.of("INGEST_SMTP_NEXT_HOP", "localhost:9", "INGEST_SMTP_PORT", "0"), "INGEST_"))
        .orElseThrow();
  }

  private static String metrics() {
    return IngestClient.text(CLIENT.inside("/metrics"));
  }

  private static double value(String metrics, String series) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .sum();
  }

  private static double sum(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
