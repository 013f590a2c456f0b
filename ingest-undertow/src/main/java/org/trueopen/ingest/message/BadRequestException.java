package org.trueopen.ingest.message;

/** A request that cannot be taken; the message says what was found and what to do. */
final class BadRequestException extends Exception {

  private final int status;
  private final String code;
  private final String explanation;

  BadRequestException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
    this.explanation = message;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String explanation() {
    return explanation;
  }
}
