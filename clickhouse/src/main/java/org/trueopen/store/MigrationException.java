package org.trueopen.store;

/** The database cannot be brought to this build's schema; the message says why and what to do. */
public final class MigrationException extends RuntimeException {

  MigrationException(String message) {
    super(message);
  }

  public MigrationException(String message, Throwable cause) {
    super(message, cause);
  }
}
