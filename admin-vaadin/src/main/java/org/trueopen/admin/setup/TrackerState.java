package org.trueopen.admin.setup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trueopen.settings.Identity;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;

/**
 * The account's switches with where they come from.
 *
 * @param version 0 if nobody ever set them
 * @param changedAt null if nobody ever did
 * @param clickDomains the domains whose links can be tracked: validated, with a verified tracking
 *     host
 * @param killSwitch on: nothing is tracked, whatever the switches say
 */
record TrackerState(
    TrackingSwitches switches,
    long version,
    @Nullable Instant changedAt,
    String changedBy,
    List<String> clickDomains,
    boolean killSwitch) {

  TrackerState {
    clickDomains = List.copyOf(clickDomains);
  }

  static TrackerState unset(List<String> clickDomains, boolean killSwitch) {
    return new TrackerState(TrackingSwitches.INHERIT_ALL, 0, null, "", clickDomains, killSwitch);
  }

  /** The product's default is on. */
  boolean tracksOpens() {
    return switches.opens() != Switch.OFF;
  }

  boolean tracksClicks() {
    return switches.clicks() != Switch.OFF;
  }

  /** The product's default is identified. */
  boolean isAnonymous() {
    return switches.identity() == Identity.ANONYMOUS;
  }

  /** The product's default is off. */
  boolean tracksTextLinks() {
    return switches.textLinks() == Switch.ON;
  }

  /** The choice these switches stand for. */
  TrackerChoice choice() {
    return new TrackerChoice(tracksOpens(), tracksClicks(), isAnonymous(), tracksTextLinks());
  }
}
