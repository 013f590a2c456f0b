package org.trueopen.job.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Inserts what a complete checkpoint holds, in order, and does not return before ClickHouse has
 * taken it. While ClickHouse is away or refuses, this blocks the task: no checkpoint completes, the
 * stream stands still, Kafka keeps what comes, and all goes on where it stood when ClickHouse is
 * back. Nothing is ever skipped. Flink's own {@code retryLater} would give up after ten tries
 * without a pause and restart the job, which helps nobody. Cancelling the task interrupts it.
 *
 * <p>Counters: {@code insertedRows}, of rows ClickHouse has acknowledged, repetitions included;
 * {@code insertRetries}, of attempts that failed: alert when it grows.
 */
final class ClickHouseCommitter implements Committer<StoreCommittable> {

  static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(ClickHouseCommitter.class);

  private final ClickHouseInserts inserts;
  private final Counter insertedRows;
  private final Counter insertRetries;

  ClickHouseCommitter(ClickHouseInserts inserts, MetricGroup metrics) {
    this.inserts = inserts;
    this.insertedRows = metrics.counter("insertedRows");
    this.insertRetries = metrics.counter("insertRetries");
  }

  @Override
  public void commit(Collection<CommitRequest<StoreCommittable>> requests)
      throws InterruptedException {
    for (CommitRequest<StoreCommittable> request : requests) {
      insert(request.getCommittable());
    }
  }

  /** Returns once ClickHouse has taken it, however long that takes. */
  void insert(StoreCommittable committable) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        inserts.insert(committable);
        insertedRows.inc(committable.rows());
        return;
      } catch (InsertRefusedException e) {
        // Most likely a schema this job does not fit: a person has to act, so it is an error.
        LOG.error(
            "ClickHouse refuses {}: {}. The job waits and tries again in {} ms; nothing is lost.",
            committable,
            e.getMessage(),
            pause.toMillis());
      } catch (IOException e) {
        LOG.warn(
            "ClickHouse cannot be reached with {}: {}. Trying again in {} ms.",
            committable,
            e.toString(),
            pause.toMillis());
      }
      insertRetries.inc();
      Thread.sleep(pause.toMillis());
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  @Override
  public void close() {
    inserts.close();
  }
}
