package org.trueopen.job;

import java.time.Clock;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.trueopen.job.event.ChooseEvents;
import org.trueopen.job.event.EngagementEvent;
import org.trueopen.job.event.WantedEvents;
import org.trueopen.job.ledger.ClassifyHits;
import org.trueopen.job.ledger.CopySettings;
import org.trueopen.job.ledger.KeepLedger;
import org.trueopen.job.ledger.KeepWhole;
import org.trueopen.job.ledger.ReadDeliveries;
import org.trueopen.job.ledger.ReadRules;
import org.trueopen.job.ledger.Retention;
import org.trueopen.job.ledger.SightHits;
import org.trueopen.job.ledger.SignalsConfig;
import org.trueopen.job.ledger.TopicReader;
import org.trueopen.job.ledger.WatchCrowds;
import org.trueopen.job.source.SparseWatermarks;
import org.trueopen.job.source.TopicEvent;
import org.trueopen.job.state.LedgerEvent;
import org.trueopen.job.state.RulesChange;
import org.trueopen.job.state.Sighting;
import org.trueopen.job.store.StoreRow;

/**
 * The engagement job's graph.
 *
 * <pre>
 *   topic deliveries -> read-deliveries -+-----------------------+
 *                                        |                       |
 *                                        +-> (dead letters) -----|---------------+
 *                                                                |               |
 *   topic hits -----> classify-hits -----+-----------------------+               |
 *   read-rules -----> (broadcast)        |                       |               |
 *                                        +-> (dead letters) -----|---------------+
 *                                                                v               |
 *                                        +-----------------------+               |
 *                                        v                       |               |
 *                                   sight-hits,                  |               |
 *                                   by delivery                  |               |
 *                                        v                       |               |
 *                 +-> read-rules ---> watch-crowds, ------------>+               |
 *                 |   (broadcast)     by network or domain       |               |
 *                 |        |             |                       |               |
 *                 |        |             +-> domain profiles ----|---------------+
 *                 |        |                                     v               |
 *                 |        +----------------------------> keep-ledger,           |
 *                 |                                       by delivery            |
 *                 |                                              |               |
 *                 |                             hits, engagement and             |
 *                 |                             deliveries rows, (late hits)     |
 *                 |                                              |               |
 *   topic settings -> copy-settings -----+---- changes ----------|---------------+
 *                                        |                       |               |
 *                                        +-> (dead letters) -----|---------------+
 *                                                                v               v
 *                                                           store (ClickHouse, exactly once)
 *
 *   keep-ledger -> (engagement events) --+-> choose-events -> engagement-events
 *   topic settings -> read-wanted-events +   (broadcast)      (topic engagement, at least once)
 * </pre>
 *
 * Where a history is judged anew that may be cut off, events pass keep-whole, by delivery, before
 * anything judges them. Uids stand in checkpoints and never change.
 */
final class EngagementPipeline {

  /** Where the topics' events come from. */
  record Sources(
      Source<TopicEvent, ?, ?> deliveries,
      Source<TopicEvent, ?, ?> hits,
      Source<TopicEvent, ?, ?> settings) {}

  private final Sources sources;
  private final Sink<StoreRow> store;
  private final byte[] hashSecret;
  private final Retention retention;
  private final Clock clock;
  private final ClassifyHits classifier;
  private @Nullable TopicReader<LedgerEvent> otherClassifier;
  private @Nullable Sink<EngagementEvent> outward;
  private @Nullable KeepWhole whole;

  /** With the product's retention. */
  EngagementPipeline(
      Sources sources, Sink<StoreRow> store, byte[] hashSecret, SignalsConfig lists, Clock clock) {
    this(sources, store, hashSecret, lists, Retention.DEFAULT, clock);
  }

  /**
   * @param hashSecret the key by which client addresses are hashed
   * @param clock serializable, as the system's is
   */
  EngagementPipeline(
      Sources sources,
      Sink<StoreRow> store,
      byte[] hashSecret,
      SignalsConfig lists,
      Retention retention,
      Clock clock) {
    this.sources = sources;
    this.store = store;
    this.hashSecret = hashSecret.clone();
    this.retention = retention;
    this.clock = clock;
    this.classifier = new ClassifyHits(hashSecret, lists, clock);
  }

  /** For who wants to know what classifying costs. */
  void classifyBy(TopicReader<LedgerEvent> other) {
    otherClassifier = other;
  }

  /** Engagement events go to this sink; without one none are made. */
  EngagementPipeline tellEvents(Sink<EngagementEvent> sink) {
    outward = sink;
    return this;
  }

  /** Judges only deliveries of which everything is read; for a history that is cut off. */
  EngagementPipeline judgeOnly(KeepWhole kept) {
    whole = kept;
    return this;
  }

  void addTo(StreamExecutionEnvironment env) {
    SingleOutputStreamOperator<LedgerEvent> deliveries =
        read(env, sources.deliveries(), "deliveries", SparseWatermarks.strategy(clock))
            .process(new ReadDeliveries(clock), LedgerEvent.TYPE)
            .name("read-deliveries")
            .uid("read-deliveries");

    // The ledgers' timers wait for the slowest of all inputs, so the settings have watermarks too.
    DataStream<TopicEvent> changes =
        read(env, sources.settings(), "settings", SparseWatermarks.strategy(clock));

    SingleOutputStreamOperator<RulesChange> rules =
        changes
            .flatMap(new ReadRules())
            .returns(RulesChange.TYPE)
            .name("read-rules")
            .uid("read-rules");

    DataStream<TopicEvent> requests =
        read(env, sources.hits(), "hits", SparseWatermarks.strategy(clock));
    SingleOutputStreamOperator<LedgerEvent> hits =
        (otherClassifier == null
                ? requests
                    .connect(rules.broadcast(KeepLedger.RULES))
                    .process(classifier, LedgerEvent.TYPE)
                : requests.process(otherClassifier, LedgerEvent.TYPE))
            .name("classify-hits")
            .uid("classify-hits");

    DataStream<LedgerEvent> events = deliveries.union(hits);
    DataStream<LedgerEvent> sighted;
    if (whole == null) {
      sighted = sighted(deliveries, "deliveries").union(sighted(hits, "hits"));
    } else {
      SingleOutputStreamOperator<LedgerEvent> kept =
          events
              .keyBy(LedgerEvent::key, Types.STRING)
              .process(whole, LedgerEvent.TYPE)
              .name("keep-whole")
              .uid("keep-whole");
      events = kept;
      sighted = sighted(kept, "whole");
    }

    SingleOutputStreamOperator<Sighting> sightings =
        sighted
            .keyBy(LedgerEvent::key, Types.STRING)
            .process(new SightHits(clock), Sighting.TYPE)
            .name("sight-hits")
            .uid("sight-hits");

    SingleOutputStreamOperator<LedgerEvent> findings =
        sightings
            .keyBy(Sighting::crowd, Types.STRING)
            .connect(rules.broadcast(KeepLedger.RULES))
            .process(new WatchCrowds(hashSecret, clock), LedgerEvent.TYPE)
            .name("watch-crowds")
            .uid("watch-crowds");

    KeepLedger ledger = new KeepLedger(hashSecret, retention, clock);
    SingleOutputStreamOperator<StoreRow> statements =
        events
            .union(findings)
            .keyBy(LedgerEvent::key, Types.STRING)
            .connect(rules.broadcast(KeepLedger.RULES))
            .process(outward == null ? ledger : ledger.tellEvents(), StoreRow.TYPE)
            .name("keep-ledger")
            .uid("keep-ledger");

    SingleOutputStreamOperator<StoreRow> settings =
        changes
            .process(new CopySettings(clock), StoreRow.TYPE)
            .name("copy-settings")
            .uid("copy-settings");

    statements
        .union(
            settings,
            statements.getSideOutput(KeepLedger.LATE_HITS),
            findings.getSideOutput(WatchCrowds.PROFILES),
            deliveries.getSideOutput(TopicReader.DEAD_LETTERS),
            hits.getSideOutput(TopicReader.DEAD_LETTERS),
            settings.getSideOutput(TopicReader.DEAD_LETTERS))
        .sinkTo(store)
        .name("store")
        .uid("store");

    if (outward != null) {
      addEvents(statements.getSideOutput(KeepLedger.EVENTS), changes, outward);
    }
  }

  private static void addEvents(
      DataStream<EngagementEvent> events,
      DataStream<TopicEvent> changes,
      Sink<EngagementEvent> sink) {
    SingleOutputStreamOperator<WantedEvents> wanted =
        changes
            .flatMap(new WantedEvents.Read())
            .returns(WantedEvents.TYPE)
            .name("read-wanted-events")
            .uid("read-wanted-events");

    events
        .connect(wanted.broadcast(ChooseEvents.WANTED))
        .process(new ChooseEvents(), EngagementEvent.TYPE)
        .name("choose-events")
        .uid("choose-events")
        .sinkTo(sink)
        .name("engagement-events")
        .uid("engagement-events");
  }

  /** Sorted out where the events are made, so that the others are not sent to anybody. */
  private static DataStream<LedgerEvent> sighted(
      SingleOutputStreamOperator<LedgerEvent> events, String name) {
    return events.filter(SightHits::concerns).name("sighted-" + name).uid("sighted-" + name);
  }

  private static DataStream<TopicEvent> read(
      StreamExecutionEnvironment env,
      Source<TopicEvent, ?, ?> source,
      String topic,
      WatermarkStrategy<TopicEvent> watermarks) {
    return env.fromSource(source, watermarks, "topic-" + topic, TopicEvent.TYPE)
        .uid("topic-" + topic);
  }
}
