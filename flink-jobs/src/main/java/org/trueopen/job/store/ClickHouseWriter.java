package org.trueopen.job.store;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers rows until the next checkpoint takes them. What it holds is bounded by what arrives
 * between two checkpoints, which is seldom more than a few megabytes; past {@link
 * #COMFORTABLE_BYTES} it says so and slows the stream down, so that the checkpoint overtakes the
 * rows. It cannot stop the stream, or the checkpoint would never come.
 */
final class ClickHouseWriter implements CommittingSinkWriter<StoreRow, StoreCommittable> {

  /**
   * One insert: quick to repeat, and one block for ClickHouse, which makes it atomic. Each makes a
   * part of its table and of every rollup, so a few large ones cost less than many small ones.
   */
  static final int INSERT_BYTES = 12 * 1024 * 1024;

  /** A checkpoint holds these rows several times over while it is written. */
  private static final long COMFORTABLE_BYTES =
      Math.min(64L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 8);

  private static final Logger LOG = LoggerFactory.getLogger(ClickHouseWriter.class);

  private final Map<StoreTable, Batch> open = new EnumMap<>(StoreTable.class);
  private final List<StoreCommittable> full = new ArrayList<>();
  private long bytes;

  ClickHouseWriter(MetricGroup metrics) {
    metrics.gauge("bufferedBytes", () -> bytes);
  }

  @Override
  public void write(StoreRow row, Context context) throws InterruptedException {
    add(row);
  }

  void add(StoreRow row) throws InterruptedException {
    Batch batch = open.get(row.table());
    if (batch != null && batch.size() + row.rowBinary().length > INSERT_BYTES) {
      full.add(batch.committable());
      batch = null;
    }
    if (batch == null) {
      batch = new Batch(row.table());
      open.put(row.table(), batch);
    }
    batch.add(row);
    boolean wasComfortable = bytes <= COMFORTABLE_BYTES;
    bytes += row.rowBinary().length;
    if (bytes > COMFORTABLE_BYTES) {
      if (wasComfortable) {
        LOG.warn(
            "More than {} MiB wait for the next checkpoint; slowing down. Checkpoints take too"
                + " long, or their interval is too long for this load.",
            COMFORTABLE_BYTES >> 20);
      }
      Thread.sleep(1);
    }
  }

  @Override
  public void flush(boolean endOfInput) {
    // Rows go with the checkpoint and never before it.
  }

  @Override
  public List<StoreCommittable> prepareCommit() {
    open.values().forEach(batch -> full.add(batch.committable()));
    open.clear();
    List<StoreCommittable> prepared = List.copyOf(full);
    full.clear();
    bytes = 0;
    return prepared;
  }

  @Override
  public void close() {
    open.clear();
    full.clear();
  }

  /** Rows of one table on their way into one insert. */
  private static final class Batch {

    private final StoreTable table;
    private final ByteArrayOutputStream rowBinary = new ByteArrayOutputStream(1024);
    private int rows;

    Batch(StoreTable table) {
      this.table = table;
    }

    void add(StoreRow row) {
      rowBinary.write(row.rowBinary(), 0, row.rowBinary().length);
      rows++;
    }

    int size() {
      return rowBinary.size();
    }

    StoreCommittable committable() {
      return new StoreCommittable(
          table.qualifiedName(), table.columns(), rows, UUID.randomUUID(), rowBinary.toByteArray());
    }
  }
}
