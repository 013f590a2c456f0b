package org.trueopen.log;

/** Kafka could not be reached, or refused. */
public final class EventLogException extends RuntimeException {

  public EventLogException(String message, Throwable cause) {
    super(message, cause);
  }

  public EventLogException(String message) {
    super(message);
  }
}
