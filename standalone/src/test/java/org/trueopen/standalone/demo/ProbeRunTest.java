package org.trueopen.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProbeRunTest {

  @TempDir Path folder;

  private List<JsonNode> lines(Path file) throws Exception {
    return Files.readAllLines(file).stream().map(JsonMapper.shared()::readTree).toList();
  }

  @Test
  void everyDeliveryIsOpenedAndClickedOnceAndTheAcknowledgedOnesAreThoseReceived()
      throws Exception {
    Path file = folder.resolve("probe.ndjson");
    var settings = new ProbeSettings(4, 25, true, 2000, Duration.ofSeconds(30));
    // The first mail and every seventh request after the mails find the ingest tier down.
    try (var ingest = new FakeIngest(n -> n == 0 || (n > 5 && n % 7 == 0))) {
      ProbeTotals totals =
          new ProbeRun(ingest.uri(), FakeIngest.KEY, Clock.systemUTC(), "t1", settings).run(file);

      assertThat(totals.deliveries()).isEqualTo(100);
      assertThat(totals.opens()).isEqualTo(100);
      assertThat(totals.clicks()).isEqualTo(100);
      assertThat(totals.failed()).isBetween(20L, 40L);
      assertThat(totals.acknowledged()).isEqualTo(200 - totals.failed());

      Set<String> received =
          ingest.hits.stream()
              .map(
                  hit ->
                      hit.path().startsWith("/o/")
                          ? "OPEN " + hit.path().substring(3).replace(".gif", "")
                          : "CLICK " + hit.path().substring(3).replace(".0", ""))
              .collect(Collectors.toSet());
      Set<String> acknowledged =
          lines(file).stream()
              .filter(line -> line.get("acknowledged").asBoolean())
              .map(line -> line.get("kind").asString() + " " + line.get("deliveryId").asString())
              .collect(Collectors.toSet());
      assertThat(acknowledged).isEqualTo(received).hasSize((int) totals.acknowledged());
      assertThat(ingest.hits).hasSameSizeAs(received);
      assertThat(lines(file)).hasSize(200);
    }
  }

  @Test
  void nothingIsBegunAfterItsTime() throws Exception {
    Path file = folder.resolve("probe.ndjson");
    var settings = new ProbeSettings(1, 100, false, 50, Duration.ofMillis(200));
    try (var ingest = new FakeIngest(n -> false)) {
      ProbeTotals totals =
          new ProbeRun(ingest.uri(), FakeIngest.KEY, Clock.systemUTC(), "t2", settings).run(file);

      assertThat(totals.opens()).isLessThanOrEqualTo(11);
      assertThat(totals.clicks()).isZero();
      assertThat(lines(file)).hasSize((int) totals.opens());
    }
  }
}
