package org.trueopen.standalone.demo;

import java.time.Instant;
import java.util.Comparator;

/**
 * A hit with the moment it is to be played.
 *
 * @param order breaks ties in the order of scheduling
 * @param path what to request
 */
record DueHit(Instant at, long order, String path, PlannedHit hit) {
  static final Comparator<DueHit> ORDER =
      Comparator.comparing(DueHit::at).thenComparing(DueHit::order);
}
