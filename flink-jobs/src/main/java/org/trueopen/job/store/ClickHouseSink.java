package org.trueopen.job.store;

import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Exactly once into ClickHouse. Between checkpoints the writer gathers rows; with a checkpoint they
 * become {@link StoreCommittable}s inside it; once the checkpoint is complete the committer inserts
 * them. After a failure committables are committed again, and ClickHouse drops, in tables and in
 * their views, what it has already taken under the same token.
 */
public final class ClickHouseSink implements Sink<StoreRow>, SupportsCommitter<StoreCommittable> {

  private final ClickHouseTarget target;

  public ClickHouseSink(ClickHouseTarget target) {
    this.target = target;
  }

  @Override
  public SinkWriter<StoreRow> createWriter(WriterInitContext context) {
    return new ClickHouseWriter(context.metricGroup());
  }

  @Override
  public Committer<StoreCommittable> createCommitter(CommitterInitContext context) {
    return new ClickHouseCommitter(new ClickHouseInserts(target), context.metricGroup());
  }

  @Override
  public SimpleVersionedSerializer<StoreCommittable> getCommittableSerializer() {
    return new StoreCommittableSerializer();
  }
}
