package org.trueopen.job;

import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240) // some seconds each, where nothing else runs
class SavepointTest {

  @TempDir Path folder;

  @Test
  void aJobThatGoesOnWithTwiceTheSubtasksLosesAndDoublesNothing() throws Exception {
    SavepointScript script = new SavepointScript("rescaled");
    Path savepoint = script.untilTheMiddle(2, Duration.ofMillis(200), folder);

    script.fromTheMiddle(4, savepoint, folder);

    script.assertNothingIsLostOrDoubled();
  }

  /** Its rows were never inserted: they wait in it, and are now. */
  @Test
  void aSavepointOfTheFirstReleaseIsGoneOnFrom() throws Exception {
    URL metadata =
        Objects.requireNonNull(
            SavepointTest.class.getResource(ReleasedSavepoint.FIRST + "/_metadata"));
    SavepointScript script = new SavepointScript(ReleasedSavepoint.ACCOUNT);

    script.fromTheMiddle(2, Path.of(metadata.toURI()).resolveSibling(""), folder);

    script.assertNothingIsLostOrDoubled();
  }
}
