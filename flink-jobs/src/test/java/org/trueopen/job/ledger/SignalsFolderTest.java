package org.trueopen.job.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.verdict.Signals;

class SignalsFolderTest {

  private static final String HEADER = "network\tname\tverdict\tscope\tcertainty\tsource\tdate\n";

  @TempDir Path dir;
  private final MovedClock clock = new MovedClock();

  @Test
  void aChangedFileIsReadWithinAMinuteAndNotLookedForSooner() throws Exception {
    SignalsFolder folder = new SignalsFolder(new SignalsConfig(dir.toString(), 180), clock);
    Signals bundled = folder.current();
    write("2026-11-20");

    clock.move(SignalsFolder.LOOK_INTERVAL.minusSeconds(1));
    assertThat(folder.current()).isSameAs(bundled);
    clock.move(Duration.ofSeconds(1));
    Signals read = folder.current();
    assertThat(read.dates()).containsEntry("networks.tsv", LocalDate.of(2026, 11, 20));

    clock.move(SignalsFolder.LOOK_INTERVAL);
    assertThat(folder.current()).isSameAs(read);
  }

  @Test
  void aBadFileLeavesTheListsAsTheyWereUntilItIsMended() throws Exception {
    write("2026-11-20");
    SignalsFolder folder = new SignalsFolder(new SignalsConfig(dir.toString(), 180), clock);
    Signals good = folder.current();

    write("yesterday, or so");
    clock.move(SignalsFolder.LOOK_INTERVAL);
    assertThat(folder.current()).isSameAs(good);
    assertThat(folder.refused()).isEqualTo(1);
    clock.move(SignalsFolder.LOOK_INTERVAL);
    assertThat(folder.current()).isSameAs(good);
    assertThat(folder.refused()).isEqualTo(1);

    write("2026-11-2" + 1);
    clock.move(SignalsFolder.LOOK_INTERVAL);
    assertThat(folder.current().dates()).containsEntry("networks.tsv", LocalDate.of(2026, 11, 21));
  }

  @Test
  void aFolderThatIsNotThereLeavesTheListsOfTheProduct() {
    SignalsFolder folder =
        new SignalsFolder(new SignalsConfig(dir.resolve("none").toString(), 180), clock);

    assertThat(folder.current().dates()).containsKey("networks.tsv");
    assertThat(folder.refused()).isEqualTo(1);
  }

  @Test
  void theAgeIsThatOfTheOldestEntry() throws Exception {
    write("2020-11-24");
    SignalsFolder folder = new SignalsFolder(new SignalsConfig(dir.toString(), 180), clock);
    folder.current();

    assertThat(folder.ageDays()).isEqualTo(6 * 365 + 1);
  }

  private void write(String date) throws Exception {
    Files.writeString(
        dir.resolve("networks.tsv"),
        HEADER + "198.51.100.0/24\tx\tSECURITY_SCANNER\tboth\t80\tour own logs\t" + date + '\n');
  }

  private static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
