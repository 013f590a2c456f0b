package org.trueopen.admin.report;

import java.util.Arrays;
import java.util.Optional;

/** How wide the bars of a chart are. */
public enum Step {
  HOUR("hour", "Hours", 1),
  SIX_HOURS("6h", "6 hours", 6),
  DAY("day", "Days", 24),
  WEEK("week", "Weeks", 168);

  private final String code;
  private final String label;
  private final int hours;

  Step(String code, String label, int hours) {
    this.code = code;
    this.label = label;
    this.hours = hours;
  }

  /** Reads what stands in a URL. */
  public static Optional<Step> parse(String code) {
    return Arrays.stream(values()).filter(step -> step.code.equals(code)).findFirst();
  }

  /** As it stands in a URL. */
  public String code() {
    return code;
  }

  public String label() {
    return label;
  }

  int hours() {
    return hours;
  }
}
