package org.trueopen.admin.api;

/** A request that is answered with an error; the message is for whoever sent it. */
public final class ApiException extends RuntimeException {

  private final ErrorCode code;

  ApiException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  static ApiException badRequest(String message) {
    return new ApiException(ErrorCode.BAD_REQUEST, message);
  }

  static ApiException notFound(String message) {
    return new ApiException(ErrorCode.NOT_FOUND, message);
  }

  static ApiException conflict(String message) {
    return new ApiException(ErrorCode.CONFLICT, message);
  }

  ErrorCode code() {
    return code;
  }

  String explanation() {
    return String.valueOf(getMessage());
  }
}
