package org.trueopen.job.ledger;

import java.time.Clock;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.trueopen.job.source.TopicEvent;
import org.trueopen.job.store.StoreRow;

/** Takes a topic's events apart. What {@link Intake} refuses goes to {@link #DEAD_LETTERS}. */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
public abstract class TopicReader<T> extends ProcessFunction<TopicEvent, T> {

  /** Rows of the table {@code dead_letters}. */
  public static final OutputTag<StoreRow> DEAD_LETTERS =
      new OutputTag<>("dead-letters", StoreRow.TYPE);

  private final Clock clock;
  private transient Intake intake;

  TopicReader(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    intake = new Intake(clock, getRuntimeContext());
  }

  /** Whether the topic this reader reads may hold such an event, and what to make of it. */
  abstract void read(TopicEvent event, Collector<T> out);

  @Override
  public final void processElement(TopicEvent event, Context context, Collector<T> out)
      throws Exception {
    @Nullable StoreRow refused = intake.take(event, each -> read(each, out));
    if (refused != null) {
      context.output(DEAD_LETTERS, refused);
    }
  }

  static IllegalArgumentException misplaced(TopicEvent event) {
    return Intake.misplaced(event);
  }
}
