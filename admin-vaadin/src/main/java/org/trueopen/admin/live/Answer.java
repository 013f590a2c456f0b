package org.trueopen.admin.live;

import java.util.function.Supplier;
import org.trueopen.admin.report.ReportsUnavailableException;

/** What came of asking: something to show, or why there is nothing. */
public sealed interface Answer<T> {

  record Found<T>(T value) implements Answer<T> {}

  record Unavailable<T>(String why) implements Answer<T> {}

  /** Asks, and keeps a store that is down from being an error of the page. */
  static <T> Answer<T> to(Supplier<T> question) {
    try {
      return new Found<>(question.get());
    } catch (ReportsUnavailableException e) {
      return new Unavailable<>(String.valueOf(e.getMessage()));
    }
  }
}
