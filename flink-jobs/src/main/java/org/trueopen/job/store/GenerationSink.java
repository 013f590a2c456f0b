package org.trueopen.job.store;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes a history that is judged anew into a database of its own, as it goes: there is no
 * checkpoint that rows could wait for. An insert is repeated under its token until ClickHouse has
 * it, so none is doubled or lost while the run lives; a run that dies leaves a database that nobody
 * shows, and is begun anew.
 */
public final class GenerationSink implements Sink<StoreRow> {

  private final ClickHouseTarget target;
  private final String database;

  /**
   * @param database there, with the product's tables
   */
  public GenerationSink(ClickHouseTarget target, String database) {
    this.target = target;
    this.database = database;
  }

  @Override
  public SinkWriter<StoreRow> createWriter(WriterInitContext context) {
    return new Writer(
        new ClickHouseWriter(context.metricGroup()),
        new ClickHouseCommitter(new ClickHouseInserts(target), context.metricGroup()),
        database);
  }

  private static final class Writer implements SinkWriter<StoreRow> {

    /** A few inserts' worth: what comes in is spread over nine tables. */
    private static final int WRITE_BYTES = 4 * ClickHouseWriter.INSERT_BYTES;

    private final ClickHouseWriter gathered;
    private final ClickHouseCommitter inserts;
    private final String database;
    private long bytes;

    Writer(ClickHouseWriter gathered, ClickHouseCommitter inserts, String database) {
      this.gathered = gathered;
      this.inserts = inserts;
      this.database = database;
    }

    @Override
    public void write(StoreRow row, Context context) throws InterruptedException {
      gathered.add(row);
      bytes += row.rowBinary().length;
      if (bytes >= WRITE_BYTES) {
        flush(false);
      }
    }

    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
      for (StoreCommittable prepared : gathered.prepareCommit()) {
        inserts.insert(prepared.into(database));
      }
      bytes = 0;
    }

    @Override
    public void close() {
      gathered.close();
      inserts.close();
    }
  }
}
