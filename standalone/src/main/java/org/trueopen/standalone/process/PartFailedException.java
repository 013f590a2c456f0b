package org.trueopen.standalone.process;

/** A part did not come up; the message says what its log ended with. */
public final class PartFailedException extends Exception {

  PartFailedException(String message) {
    super(message);
  }
}
