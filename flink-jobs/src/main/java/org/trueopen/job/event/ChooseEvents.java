package org.trueopen.job.event;

import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Lets the events pass that their account wants. Others are dropped; what an account comes to want
 * holds for what happens from then on.
 */
public final class ChooseEvents
    extends BroadcastProcessFunction<EngagementEvent, WantedEvents, EngagementEvent> {

  /** By account; bounded by the number of accounts that have ever wanted events. */
  public static final MapStateDescriptor<String, WantedEvents> WANTED =
      new MapStateDescriptor<>("wanted-events", Types.STRING, WantedEvents.TYPE);

  @Override
  public void processElement(
      EngagementEvent event, ReadOnlyContext context, Collector<EngagementEvent> out)
      throws Exception {
    @Nullable WantedEvents wanted = context.getBroadcastState(WANTED).get(event.account());
    if (wanted != null && wanted.has(event.change())) {
      out.collect(event);
    }
  }

  /** A change older than what is known, as a repeated one is, changes nothing. */
  @Override
  public void processBroadcastElement(
      WantedEvents change, Context context, Collector<EngagementEvent> out) throws Exception {
    BroadcastState<String, WantedEvents> state = context.getBroadcastState(WANTED);
    @Nullable WantedEvents known = state.get(change.account());
    if (known == null || known.setting().version() <= change.setting().version()) {
      state.put(change.account(), change);
    }
  }
}
