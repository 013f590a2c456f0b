package org.trueopen.benchmarks.ingest;

import java.io.Serial;

/** The benchmark cannot go on; the message says why and what to do. */
final class BenchException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  BenchException(String message) {
    super(message);
  }

  BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
