package org.trueopen.admin.rulelab;

/** There is more mail than the lab holds in memory. */
public final class TooMuchMailException extends RuntimeException {

  public TooMuchMailException(String message) {
    super(message);
  }
}
