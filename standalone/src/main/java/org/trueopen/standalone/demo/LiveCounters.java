package org.trueopen.standalone.demo;

import java.util.Map;

/**
 * What live traffic has done so far. Every planned hit ends in exactly one counter: {@code planned
 * = untracked + dropped + waiting + sent}, and {@code sent = answered + failed + under way}.
 *
 * @param mails mails taken by the ingest tier
 * @param deliveries their recipients
 * @param refused mails refused for good (4xx)
 * @param planned hits the deliveries were to cause
 * @param untracked planned hits without a pixel or link to ask for, tracking being off
 * @param dropped planned hits the full queue pushed out
 * @param waiting hits whose moment has not come
 * @param sent requests begun, by who is behind them
 * @param answered requests answered with 2xx or 3xx
 * @param failed requests answered otherwise or not at all
 */
public record LiveCounters(
    long mails,
    long deliveries,
    long refused,
    long planned,
    long untracked,
    long dropped,
    long waiting,
    Map<TrueClass, Long> sent,
    long answered,
    long failed) {

  /** Requests begun, all classes together. */
  public long sentTotal() {
    return sent.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Requests begun that people are behind. */
  public long sentByPeople() {
    return sent.entrySet().stream()
        .filter(entry -> entry.getKey().isPerson())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
