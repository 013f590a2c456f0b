package org.trueopen.log;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/** Kafka could not be reached, or refused. */
public final class EventLogException extends RuntimeException {

  public EventLogException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  public EventLogException(String message) {
    super(message);
  }

  /**
   * What did not work, with what to look at.
   *
   * @param what failed, without a full stop
   * @param cause null if Kafka has not said anything
   */
  public static EventLogException of(String what, @Nullable Throwable cause) {
    return new EventLogException(what + "; " + advice(cause), cause);
  }

  private static String advice(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthenticationException) {
        return "Kafka does not accept the login of "
            + ClientPropertiesFile.VARIABLE
            + ": "
            + cause.getMessage();
      }
      if (cause instanceof AuthorizationException) {
        return "Kafka's rights forbid it: " + cause.getMessage();
      }
    }
    return "is Kafka running?";
  }
}
