package org.trueopen.admin.campaigns;

import java.util.List;
import java.util.stream.IntStream;

/** How long after sending hits came: narrow where machines come, wide where people do. */
final class Ages {

  /** Upper bounds in seconds, inclusive; the query {@code campaign_timeline} has the same. */
  static final List<Long> BOUNDS =
      List.of(
          60L,
          300L,
          900L,
          3600L,
          7200L,
          14_400L,
          28_800L,
          43_200L,
          86_400L,
          172_800L,
          259_200L,
          604_800L,
          1_209_600L,
          2_592_000L);

  private static final List<String> SHORT =
      List.of(
          "1 min", "5 min", "15 min", "1 h", "2 h", "4 h", "8 h", "12 h", "1 d", "2 d", "3 d",
          "7 d", "14 d", "30 d");

  private Ages() {}

  /** Of how many ages hits are counted: one for each bound, and what is later than all. */
  static int count() {
    return BOUNDS.size() + 1;
  }

  /** Which one an upper bound in seconds names; 0 names the last. */
  static int of(long boundSeconds) {
    int index = BOUNDS.indexOf(boundSeconds);
    return index < 0 ? BOUNDS.size() : index;
  }

  /** For a chart's axis, the long and the short text of each with a bar between. */
  static List<String> titles() {
    return IntStream.range(0, count()).mapToObj(Ages::title).toList();
  }

  private static String title(int age) {
    if (age == BOUNDS.size()) {
      return "Later than 30 days after sending|later";
    }
    String from = age == 0 ? "Within " : SHORT.get(age - 1) + " to ";
    return from + SHORT.get(age) + " after sending|" + SHORT.get(age);
  }
}
