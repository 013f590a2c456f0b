package org.trueopen.job.replay;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.trueopen.job.store.StoreRow;
import org.trueopen.job.store.StoreTable;

/**
 * In the store's place: keeps the rows that verdicts are read from, in {@link Buckets}. A replay
 * that fails is run anew as a whole, so nothing here survives a failure.
 */
public final class StatementFiles implements Sink<StoreRow> {

  static final int TRUTH = 0;
  static final int HIT = 1;
  static final int ENGAGEMENT = 2;
  static final int DEAD_LETTER = 3;

  private static final long serialVersionUID = 1;

  private final File folder;

  public StatementFiles(Path folder) {
    this.folder = folder.toFile();
  }

  @Override
  public SinkWriter<StoreRow> createWriter(WriterInitContext context) {
    String name = "rows-" + context.getTaskInfo().getIndexOfThisSubtask();
    return new RowWriter(new Buckets.Writer(folder.toPath(), name));
  }

  private record RowWriter(Buckets.Writer files) implements SinkWriter<StoreRow> {

    @Override
    public void write(StoreRow row, Context context) throws IOException {
      if (row.table() == StoreTable.DEAD_LETTERS) {
        files.append(0, DEAD_LETTER, row.rowBinary());
      } else if (row.table() == StoreTable.HITS || row.table() == StoreTable.ENGAGEMENT) {
        RowReader columns = new RowReader(row.rowBinary());
        int bucket = Buckets.of(columns.string(), columns.string());
        files.append(bucket, row.table() == StoreTable.HITS ? HIT : ENGAGEMENT, row.rowBinary());
      }
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() throws IOException {
      files.close();
    }
  }
}
