package org.trueopen.admin.settings;

/** Somebody else changed the setting since it was read; nothing was written. */
public final class ChangedMeanwhileException extends Exception {

  public ChangedMeanwhileException(String message) {
    super(message);
  }
}
