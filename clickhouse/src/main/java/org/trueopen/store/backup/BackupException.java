package org.trueopen.store.backup;

import java.io.IOException;

/** A backup that cannot be made or taken in; the message says why and what to do. */
public final class BackupException extends IOException {

  private static final long serialVersionUID = 1;

  public BackupException(String message) {
    super(message);
  }

  public BackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
