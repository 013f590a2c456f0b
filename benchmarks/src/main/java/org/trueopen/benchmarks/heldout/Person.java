package org.trueopen.benchmarks.heldout;

import java.util.List;

/**
 * Whoever has a mailbox.
 *
 * @param devices the usual one first; none if a program has the mailbox
 * @param guards what looks at this mailbox's mail or at its owner's clicks
 * @param phase makes one person's days differ from another's
 * @param hoursAhead of UTC
 * @param interest factor on how often the mix's people read and click
 */
record Person(
    String address,
    List<Device> devices,
    List<Guard> guards,
    Rhythm rhythm,
    int phase,
    int hoursAhead,
    double interest,
    boolean imagesOff) {

  boolean program() {
    return devices.isEmpty();
  }
}
