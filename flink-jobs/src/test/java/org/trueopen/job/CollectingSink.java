package org.trueopen.job;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.trueopen.job.store.StoreRow;

/** Keeps rows in this JVM, where Flink's tasks run as well in a test. */
final class CollectingSink implements Sink<StoreRow> {

  private static final Map<UUID, Queue<StoreRow>> ROWS = new ConcurrentHashMap<>();

  private final UUID id = UUID.randomUUID();

  CollectingSink() {
    ROWS.put(id, new ConcurrentLinkedQueue<>());
  }

  List<StoreRow> rows() {
    return List.copyOf(queue());
  }

  private Queue<StoreRow> queue() {
    return ROWS.getOrDefault(id, new ConcurrentLinkedQueue<>());
  }

  @Override
  public SinkWriter<StoreRow> createWriter(WriterInitContext context) {
    return new SinkWriter<>() {
      @Override
      public void write(StoreRow row, Context ignored) {
        queue().add(row);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
