package org.trueopen.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HistoryWriterTest {

  private static final Instant NOW = Instant.parse("2026-11-18T15:30:00Z");

  private static final List<String> LABELS =
      Arrays.stream(TrueClass.values()).map(TrueClass::name).toList();

  private final DemoWorld world = new DemoWorld(1, DemoWorld.DEFAULT_RECIPIENTS);
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

  @TempDir Path folder;

  private HistoryWriter.Counts write(Path file, String prefix) throws IOException {
    return new HistoryWriter(world, clock, prefix, HistoryWriter.DEFAULT_DAYS).write(file);
  }

  @Test
  void everyLineIsValidInOrderAndRefersToADeliveryBeforeIt() throws IOException {
    Path file = folder.resolve("history.ndjson");
    HistoryWriter.Counts counts = write(file, "run1");

    Map<String, Integer> linksOf = new HashMap<>();
    var hitIds = new HashSet<String>();
    List<String> wrong = new ArrayList<>();
    Instant last = NOW.minus(Duration.ofDays(14));
    for (String line : Files.readAllLines(file)) {
      JsonNode json = JsonMapper.shared().readTree(line);
      Instant at = Instant.parse(json.get("at").asString());
      String id = json.get("deliveryId").asString();
      boolean fine =
          json.get("type").asString().equals("delivery")
              ? validDelivery(json) && linksOf.put(id, json.get("links").size()) == null
              : validHit(json, linksOf.getOrDefault(id, -1))
                  && hitIds.add(json.get("hitId").asString());
      if (!fine || at.isBefore(last) || at.isAfter(NOW)) {
        wrong.add(line);
      }
      last = at;
    }
    assertThat(wrong).isEmpty();
    assertThat(linksOf).hasSize((int) counts.deliveries());
    assertThat(hitIds).hasSize((int) counts.hits());
  }

  private static boolean validDelivery(JsonNode delivery) {
    return delivery.get("deliveryId").asString().matches("run1-[A-Za-z0-9_-]{1,50}")
        && delivery.get("account").asString().equals("demo")
        && delivery.get("mailbox").asString().endsWith("@demo.example");
  }

  private static boolean validHit(JsonNode hit, int links) {
    String kind = hit.get("kind").asString();
    int link = hit.path("link").asInt(-1);
    return (kind.equals("OPEN") ? link == -1 : kind.equals("CLICK") && link >= 0 && link < links)
        && links > 0
        && LABELS.contains(hit.get("label").asString())
        && hit.get("ip").asString().matches("[0-9a-f.:]+")
        && hit.get("headers").has("accept");
  }

  @Test
  void twoWeeksAreLargeEnoughForChartsAndSmallEnoughToImport() throws IOException {
    HistoryWriter.Counts counts = write(folder.resolve("history.ndjson"), "run1");

    assertThat(counts.deliveries()).isBetween(25_000L, 40_000L);
    assertThat(counts.hits()).isBetween(20_000L, 60_000L);
    assertThat(counts.hitsByClass()).containsOnlyKeys(TrueClass.values());
  }

  @Test
  void fileIsTheSameForTheSameSeedAndPrefix() throws IOException {
    Path one = folder.resolve("one.ndjson");
    Path two = folder.resolve("two.ndjson");
    Path other = folder.resolve("other.ndjson");
    write(one, "run1");
    write(two, "run1");
    write(other, "run2");

    assertThat(two).hasSameBinaryContentAs(one);
    assertThat(Files.readString(other).replace("run2-", "run1-")).isEqualTo(Files.readString(one));
  }

  @Test
  void prefixThatWouldMakeInvalidIdsIsRefused() {
    assertThatThrownBy(() -> new HistoryWriter(world, clock, "a b", 14))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a b");
  }
}
