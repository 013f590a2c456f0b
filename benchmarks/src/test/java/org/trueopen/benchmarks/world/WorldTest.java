package org.trueopen.benchmarks.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.verdict.VerdictClass;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class WorldTest {

  private static final int DELIVERIES = 4000; // five whole sendings to businesses

  @TempDir private Path folder;

  @Test
  void theSameSeedGivesTheSameWorldAndAnotherSeedAnother() throws Exception {
    byte[] first = Files.readAllBytes(world(Mix.SMALL_OFFICE, 1));

    assertThat(Files.readAllBytes(world(Mix.SMALL_OFFICE, 1))).isEqualTo(first);
    assertThat(Files.readAllBytes(world(Mix.SMALL_OFFICE, 2))).isNotEqualTo(first);
  }

  @Test
  void everyHitFollowsItsDeliveryAndHasItsStory() throws Exception {
    Path file = folder.resolve("world.ndjson");
    List<World.Story> stories = new World(Mix.BUSINESS, DELIVERIES, 3).writeTo(file);
    Map<String, Instant> sent = new HashMap<>();
    int hits = 0;
    for (JsonNode line : lines(file)) {
      String delivery = line.get("deliveryId").asString();
      Instant at = Instant.parse(line.get("at").asString());
      switch (line.get("type").asString()) {
        case "delivery" -> sent.put(delivery, at);
        case "hit" -> {
          assertThat(at).isAfter(sent.get(delivery));
          assertThat(line.get("hitId").asString()).isEqualTo("h" + hits);
          assertThat(line.get("label").asString()).isEqualTo(stories.get(hits).label().name());
          hits++;
        }
        default -> {}
      }
    }
    assertThat(sent).hasSize(DELIVERIES);
    assertThat(stories).hasSize(hits);
  }

  @Test
  void theWorldsHoldEveryClassOfTruth() throws Exception {
    Set<VerdictClass> found = EnumSet.noneOf(VerdictClass.class);
    for (Mix mix : Mix.ALL) {
      new World(mix, DELIVERIES, 1)
          .writeTo(folder.resolve("any.ndjson"))
          .forEach(story -> found.add(story.label()));
    }

    assertThat(found).isEqualTo(EnumSet.complementOf(EnumSet.of(VerdictClass.UNKNOWN)));
  }

  @Test
  void machinesMakeSomeSixtyPercentOfBusinessClicks() throws Exception {
    long people = 0;
    long all = 0;
    for (int seed = 1; seed <= 5; seed++) {
      for (JsonNode line : lines(world(Mix.BUSINESS, seed))) {
        if (line.path("kind").asString("").equals("CLICK")) {
          all++;
          people += line.get("label").asString().equals("PERSON") ? 1 : 0;
        }
      }
    }

    assertThat(1 - (double) people / all).isBetween(0.5, 0.7);
  }

  private Path world(Mix mix, long seed) throws IOException {
    Path file = folder.resolve(mix.name() + seed + ".ndjson");
    new World(mix, DELIVERIES, seed).writeTo(file);
    return file;
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    JsonMapper json = JsonMapper.builder().build();
    return Files.readAllLines(file).stream().map(json::readTree).toList();
  }
}
