package org.trueopen.instrument;

/** The structure of a mail can be read in more than one way, or only with unbounded effort. */
final class MimeUnreadableException extends Exception {

  private static final long serialVersionUID = 1L;

  MimeUnreadableException(String message) {
    super(message);
  }
}
