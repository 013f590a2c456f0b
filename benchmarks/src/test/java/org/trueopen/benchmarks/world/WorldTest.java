package org.trueopen.benchmarks.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.benchmarks.history.Story;
import org.trueopen.benchmarks.history.WrittenHistory;
import org.trueopen.verdict.VerdictClass;

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
    List<Story> stories = new World(Mix.BUSINESS, DELIVERIES, 3).writeTo(file);
    WrittenHistory history = WrittenHistory.read(file);

    history.assertThatEveryHitFollowsItsMailAndIs(stories);
    assertThat(history.sent()).hasSize(DELIVERIES);
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
    List<WrittenHistory> histories = new ArrayList<>();
    for (int seed = 1; seed <= 5; seed++) {
      histories.add(WrittenHistory.read(world(Mix.BUSINESS, seed)));
    }

    assertThat(
            1 - WrittenHistory.share(histories, WrittenHistory::isClick, WrittenHistory::isPersons))
        .isBetween(0.5, 0.7);
  }

  private Path world(Mix mix, long seed) throws IOException {
    Path file = folder.resolve(mix.name() + seed + ".ndjson");
    new World(mix, DELIVERIES, seed).writeTo(file);
    return file;
  }
}
