package org.trueopen.event;

/** Bytes of a topic that are no event this version can read. */
public final class MalformedEventException extends Exception {

  public MalformedEventException(String message, Throwable cause) {
    super(message, cause);
  }
}
