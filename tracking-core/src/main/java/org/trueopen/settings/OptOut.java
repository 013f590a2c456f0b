package org.trueopen.settings;

import java.time.Instant;

/**
 * That a recipient wants not to be tracked.
 *
 * @param since when that was said, to the minute
 */
public record OptOut(Instant since, Source source) {

  /** By which way it was said; the order never changes, it is kept as a number. */
  public enum Source {
    RECIPIENT("the recipient, by link"),
    ADMIN("the admin"),
    API("the API"),
    IMPORT("an imported list");

    private final String words;

    Source(String words) {
      this.words = words;
    }

    /** As it stands in a decision. */
    public String words() {
      return words;
    }
  }
}
