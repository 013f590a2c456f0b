package org.trueopen.admin.start;

/** The admin will not start like this; the message says what to do. */
public final class StartRefusedException extends RuntimeException {

  public StartRefusedException(String message) {
    super(message);
  }
}
