package org.trueopen.admin.report;

import java.util.concurrent.ExecutionException;

/** The store of the reports does not answer, or not as expected. */
public final class ReportsUnavailableException extends RuntimeException {

  public ReportsUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What to throw where another thread asked in our stead, and failed. */
  static RuntimeException of(ExecutionException failed) {
    return failed.getCause() instanceof ReportsUnavailableException why
        ? new ReportsUnavailableException(String.valueOf(why.getMessage()), why)
        : new IllegalStateException(failed.getCause());
  }

  /** What to throw where waiting for an answer was interrupted; the thread stays interrupted. */
  static ReportsUnavailableException of(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    return new ReportsUnavailableException("Interrupted while ClickHouse answered", interrupted);
  }
}
