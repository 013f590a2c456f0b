package org.trueopen.admin.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.store.generation.Generation;

/**
 * Lets pages that show the same share what is asked for them: many people look at one dashboard,
 * and nearly all of them at the same few ranges, every few seconds anew. What only one page asks,
 * as a page of a list, is asked as ever.
 */
public final class SharedReports implements Reports {

  /** Well below the pause between two live updates of a page. */
  private static final Duration PULSE = Duration.ofSeconds(1);

  /** A campaign sent just now may be filtered by so much later. */
  private static final Duration FILTER_VALUES = Duration.ofSeconds(10);

  /** Figures go with a pulse; this bounds only how long a "before" may be rounded to a quarter. */
  private static final Duration OVERVIEW = Duration.ofMinutes(1);

  /** An overview of 90 bars is about 10 kB. */
  private static final int MOST = 300;

  private record Asked(AccountId account, Window window, Object what) {}

  private record Listed(AccountId account, Instant from, Instant to) {}

  private final Reports reports;
  private final Shared<Asked, List<Long>> pulses;
  private final Shared<Asked, Overview> overviews;
  private final Shared<Asked, FilterValues> filterValues;
  private final Shared<Listed, MessagePulse> messagePulses;

  public SharedReports(Reports reports, Clock clock) {
    this.reports = reports;
    this.pulses = new Shared<>(PULSE, MOST, clock);
    this.overviews = new Shared<>(OVERVIEW, MOST, clock);
    this.filterValues = new Shared<>(FILTER_VALUES, MOST, clock);
    this.messagePulses = new Shared<>(PULSE, MOST, clock);
  }

  @Override
  public Overview overview(AccountId account, Window window, Filter filter) {
    // Taken before the figures, so that these are never older than it says.
    List<Long> pulse = pulse(account, window, filter.campaigns());
    return overviews.get(
        new Asked(account, window, List.of(filter, pulse)),
        () -> reports.overview(account, window, filter));
  }

  @Override
  public List<Long> pulse(AccountId account, Window window, List<String> campaigns) {
    return pulses.get(
        new Asked(account, window, campaigns), () -> reports.pulse(account, window, campaigns));
  }

  @Override
  public FilterValues filterValues(AccountId account, Window window) {
    return filterValues.get(
        new Asked(account, window, ""), () -> reports.filterValues(account, window));
  }

  @Override
  public MessagePulse messagePulse(AccountId account, MessageFilter filter) {
    // It looks at the span of time alone.
    return messagePulses.get(
        new Listed(account, filter.from(), filter.to()),
        () -> reports.messagePulse(account, filter));
  }

  @Override
  public Totals totals(AccountId account, Instant from, Instant to, Filter filter) {
    return reports.totals(account, from, to, filter);
  }

  @Override
  public List<Exclusion> exclusions(AccountId account, Instant from, Instant to, Filter filter) {
    return reports.exclusions(account, from, to, filter);
  }

  @Override
  public List<MessageRow> messages(
      AccountId account, MessageFilter filter, MessageIndex.Start start, int limit) {
    return reports.messages(account, filter, start, limit);
  }

  @Override
  public MessageIndex messageIndex(AccountId account, MessageFilter filter) {
    return reports.messageIndex(account, filter);
  }

  @Override
  public Optional<DeliveryReport> delivery(AccountId account, DeliveryId delivery) {
    return reports.delivery(account, delivery);
  }

  @Override
  public Optional<Generation> generation() {
    return reports.generation();
  }

  @Override
  public boolean answers() {
    return reports.answers();
  }
}
