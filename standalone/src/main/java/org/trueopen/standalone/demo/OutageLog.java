package org.trueopen.standalone.demo;

import java.util.concurrent.CompletionException;
import org.slf4j.Logger;

/** One line when something stops working and one when it works again, however often it is tried. */
final class OutageLog {

  private final Logger log;
  private final String what;
  private long failures;

  OutageLog(Logger log, String what) {
    this.log = log;
    this.what = what;
  }

  synchronized void failed(String why) {
    if (failures++ == 0) {
      log.warn("{} failing: {}; going on trying", what, why);
    }
  }

  synchronized void worked() {
    if (failures > 0) {
      log.info("{} working again after {} failed attempts", what, failures);
      failures = 0;
    }
  }

  /** The message of the failure itself, without the wrappers of asynchronous calls. */
  static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null
        && (root.getMessage() == null || root instanceof CompletionException)) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
