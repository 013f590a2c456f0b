package org.trueopen.admin.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.store.generation.Generation;

/**
 * What the views and the API read. Methods may be called by many threads, and throw {@link
 * ReportsUnavailableException} if the store does not answer.
 */
public interface Reports {

  /** Asked by every open page every few seconds. */
  Overview overview(AccountId account, Window window, Filter filter);

  /**
   * Differs from an earlier one as soon as any figure of these campaigns, or of all if there are
   * none, may look different: cheap enough to be asked every few seconds.
   */
  List<Long> pulse(AccountId account, Window window, List<String> campaigns);

  /** What deliveries sent in a span of whole quarters of an hour add up to. */
  Totals totals(AccountId account, Instant from, Instant to, Filter filter);

  /** What of them no rate divides by; empty for filters that only single hits know. */
  List<Exclusion> exclusions(AccountId account, Instant from, Instant to, Filter filter);

  /** What there is to filter by. */
  FilterValues filterValues(AccountId account, Window window);

  /** A page of the list, newest first. */
  List<MessageRow> messages(
      AccountId account, MessageFilter filter, MessageIndex.Start start, int limit);

  /** How many the whole list holds, and where its pages begin. */
  MessageIndex messageIndex(AccountId account, MessageFilter filter);

  /** Whether the list may look different: cheap enough to be asked every few seconds. */
  MessagePulse messagePulse(AccountId account, MessageFilter filter);

  /** Empty for an unknown delivery and for another account's alike. */
  Optional<DeliveryReport> delivery(AccountId account, DeliveryId delivery);

  /** Which generation of verdicts all of this is of; empty for what the running job writes. */
  default Optional<Generation> generation() {
    return Optional.empty();
  }

  /** Whether the store answers at all. */
  boolean answers();
}
