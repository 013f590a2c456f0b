package org.trueopen.admin.setup;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of each line of a list.
 *
 * @param changed how many were changed
 * @param unchanged how many were so already
 * @param problems the lines that did nothing, in order
 */
record BulkReport(int changed, int unchanged, List<Problem> problems) {

  BulkReport {
    problems = List.copyOf(problems);
  }

  /**
   * A line that did nothing.
   *
   * @param line counted from 1
   * @param text as it was given, cut if it is long
   */
  record Problem(int line, String text, String why) {}

  String summary() {
    return "%d changed, %d were so already, %d not done."
        .formatted(changed, unchanged, problems.size());
  }

  static final class Builder {
    private static final int SHOWN_CHARS = 80;
    private final List<Problem> problems = new ArrayList<>();
    private int changed;
    private int unchanged;

    void changed() {
      changed++;
    }

    void unchanged() {
      unchanged++;
    }

    void problem(int line, String text, String why) {
      String shown = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "..." : text;
      problems.add(new Problem(line, shown, why));
    }

    BulkReport build() {
      return new BulkReport(changed, unchanged, problems);
    }
  }
}
