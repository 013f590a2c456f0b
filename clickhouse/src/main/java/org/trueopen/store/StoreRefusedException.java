package org.trueopen.store;

import java.io.IOException;

/** ClickHouse answered and did not do what it was asked. */
public final class StoreRefusedException extends IOException {

  private static final long serialVersionUID = 1;

  StoreRefusedException(int status, String answer) {
    super("ClickHouse answered " + status + ": " + answer);
  }
}
