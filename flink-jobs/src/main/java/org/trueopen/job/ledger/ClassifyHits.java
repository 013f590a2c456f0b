package org.trueopen.job.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Hit;
import org.trueopen.id.KeyedHash;
import org.trueopen.job.source.TopicEvent;
import org.trueopen.job.state.LedgerEvent;
import org.trueopen.job.state.RulesChange;
import org.trueopen.job.store.StoreRow;
import org.trueopen.verdict.Countries;

/**
 * What each hit alone tells; from here on nobody sees its full address or user agent. Rules are
 * broadcast to it for the lists that accounts have changed. A savepoint of a version that knew no
 * such changes has none to be restored.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
public final class ClassifyHits
    extends BroadcastProcessFunction<TopicEvent, RulesChange, LedgerEvent> {

  private final byte[] hashSecret;
  private final SignalsConfig lists;
  private final Clock clock;
  private transient Intake intake;
  private transient @Nullable CountryFile countries;
  private transient AccountLists accountLists;

  /**
   * @param hashSecret the key of {@link KeyedHash}
   */
  public ClassifyHits(byte[] hashSecret, SignalsConfig lists, Clock clock) {
    this.hashSecret = hashSecret.clone();
    this.lists = lists;
    this.clock = clock;
  }

  @Override
  public void open(OpenContext context) throws IOException {
    SignalsFolder folder = new SignalsFolder(lists, clock);
    intake = new Intake(clock, getRuntimeContext());
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    metrics.gauge("signalsAgeDays", folder::ageDays);
    metrics.gauge("signalsRefused", folder::refused);
    accountLists = new AccountLists(folder, new KeyedHash(hashSecret), countries(metrics));
  }

  private Countries countries(MetricGroup metrics) throws IOException {
    if (lists.countryFile().isEmpty()) {
      return Countries.NONE;
    }
    try {
      CountryFile opened = CountryFile.open(Path.of(lists.countryFile()));
      countries = opened;
      metrics.gauge("countriesFailed", opened::failed);
      return opened;
    } catch (IOException e) {
      throw new IOException(
          "JOB_COUNTRY_FILE: expected a MaxMind DB file of countries that all processes of the job"
              + " see, found \"%s\" (%s)".formatted(lists.countryFile(), e.getMessage()),
          e);
    }
  }

  @Override
  public void close() throws IOException {
    if (countries != null) {
      countries.close();
    }
  }

  @Override
  public void processElement(TopicEvent event, ReadOnlyContext context, Collector<LedgerEvent> out)
      throws Exception {
    @Nullable StoreRow refused = intake.take(event, each -> out.collect(seen(each, context)));
    if (refused != null) {
      context.output(TopicReader.DEAD_LETTERS, refused);
    }
  }

  private LedgerEvent seen(TopicEvent event, ReadOnlyContext context) throws Exception {
    if (!(event instanceof TopicEvent.Requested requested)) {
      throw Intake.misplaced(event);
    }
    Hit hit = requested.hit();
    return new LedgerEvent.Seen(
        hit.account(),
        hit.deliveryId(),
        accountLists
            .of(hit.account(), context.getBroadcastState(AccountRules.STATE))
            .classify(hit));
  }

  @Override
  public void processBroadcastElement(
      RulesChange change, Context context, Collector<LedgerEvent> out) throws Exception {
    AccountRules.change(change, context.getBroadcastState(AccountRules.STATE));
  }
}
