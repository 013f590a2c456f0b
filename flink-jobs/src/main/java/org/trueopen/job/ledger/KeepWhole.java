package org.trueopen.job.ledger;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Delivery;
import org.trueopen.job.state.LedgerEvent;

/**
 * Lets pass what belongs to a delivery whose own record is read as well, or to anonymous mail that
 * is explained; the rest would be judged without knowing what came before. Deliveries of erased
 * recipients do not pass. For a history with an end, in batch mode: what waits for a record that
 * never comes is dropped with the key.
 *
 * <p>Accumulators, sums over the run: {@value #DELIVERIES} and {@value #HITS} that passed, records
 * of {@value #ERASED} deliveries. A repeated record counts again.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
public final class KeepWhole extends KeyedProcessFunction<String, LedgerEvent, LedgerEvent> {

  public static final String DELIVERIES = "deliveries";
  public static final String HITS = "hits";
  public static final String ERASED = "erased";

  /**
   * Who was erased.
   *
   * @param recipientKey {@code KeyedHash.recipient} of account and address
   */
  public record Erased(String account, long recipientKey) implements Serializable {}

  /** By recipient, until when what was sent to them is to be forgotten. */
  private final Map<Erased, Instant> erased;

  private final LongCounter deliveries = new LongCounter();
  private final LongCounter hits = new LongCounter();
  private final LongCounter erasedDeliveries = new LongCounter();
  private transient ValueState<Boolean> whole;
  private transient ListState<LedgerEvent> waiting;

  public KeepWhole(Map<Erased, Instant> erased) {
    this.erased = Map.copyOf(erased);
  }

  @Override
  public void open(OpenContext context) {
    whole = getRuntimeContext().getState(new ValueStateDescriptor<>("whole", Types.BOOLEAN));
    waiting =
        getRuntimeContext().getListState(new ListStateDescriptor<>("waiting", LedgerEvent.TYPE));
    getRuntimeContext().addAccumulator(DELIVERIES, deliveries);
    getRuntimeContext().addAccumulator(HITS, hits);
    getRuntimeContext().addAccumulator(ERASED, erasedDeliveries);
  }

  @Override
  public void processElement(LedgerEvent event, Context context, Collector<LedgerEvent> out)
      throws Exception {
    if (event instanceof LedgerEvent.Sent(Delivery delivery) && isErased(delivery)) {
      erasedDeliveries.add(1);
      return;
    }
    boolean opens = event instanceof LedgerEvent.Sent || event instanceof LedgerEvent.Explained;
    if (whole.value() == null && !opens) {
      waiting.add(event);
      return;
    }
    pass(event, out);
    if (whole.value() == null) {
      whole.update(true);
      for (LedgerEvent before : waiting.get()) {
        pass(before, out);
      }
      waiting.clear();
    }
  }

  private void pass(LedgerEvent event, Collector<LedgerEvent> out) {
    switch (event) {
      case LedgerEvent.Sent sent -> deliveries.add(1);
      case LedgerEvent.Seen seen -> hits.add(1);
      default -> {}
    }
    out.collect(event);
  }

  private boolean isErased(Delivery delivery) {
    @Nullable Instant until = erased.get(new Erased(delivery.account(), delivery.recipientKey()));
    return until != null && !delivery.sentAt().isAfter(until);
  }
}
