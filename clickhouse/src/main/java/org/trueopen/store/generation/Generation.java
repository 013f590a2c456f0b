package org.trueopen.store.generation;

import java.time.Instant;

/**
 * History that was judged anew, in a database of its own.
 *
 * @param name given by whoever made it
 * @param database one of {@code StoreConfig.GENERATIONS}
 * @param ruleVersion of the rules it was judged by, without what single accounts have of their own
 * @param judgedUntil what came later is not in it
 * @param offsets what was read of the topics, in words
 * @param at when it was finished; while it is not, when it was begun
 * @param finished whether it can be shown
 * @param counts nothing but zeros until it is finished
 */
public record Generation(
    String name,
    String database,
    String ruleVersion,
    Instant judgedUntil,
    String offsets,
    Instant at,
    boolean finished,
    Counts counts) {

  /**
   * What is in it.
   *
   * @param deliveries judged anew
   * @param hits judged anew
   * @param carriedDeliveries that the topics no longer held, and that stand as they were judged
   *     before
   * @param carriedHits likewise
   * @param erasedDeliveries in the topics, left out since their recipient was erased
   */
  public record Counts(
      long deliveries, long hits, long carriedDeliveries, long carriedHits, long erasedDeliveries) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0);
  }
}
