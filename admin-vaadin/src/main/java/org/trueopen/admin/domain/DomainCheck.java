package org.trueopen.admin.domain;

import java.time.Instant;

/**
 * What a check found.
 *
 * @param txt whether the domain's owner has shown that it is theirs
 * @param host whether the tracking host leads to us
 */
public record DomainCheck(Instant at, Finding txt, Finding host) {

  /** How a record was found. */
  public enum Result {
    RIGHT,
    MISSING,
    WRONG,
    /** Nobody answered: nothing is known, and nothing is changed by it. */
    UNKNOWN,
    /** There is nothing to be looked for. */
    NOT_ASKED
  }

  /**
   * @param words expected against found, in a sentence
   */
  public record Finding(Result result, String words) {

    boolean right() {
      return result == Result.RIGHT;
    }

    /** Whether DNS has answered that it is not there, or is another. */
    boolean missing() {
      return result == Result.MISSING || result == Result.WRONG;
    }
  }
}
