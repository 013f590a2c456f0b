package org.trueopen.benchmarks.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much more than a peer a hit may cost, as the median of paired ratios.
 *
 * @param aim null for none
 */
record Goal(int connections, Variant peer, double must, @Nullable Double aim) {

  /** Bounds for the peer that sends to Kafka were set for Divolte, which costs about as much. */
  static final List<Goal> ALL =
      List.of(
          new Goal(512, Variant.NGINX, 1.7, 1.45),
          new Goal(512, Variant.UNDERTOW, 1.3, 1.15),
          new Goal(512, Variant.LUA, 0.65, 0.55),
          new Goal(64, Variant.NGINX, 2.3, null),
          new Goal(64, Variant.UNDERTOW, 1.75, null),
          new Goal(64, Variant.LUA, 0.8, null));

  /** The most the median answer may take with 64 connections at saturation. */
  static final double P50_MILLIS_AT_64 = 3;

  boolean isMet(double ratio) {
    return ratio <= must;
  }

  String judge(double ratio) {
    if (!isMet(ratio)) {
      return "**must not met**";
    }
    if (aim == null) {
      return "must met";
    }
    return ratio <= aim ? "must met, aim met" : "must met, aim not met";
  }

  String text() {
    return "≤ " + must + " | " + (aim == null ? "" : "≤ " + aim);
  }
}
