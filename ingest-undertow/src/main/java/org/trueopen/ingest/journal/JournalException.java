package org.trueopen.ingest.journal;

/** The folder cannot be used as a journal; the message says why and what to do. */
public final class JournalException extends RuntimeException {

  public JournalException(String message) {
    super(message);
  }

  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
