package org.trueopen.job.store;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The production sink, whose job fails every third time right after ClickHouse has taken the rows
 * and before Flink knows: the moment at which rows could come twice.
 */
public final class FailingSink implements Sink<StoreRow>, SupportsCommitter<StoreCommittable> {

  private static final Map<UUID, AtomicInteger> COMMITS = new ConcurrentHashMap<>();

  private final UUID id = UUID.randomUUID();
  private final ClickHouseSink sink;
  private final int failures;

  public FailingSink(ClickHouseTarget target, int failures) {
    this.sink = new ClickHouseSink(target);
    this.failures = failures;
    COMMITS.put(id, new AtomicInteger());
  }

  /** How often rows were committed, with the failed times. */
  public int commits() {
    return COMMITS.getOrDefault(id, new AtomicInteger()).get();
  }

  @Override
  public SinkWriter<StoreRow> createWriter(WriterInitContext context) {
    return sink.createWriter(context);
  }

  @Override
  public Committer<StoreCommittable> createCommitter(CommitterInitContext context) {
    ClickHouseCommitter committer = (ClickHouseCommitter) sink.createCommitter(context);
    return new Committer<>() {
      @Override
      public void commit(Collection<CommitRequest<StoreCommittable>> requests)
          throws IOException, InterruptedException {
        committer.commit(requests);
        if (!requests.isEmpty()) {
          int commit = COMMITS.computeIfAbsent(id, any -> new AtomicInteger()).incrementAndGet();
          if (commit % 3 == 0 && commit <= 3 * failures) {
            throw new IOException("failing after commit " + commit + ", as the test wants");
          }
        }
      }

      @Override
      public void close() {
        committer.close();
      }
    };
  }

  @Override
  public SimpleVersionedSerializer<StoreCommittable> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }
}
