package org.trueopen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the job's exactly-once rests on, and that the engine forgets nothing when it dies. */
class RepeatedInsertTest {
  private static TestClickHouse clickHouse;

  @BeforeAll
  static void start() {
    clickHouse = TestClickHouse.start();
    Migrator.migrate(clickHouse.migrator());
  }

  @AfterAll
  static void stop() {
    clickHouse.close();
  }

  @BeforeEach
  void empty() {
    clickHouse.truncateAll();
  }

  @Test
  void isDroppedInTheTableAndInTheRollup() {
    clickHouse.insert("hits", "once", Rows.hit("h1", "PERSON", 1));
    clickHouse.insert("hits", "once", Rows.hit("h1", "PERSON", 1));
    clickHouse.insert("engagement", "once", Rows.engagement("d1", 1, 1));
    clickHouse.insert("engagement", "once", Rows.engagement("d1", 1, 1));
    assertOneOfEach();
  }

  @Test
  void theSameRowsUnderAnotherTokenAreKept() {
    clickHouse.insert("hits", "first", Rows.hit("h1", "PERSON", 1));
    clickHouse.insert("hits", "second", Rows.hit("h1", "PERSON", 1));
    assertThat(clickHouse.number("SELECT sum(hits) FROM hits_hourly")).isEqualTo(2);
  }

  @Test
  void isDroppedAfterARestart() throws IOException, InterruptedException {
    clickHouse.insert("hits", "restart", Rows.hit("h1", "PERSON", 1));
    clickHouse.insert("engagement", "restart", Rows.engagement("d1", 1, 1));
    clickHouse.restart();
    clickHouse.insert("hits", "restart", Rows.hit("h1", "PERSON", 1));
    clickHouse.insert("engagement", "restart", Rows.engagement("d1", 1, 1));
    assertOneOfEach();
  }

  @Test
  void noAcknowledgedRowIsLostWhenTheEngineIsKilled() throws Exception {
    AtomicInteger acknowledged = new AtomicInteger();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              while (true) {
                String id = "kill-" + acknowledged.get();
                clickHouse.insert("hits", id, Rows.hit(id, "PERSON", 1));
                acknowledged.incrementAndGet();
              }
            });
    await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.get() >= 20 || writer.isDone());
    clickHouse.kill();
    assertThatThrownBy(writer::join).hasMessageNotContaining("Code:");
    assertThat(acknowledged).hasValueGreaterThanOrEqualTo(20);
    clickHouse.killAndRestart();

    List<String> expected =
        IntStream.rangeClosed(0, acknowledged.get()).mapToObj(i -> "kill-" + i).toList();
    // The one in flight when the engine died may have arrived or not; repeating it settles that.
    clickHouse.insert("hits", expected.getLast(), Rows.hit(expected.getLast(), "PERSON", 1));
    assertThat(clickHouse.query("SELECT hit_id FROM hits"))
        .extracting(row -> row.getString("hit_id"))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(clickHouse.number("SELECT sum(hits) FROM hits_hourly")).isEqualTo(expected.size());
  }

  /**
   * What stays of an insert whose token was written when the engine died, and its rows were not.
   */
  @Test
  void isTakenAfterTheEngineWasKilledBetweenTheTokenAndTheRows() throws Exception {
    clickHouse.insert("engagement", "whole", Rows.engagement("d1", 1, 1));
    clickHouse.insert("engagement", "broken", Rows.engagement("d2", 1, 1));
    Path part =
        Path.of(
            clickHouse
                .query(
                    "SELECT path FROM system.parts WHERE table = 'engagement' AND active"
                        + " ORDER BY max_block_number DESC LIMIT 1")
                .getFirst()
                .getString("path"));
    assumeThat(part).as("on this machine, not in a container").isDirectory();
    clickHouse.kill();
    EngineFiles.deleteTree(part);
    clickHouse.killAndRestart();
    assertThat(clickHouse.number("SELECT count() FROM engagement")).isEqualTo(1);

    clickHouse.insert("engagement", "whole", Rows.engagement("d1", 1, 1));
    clickHouse.insert("engagement", "broken", Rows.engagement("d2", 1, 1));

    assertThat(clickHouse.query("SELECT delivery_id FROM engagement"))
        .extracting(row -> row.getString("delivery_id"))
        .containsExactlyInAnyOrder("d1", "d2");
    assertThat(clickHouse.number("SELECT sum(deliveries) FROM engagement_hourly")).isEqualTo(2);
  }

  private static void assertOneOfEach() {
    assertThat(clickHouse.number("SELECT count() FROM hits")).isEqualTo(1);
    assertThat(clickHouse.number("SELECT sum(hits) FROM hits_hourly")).isEqualTo(1);
    assertThat(clickHouse.number("SELECT count() FROM engagement")).isEqualTo(1);
    assertThat(clickHouse.number("SELECT sum(deliveries) FROM engagement_hourly")).isEqualTo(1);
    assertThat(clickHouse.number("SELECT sum(opens) FROM engagement_hourly")).isEqualTo(1);
  }
}
