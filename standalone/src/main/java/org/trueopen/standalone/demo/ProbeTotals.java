package org.trueopen.standalone.demo;

import java.time.Duration;

/**
 * What a probe came to; {@code opens + clicks = acknowledged + failed}.
 *
 * @param deliveries deliveries made
 * @param opens pixels requested
 * @param clicks links requested
 * @param acknowledged requests with the proper answer
 * @param failed requests without
 * @param took from the first hit to the last answer
 */
public record ProbeTotals(
    int deliveries, long opens, long clicks, long acknowledged, long failed, Duration took) {

  @Override
  public String toString() {
    return "%d deliveries, %d opens and %d clicks requested in %d s: %d acknowledged, %d failed"
        .formatted(deliveries, opens, clicks, took.toSeconds(), acknowledged, failed);
  }
}
