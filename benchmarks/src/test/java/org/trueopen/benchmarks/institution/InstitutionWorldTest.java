package org.trueopen.benchmarks.institution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.benchmarks.history.Story;
import org.trueopen.benchmarks.history.WrittenHistory;
import org.trueopen.verdict.VerdictClass;
import tools.jackson.databind.JsonNode;

/** Looks at the truth only, never at a verdict. */
final class InstitutionWorldTest {

  private static final int DELIVERIES = 5000;
  private static final int SEEDS = 5; // some organisations' habits weigh much in one world

  @TempDir private Path folder;

  @Test
  void theSameSeedGivesTheSameWorldAndAnotherSeedAnother() throws Exception {
    for (InstitutionMix mix : InstitutionMix.ALL) {
      byte[] first = Files.readAllBytes(world(mix, 1));

      assertThat(Files.readAllBytes(world(mix, 1))).isEqualTo(first);
      assertThat(Files.readAllBytes(world(mix, 2))).isNotEqualTo(first);
    }
  }

  @Test
  void everyHitFollowsItsMailAndHasItsStory() throws Exception {
    for (InstitutionMix mix : InstitutionMix.ALL) {
      Path file = folder.resolve("world.ndjson");
      List<Story> stories = new InstitutionWorld(mix, DELIVERIES, 3).writeTo(file);

      WrittenHistory.read(file).assertThatEveryHitFollowsItsMailAndIs(stories);
    }
  }

  @Test
  void everyClassOfTruthIsThere() throws Exception {
    Set<VerdictClass> found = EnumSet.noneOf(VerdictClass.class);
    for (InstitutionMix mix : InstitutionMix.ALL) {
      stories(mix, 1).forEach(story -> found.add(story.label()));
    }

    assertThat(found).isEqualTo(EnumSet.complementOf(EnumSet.of(VerdictClass.UNKNOWN)));
  }

  @Test
  void everyKindOfScannerIsThere() throws Exception {
    Set<String> found = new HashSet<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      for (Story story : stories(InstitutionMix.UNIVERSITIES, seed)) {
        if (story.label() == VerdictClass.SECURITY_SCANNER) {
          found.add(story.name().split(", ", -1)[1]);
        }
      }
    }

    assertThat(found).hasSameSizeAs(Scanner.Kind.values());
  }

  @Test
  void machinesShareOfClicksDiffersByMix() throws Exception {
    assertThat(machines(InstitutionMix.UNIVERSITIES)).isBetween(0.55, 0.80);
    assertThat(machines(InstitutionMix.RETAILER)).isBetween(0.35, 0.70);
    assertThat(machines(InstitutionMix.SCHOOL)).isBetween(0.25, 0.55);
  }

  @Test
  void aShopsCustomersReadByNightAndAppleLoadsMuchOfItsMail() throws Exception {
    Predicate<JsonNode> opens = hit -> hit.get("kind").asString().equals("OPEN");
    Predicate<JsonNode> preload = hit -> hit.get("label").asString().equals("PRIVACY_PRELOAD");
    Predicate<JsonNode> night =
        hit -> {
          int hour = WrittenHistory.at(hit).atZone(ZoneOffset.UTC).getHour();
          return hour >= 22 || hour < 4;
        };

    assertThat(share(InstitutionMix.RETAILER, opens, preload)).isBetween(0.5, 0.75);
    assertThat(share(InstitutionMix.RETAILER, WrittenHistory::isPersonsClick, night))
        .isBetween(0.2, 0.45);
  }

  @Test
  void universitiesPeopleAreOnBothProtocolsAndPartlyBehindOthersExits() throws Exception {
    Predicate<JsonNode> sixth = hit -> hit.get("ip").asString().contains(":");
    Predicate<JsonNode> webGateway =
        hit -> hit.get("ip").asString().matches("(165\\.225|147\\.161)\\..*");

    assertThat(share(InstitutionMix.UNIVERSITIES, WrittenHistory::isPersonsClick, sixth))
        .isBetween(0.15, 0.45);
    assertThat(share(InstitutionMix.UNIVERSITIES, WrittenHistory::isPersonsClick, webGateway))
        .isBetween(0.03, 0.12);
  }

  private double machines(InstitutionMix mix) throws IOException {
    return 1 - share(mix, WrittenHistory::isClick, WrittenHistory::isPersons);
  }

  /** Of the hits that are so, in several worlds, those that are also so. */
  private double share(InstitutionMix mix, Predicate<JsonNode> of, Predicate<JsonNode> which)
      throws IOException {
    List<WrittenHistory> histories = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      histories.add(WrittenHistory.read(world(mix, seed)));
    }
    return WrittenHistory.share(histories, of, which);
  }

  private List<Story> stories(InstitutionMix mix, long seed) throws IOException {
    return new InstitutionWorld(mix, DELIVERIES, seed).writeTo(folder.resolve("any.ndjson"));
  }

  private Path world(InstitutionMix mix, long seed) throws IOException {
    Path file = folder.resolve(mix.name() + seed + ".ndjson");
    new InstitutionWorld(mix, DELIVERIES, seed).writeTo(file);
    return file;
  }
}
