package org.trueopen.standalone.importer;

/** A file that cannot be imported; nothing of it was. The message names the line. */
public final class BadImportException extends Exception {

  BadImportException(String message) {
    super(message);
  }
}
