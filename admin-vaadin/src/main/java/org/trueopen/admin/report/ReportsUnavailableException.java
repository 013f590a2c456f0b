package org.trueopen.admin.report;

/** The store of the reports does not answer, or not as expected. */
public final class ReportsUnavailableException extends RuntimeException {

  public ReportsUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
