package org.trueopen.admin.api;

import org.springframework.http.HttpStatus;

/** A request that is answered with an error; the message is for whoever sent it. */
public final class ApiException extends RuntimeException {

  private final HttpStatus status;
  private final String code;

  ApiException(HttpStatus status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static ApiException badRequest(String message) {
    return new ApiException(HttpStatus.BAD_REQUEST, "bad_request", message);
  }

  static ApiException notFound(String message) {
    return new ApiException(HttpStatus.NOT_FOUND, "not_found", message);
  }

  static ApiException conflict(String message) {
    return new ApiException(HttpStatus.CONFLICT, "conflict", message);
  }

  HttpStatus status() {
    return status;
  }

  ApiError error() {
    return ApiError.of(code, String.valueOf(getMessage()));
  }
}
