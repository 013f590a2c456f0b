package org.trueopen.benchmarks.heldout;

import java.time.Duration;
import java.time.Instant;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.world.Draws;

/** Something that looks for harm in mail, or behind the links that its reader follows. */
interface Guard {

  /** How long it keeps a mail back. */
  default Duration holds(Draws draws) {
    return Duration.ZERO;
  }

  /** What it does about a mail of which its reader has done nothing yet. */
  default void arrived(Mail mail, Hits out, Draws draws) {}

  /** What it does once the mail was opened on a device. */
  default void opened(Mail mail, Device device, Instant at, Hits out, Draws draws) {}

  /** What it does about a click. */
  default void clicked(Mail mail, Device device, int link, Instant at, Hits out, Draws draws) {}
}
