package org.trueopen.benchmarks.heldout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.benchmarks.world.World.Story;
import org.trueopen.verdict.VerdictClass;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks at the truth only, never at a verdict. */
final class HeldOutWorldTest {

  private static final int DELIVERIES = 5000;
  private static final int SEEDS = 5; // some companies' habits weigh much in one world

  @TempDir private Path folder;

  @Test
  void theSameSeedGivesTheSameWorldAndAnotherSeedAnother() throws Exception {
    for (HeldOutMix mix : HeldOutMix.ALL) {
      byte[] first = Files.readAllBytes(world(mix, 1));

      assertThat(Files.readAllBytes(world(mix, 1))).isEqualTo(first);
      assertThat(Files.readAllBytes(world(mix, 2))).isNotEqualTo(first);
    }
  }

  @Test
  void everyHitFollowsItsMailAndHasItsStory() throws Exception {
    for (HeldOutMix mix : HeldOutMix.ALL) {
      Path file = folder.resolve("world.ndjson");
      List<Story> stories = new HeldOutWorld(mix, DELIVERIES, 3).writeTo(file);
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
  }

  @Test
  void thingsAreWrittenInTheOrderInWhichTheyHappen() throws Exception {
    for (HeldOutMix mix : HeldOutMix.ALL) {
      List<Instant> times =
          lines(world(mix, 4)).stream()
              .filter(line -> !line.get("type").asString().equals("status"))
              .map(HeldOutWorldTest::at)
              .toList();

      assertThat(times).isSorted();
    }
  }

  @Test
  void everyClassOfTruthIsThere() throws Exception {
    Set<VerdictClass> found = EnumSet.noneOf(VerdictClass.class);
    for (HeldOutMix mix : HeldOutMix.ALL) {
      stories(mix, 1).forEach(story -> found.add(story.label()));
    }

    assertThat(found).isEqualTo(EnumSet.complementOf(EnumSet.of(VerdictClass.UNKNOWN)));
  }

  @Test
  void everyTacticIsThereAndEveryVantage() throws Exception {
    Set<String> tactics = new HashSet<>();
    Set<String> vantages = new HashSet<>();
    for (HeldOutMix mix : HeldOutMix.ALL) {
      for (int seed = 1; seed <= SEEDS; seed++) {
        for (Story story : stories(mix, seed)) {
          if (story.label() == VerdictClass.SECURITY_SCANNER) {
            List<String> parts = List.of(story.name().split(", ", -1));
            tactics.add(parts.get(1));
            vantages.add(parts.get(2));
          }
        }
      }
    }

    assertThat(tactics)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Tactic.values()).map(Tactic::story).toList());
    assertThat(vantages)
        .containsAll(Stream.of(Vantage.values()).map(Vantage::story).toList())
        .contains("reader's computer", "carrier's network", "gateway's own exit");
  }

  @Test
  void machinesShareOfClicksDiffersByMix() throws Exception {
    assertThat(machines(HeldOutMix.SOFTWARE_SALES)).isBetween(0.60, 0.70);
    assertThat(machines(HeldOutMix.INSURER)).isBetween(0.25, 0.35);
    assertThat(machines(HeldOutMix.FESTIVAL)).isBetween(0.60, 0.70);
  }

  @Test
  void anInsurersMailIsReadOnPhonesAndSomeOfItWeeksLater() throws Exception {
    Predicate<JsonNode> phone = hit -> Browsers.isPhones(hit.get("userAgent").asString());

    assertThat(share(HeldOutMix.INSURER, HeldOutWorldTest::personsClick, phone))
        .isBetween(0.5, 0.85);
    assertThat(late(HeldOutMix.INSURER, Duration.ofDays(7))).isBetween(0.05, 0.2);
  }

  @Test
  void somePeopleAtWorkSitInCloudsAndBehindGateways() throws Exception {
    Predicate<JsonNode> others =
        hit ->
            !hit.get("ip").asString().contains(":")
                && !hit.get("ip").asString().matches("25[1-4]\\..*");

    assertThat(share(HeldOutMix.SOFTWARE_SALES, HeldOutWorldTest::personsClick, others))
        .isBetween(0.1, 0.35);
  }

  private double machines(HeldOutMix mix) throws IOException {
    return 1 - share(mix, HeldOutWorldTest::click, HeldOutWorldTest::person);
  }

  private static boolean click(JsonNode hit) {
    return hit.get("kind").asString().equals("CLICK");
  }

  private static boolean person(JsonNode hit) {
    return hit.get("label").asString().equals("PERSON");
  }

  private static boolean personsClick(JsonNode hit) {
    return click(hit) && person(hit);
  }

  private static Instant at(JsonNode line) {
    return Instant.parse(line.get("at").asString());
  }

  /** Of the hits that are so, in several worlds, those that are also so. */
  private double share(HeldOutMix mix, Predicate<JsonNode> of, Predicate<JsonNode> which)
      throws IOException {
    long all = 0;
    long found = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      for (JsonNode line : lines(world(mix, seed))) {
        if (line.get("type").asString().equals("hit") && of.test(line)) {
          all++;
          found += which.test(line) ? 1 : 0;
        }
      }
    }
    return (double) found / all;
  }

  /** Of people's clicks, those so long after the mail was sent. */
  private double late(HeldOutMix mix, Duration after) throws IOException {
    long all = 0;
    long found = 0;
    Map<String, Instant> sent = new HashMap<>();
    for (JsonNode line : lines(world(mix, 1))) {
      String delivery = line.get("deliveryId").asString();
      if (line.get("type").asString().equals("delivery")) {
        sent.put(delivery, at(line));
      } else if (line.get("type").asString().equals("hit") && personsClick(line)) {
        Instant start = sent.getOrDefault(delivery, Instant.EPOCH);
        all++;
        found += at(line).isAfter(start.plus(after)) ? 1 : 0;
      }
    }
    return (double) found / all;
  }

  private List<Story> stories(HeldOutMix mix, long seed) throws IOException {
    return new HeldOutWorld(mix, DELIVERIES, seed).writeTo(folder.resolve("any.ndjson"));
  }

  private Path world(HeldOutMix mix, long seed) throws IOException {
    Path file = folder.resolve(mix.name() + seed + ".ndjson");
    new HeldOutWorld(mix, DELIVERIES, seed).writeTo(file);
    return file;
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    JsonMapper json = JsonMapper.builder().build();
    return Files.readAllLines(file).stream().map(json::readTree).toList();
  }
}
