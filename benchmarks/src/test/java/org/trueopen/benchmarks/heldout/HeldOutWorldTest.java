package org.trueopen.benchmarks.heldout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.benchmarks.history.Story;
import org.trueopen.benchmarks.history.WrittenHistory;
import org.trueopen.verdict.VerdictClass;
import tools.jackson.databind.JsonNode;

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
      WrittenHistory history = WrittenHistory.read(file);

      history.assertThatEveryHitFollowsItsMailAndIs(stories);
      assertThat(history.sent()).hasSize(DELIVERIES);
    }
  }

  @Test
  void thingsAreWrittenInTheOrderInWhichTheyHappen() throws Exception {
    for (HeldOutMix mix : HeldOutMix.ALL) {
      List<Instant> times =
          history(mix, 4).lines().stream()
              .filter(line -> !line.get("type").asString().equals("status"))
              .map(WrittenHistory::at)
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

    assertThat(share(HeldOutMix.INSURER, WrittenHistory::isPersonsClick, phone))
        .isBetween(0.5, 0.85);
    assertThat(late(HeldOutMix.INSURER, Duration.ofDays(7))).isBetween(0.05, 0.2);
  }

  @Test
  void somePeopleAtWorkSitInCloudsAndBehindGateways() throws Exception {
    Predicate<JsonNode> others =
        hit ->
            !hit.get("ip").asString().contains(":")
                && !hit.get("ip").asString().matches("25[1-4]\\..*");

    assertThat(share(HeldOutMix.SOFTWARE_SALES, WrittenHistory::isPersonsClick, others))
        .isBetween(0.1, 0.35);
  }

  private double machines(HeldOutMix mix) throws IOException {
    return 1 - share(mix, WrittenHistory::isClick, WrittenHistory::isPersons);
  }

  /** Of the hits that are so, in several worlds, those that are also so. */
  private double share(HeldOutMix mix, Predicate<JsonNode> of, Predicate<JsonNode> which)
      throws IOException {
    List<WrittenHistory> histories = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      histories.add(history(mix, seed));
    }
    return WrittenHistory.share(histories, of, which);
  }

  /** Of people's clicks, those so long after the mail was sent. */
  private double late(HeldOutMix mix, Duration after) throws IOException {
    WrittenHistory history = history(mix, 1);
    Map<String, Instant> sent = history.sent();
    return WrittenHistory.share(
        List.of(history),
        WrittenHistory::isPersonsClick,
        hit -> {
          Instant start = Objects.requireNonNull(sent.get(hit.get("deliveryId").asString()));
          return WrittenHistory.at(hit).isAfter(start.plus(after));
        });
  }

  private List<Story> stories(HeldOutMix mix, long seed) throws IOException {
    return new HeldOutWorld(mix, DELIVERIES, seed).writeTo(folder.resolve("any.ndjson"));
  }

  private Path world(HeldOutMix mix, long seed) throws IOException {
    Path file = folder.resolve(mix.name() + seed + ".ndjson");
    new HeldOutWorld(mix, DELIVERIES, seed).writeTo(file);
    return file;
  }

  private WrittenHistory history(HeldOutMix mix, long seed) throws IOException {
    return WrittenHistory.read(world(mix, seed));
  }
}
