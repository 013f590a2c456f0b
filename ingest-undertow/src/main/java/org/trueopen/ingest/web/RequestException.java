package org.trueopen.ingest.web;

/** A request that cannot be taken; the message says what was found and what to do. */
public final class RequestException extends Exception {

  private final int status;
  private final String code;
  private final String explanation;

  /**
   * @param status of the answer
   * @param code stable, for programs
   * @param message for people
   */
  public RequestException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
    this.explanation = message;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String explanation() {
    return explanation;
  }
}
