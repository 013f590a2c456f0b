package org.trueopen.job.source;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReaderBase;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.NumberSequenceIterator;
import org.jspecify.annotations.Nullable;
import org.trueopen.replay.RecordFile;

/** A topic's records out of a {@link RecordFile}; it ends where the file does. */
public final class RecordedEvents
    implements Source<TopicEvent, NumberSequenceSplit, Collection<NumberSequenceSplit>> {

  /** Small enough that all readers have work, large enough that finding its start costs nothing. */
  private static final long RECORDS_PER_SPLIT = 16_384;

  private static final long serialVersionUID = 1;

  private final File file;
  private final String topic;
  private final Decoder decoder;

  private RecordedEvents(Path file, String topic, Decoder decoder) {
    this.file = file.toFile();
    this.topic = topic;
    this.decoder = decoder;
  }

  public static RecordedEvents deliveries(Path file) {
    return new RecordedEvents(file, "deliveries", Decoder.DELIVERIES);
  }

  public static RecordedEvents hits(Path file) {
    return new RecordedEvents(file, "hits", Decoder.HITS);
  }

  public static RecordedEvents settings(Path file) {
    return new RecordedEvents(file, "settings", Decoder.SETTINGS);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
      SplitEnumeratorContext<NumberSequenceSplit> context) throws IOException {
    long count = RecordFile.count(file.toPath());
    List<NumberSequenceSplit> splits = new ArrayList<>();
    for (long from = 0; from < count; from += RECORDS_PER_SPLIT) {
      long to = Math.min(from + RECORDS_PER_SPLIT, count) - 1; // inclusive
      splits.add(new NumberSequenceSplit(Long.toString(from), from, to));
    }
    return new IteratorSourceEnumerator<>(context, splits);
  }

  @Override
  public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> restoreEnumerator(
      SplitEnumeratorContext<NumberSequenceSplit> context, Collection<NumberSequenceSplit> left) {
    return new IteratorSourceEnumerator<>(context, left);
  }

  @Override
  public SourceReader<TopicEvent, NumberSequenceSplit> createReader(SourceReaderContext context)
      throws IOException {
    return new Reader(context, new RecordFile.Reader(file.toPath()), topic, decoder);
  }

  @Override
  public SimpleVersionedSerializer<NumberSequenceSplit> getSplitSerializer() {
    return new NumberSequenceSource(0, 0).getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<Collection<NumberSequenceSplit>>
      getEnumeratorCheckpointSerializer() {
    return new NumberSequenceSource(0, 0).getEnumeratorCheckpointSerializer();
  }

  private static final class Reader
      extends IteratorSourceReaderBase<
          Long, TopicEvent, NumberSequenceIterator, NumberSequenceSplit> {

    private final RecordFile.Reader records;
    private final String topic;
    private final Decoder decoder;

    Reader(SourceReaderContext context, RecordFile.Reader records, String topic, Decoder decoder) {
      super(context);
      this.records = records;
      this.topic = topic;
      this.decoder = decoder;
    }

    @Override
    protected TopicEvent convert(@Nullable Long number) {
      long offset = number == null ? 0 : number; // Flink's own iterator gives no null
      try {
        return decoder.decodeOrRefuse(new Origin(topic, 0, offset), records.read(offset));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      records.close(); // there is nothing else that is open
    }
  }
}
