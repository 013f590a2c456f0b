package org.trueopen.admin.report;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.store.generation.Generation;

/**
 * Lets pages that show the same share what is asked for them: many people look at one dashboard,
 * and nearly all of them at the same few ranges, every few seconds anew. What only one page asks,
 * as a page of a list, is asked as ever. A failure is told to all who waited, and not kept.
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
  private record Figures(List<Long> pulse, Overview overview) {}

  private record Listed(AccountId account, Instant from, Instant to) {}

  private final Reports reports;
  private final AsyncCache<Asked, List<Long>> pulses;
  private final AsyncCache<Asked, Figures> overviews;

  /** Figures that still hold if the pulse says so. */
  private final Cache<Asked, Figures> known;

  private final AsyncCache<Asked, FilterValues> filterValues;
  private final AsyncCache<Listed, MessagePulse> messagePulses;

  /**
   * @param ticker by which answers age: not the time of day, which may be set back
   */
  public SharedReports(Reports reports, Ticker ticker) {
    this.reports = reports;
    this.pulses = bounded(PULSE, ticker).buildAsync();
    this.overviews = bounded(OVERVIEW, ticker).buildAsync();
    this.known = bounded(UNCHANGED, ticker).build();
    this.filterValues = bounded(FILTER_VALUES, ticker).buildAsync();
    this.messagePulses = bounded(PULSE, ticker).buildAsync();
  }

  private static Caffeine<Object, Object> bounded(Duration age, Ticker ticker) {
    return Caffeine.newBuilder()
        .maximumSize(MOST)
        .expireAfterWrite(age)
        .ticker(ticker)
        .executor(Thread::startVirtualThread);
  }

  /**
   * What is kept; else asked by whoever comes first, and waited for by all. It is asked in the
   * first one's own thread, so that the cache counts the answer's age before the first one has it.
   */
  private static <Q, A> A answer(AsyncCache<Q, A> answers, Q question, Supplier<A> ask) {
    CompletableFuture<A> ours = new CompletableFuture<>();
    CompletableFuture<A> first = answers.asMap().putIfAbsent(question, ours);
    if (first == null) {
      complete(ours, ask);
    }
    CompletableFuture<A> answer = first == null ? ours : first;
    try {
      return answer.get();
    } catch (InterruptedException e) {
      throw ReportsUnavailableException.of(e);
    } catch (ExecutionException e) {
      // The cache does so as well, but perhaps only after one who waited has asked again.
      answers.asMap().remove(question, answer);
      throw ReportsUnavailableException.of(e);
    }
  }

  // Whatever is thrown, those who wait must be told.
  private static <A> void complete(CompletableFuture<A> answer, Supplier<A> ask) {
    try {
      answer.complete(ask.get());
    } catch (Throwable e) {
      answer.completeExceptionally(e);
    }
  }

  @Override
  public Overview overview(AccountId account, Window window, Filter filter) {
    Asked asked = new Asked(account, window, filter);
    return answer(overviews, asked, () -> figures(asked, filter)).overview();
  }

  private Figures figures(Asked asked, Filter filter) {
    List<Long> pulse = pulse(asked.account(), asked.window(), filter.campaigns());
    Figures last = known.getIfPresent(asked);
    if (last != null && last.pulse().equals(pulse)) {
      return last;
    }
    Figures figures = new Figures(pulse, reports.overview(asked.account(), asked.window(), filter));
    known.put(asked, figures);
    return figures;
  }

  @Override
  public List<Long> pulse(AccountId account, Window window, List<String> campaigns) {
    return answer(
        pulses,
        new Asked(account, window, campaigns),
        () -> reports.pulse(account, window, campaigns));
  }

  @Override
  public FilterValues filterValues(AccountId account, Window window) {
    return answer(
        filterValues, new Asked(account, window, ""), () -> reports.filterValues(account, window));
  }

  @Override
  public MessagePulse messagePulse(AccountId account, MessageFilter filter) {
    // It looks at the span of time alone.
    return answer(
        messagePulses,
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
