package org.trueopen.job.store;

import java.io.IOException;

/** ClickHouse answered, and did not take the rows. The message is the server's. */
final class InsertRefusedException extends IOException {

  InsertRefusedException(int status, String answer) {
    super("HTTP " + status + ", " + answer);
  }
}
