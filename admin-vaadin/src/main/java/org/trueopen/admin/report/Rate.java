package org.trueopen.admin.report;

import java.util.Locale;

/** A part of a whole; without a whole there is no rate. */
public record Rate(long part, long whole) {

  /** Between 0 and 1; 0 if there is no whole. */
  public double share() {
    return whole == 0 ? 0 : Math.min(1, (double) part / whole);
  }

  /** As it is shown: {@code 41.3 %}, or a dash if there is no whole. */
  public String text() {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", share() * 100);
  }
}
