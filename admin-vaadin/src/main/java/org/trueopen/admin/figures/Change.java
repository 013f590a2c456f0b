package org.trueopen.admin.figures;

import java.util.Locale;
import org.trueopen.admin.report.Rate;
import org.trueopen.admin.ui.Words;

/**
 * How a figure stands against the period before, in words.
 *
 * @param sign of the difference as it is shown, so 0 for what rounds to nothing
 */
record Change(int sign, String words) {

  private static final Change NOTHING = new Change(0, "Nothing before to compare with");

  /** Of shares, in points: {@code Up 2.1 points from 35.4 %}. */
  static Change of(Rate now, Rate before) {
    if (before.whole() == 0 || now.whole() == 0) {
      return NOTHING;
    }
    long tenths = Math.round(now.share() * 1000) - Math.round(before.share() * 1000);
    return of(
        tenths, String.format(Locale.ROOT, "%.1f points", Math.abs(tenths) / 10.0), before.text());
  }

  /** Of counts, in percent: {@code Down 12 % from 1,204}. */
  static Change of(long now, long before) {
    if (before == 0) {
      return now == 0 ? new Change(0, "= None before either") : NOTHING;
    }
    long percent = Math.round(100.0 * (now - before) / before);
    return of(percent, Math.abs(percent) + " %", Words.number(before));
  }

  private static Change of(long difference, String size, String before) {
    return switch (Long.signum(difference)) {
      case 0 -> new Change(0, "= As before");
      case 1 -> new Change(1, "\u25b2 Up " + size + " from " + before);
      default -> new Change(-1, "\u25bc Down " + size + " from " + before);
    };
  }
}
