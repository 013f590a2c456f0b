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
  private static final Duration FILTER_VALUES = Duration.ofMinutes(1);

  /**
   * How old figures may be: what one range costs the store is bounded by it, however many look at
   * it and however fast mail comes in.
   */
  private static final Duration OVERVIEW = Duration.ofSeconds(5);

  /** Figures that the pulse says still hold are asked anew after this: "before" moves with time. */
  private static final Duration UNCHANGED = Duration.ofMinutes(1);

  /** An overview of 90 bars is about 10 kB. */
  private static final int MOST = 300;

  private record Asked(AccountId account, Window window, Object what) {}

  /**
   * @param pulse taken before the overview, which is so never older than it says
   */
  private record Figures(List<Long> pulse, Overview overview, Instant askedAt) {}

  private record Listed(AccountId account, Instant from, Instant to) {}

  private final Reports reports;
  private final Shared<Asked, List<Long>> pulses;
  private final Shared<Asked, Figures> overviews;
  private final Shared<Asked, FilterValues> filterValues;
  private final Shared<Listed, MessagePulse> messagePulses;
  private final Clock clock;

  public SharedReports(Reports reports, Clock clock) {
    this.reports = reports;
    this.clock = clock;
    this.pulses = new Shared<>(PULSE, MOST, clock);
    this.overviews = new Shared<>(OVERVIEW, MOST, clock);
    this.filterValues = new Shared<>(FILTER_VALUES, MOST, clock);
    this.messagePulses = new Shared<>(PULSE, MOST, clock);
  }

  @Override
  public Overview overview(AccountId account, Window window, Filter filter) {
    return overviews
        .get(new Asked(account, window, filter), last -> figures(account, window, filter, last))
        .overview();
  }

  private Figures figures(AccountId account, Window window, Filter filter, Optional<Figures> last) {
    Instant now = clock.instant();
    List<Long> pulse = pulse(account, window, filter.campaigns());
    return last.filter(
            figures ->
                figures.pulse().equals(pulse) && now.isBefore(figures.askedAt().plus(UNCHANGED)))
        .orElseGet(() -> new Figures(pulse, reports.overview(account, window, filter), now));
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
