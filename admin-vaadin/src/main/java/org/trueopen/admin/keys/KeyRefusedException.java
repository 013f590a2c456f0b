package org.trueopen.admin.keys;

/** A key was not made or not revoked; the message says why, in words for a person. */
public final class KeyRefusedException extends Exception {

  /** What stood in the way. */
  public enum Why {
    NOT_FOUND,
    TOO_MANY,
    LAST_ONE,
    CHANGED_MEANWHILE
  }

  private final Why why;

  KeyRefusedException(Why why, String message) {
    super(message);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
