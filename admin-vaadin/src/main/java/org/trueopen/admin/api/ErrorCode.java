package org.trueopen.admin.api;

import org.springframework.http.HttpStatus;

/**
 * What can be wrong with a call, for programs: {@code KEY_REVOKED} is written {@code key-revoked}.
 * Codes are part of the API and stand in {@code openapi.yaml}. Ingest has the same code for the
 * same fault.
 */
public enum ErrorCode {
  /** A value in the path, a parameter, a header or the body cannot be used. */
  BAD_REQUEST(HttpStatus.BAD_REQUEST),
  /** The body is no JSON object. */
  MALFORMED_JSON(HttpStatus.BAD_REQUEST),
  /** A field of the body is unknown, whatever else is wrong with it. */
  UNKNOWN_FIELD(HttpStatus.BAD_REQUEST),
  /** A query parameter is unknown, whatever else is wrong with them. */
  UNKNOWN_PARAMETER(HttpStatus.BAD_REQUEST),
  /** Lines of a list are no recipients. */
  INVALID_LINES(HttpStatus.BAD_REQUEST),
  /** No API key, or one that is not known. */
  UNAUTHORIZED(HttpStatus.UNAUTHORIZED),
  /** An API key that was good once. */
  KEY_REVOKED(HttpStatus.UNAUTHORIZED),
  /** The API key lacks the scope that the call needs. */
  FORBIDDEN(HttpStatus.FORBIDDEN),
  /** There is nothing of that name in the key's account. */
  NOT_FOUND(HttpStatus.NOT_FOUND),
  /** The path is there, but not by this method. */
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
  /** None of the accepted types can be had. */
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
  /** A bound is reached, or somebody else was quicker. */
  CONFLICT(HttpStatus.CONFLICT),
  /** The setting has a newer version than {@code If-Match} names. */
  STALE(HttpStatus.PRECONDITION_FAILED),
  /** The body is larger, or a list longer, than one call may bring. */
  BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
  /** The body is of another type than the call takes. */
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
  /** {@code If-Match} is missing. */
  PRECONDITION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED),
  /** Kafka or ClickHouse does not answer. */
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
  /** There is no room for more opt-outs. */
  FULL(HttpStatus.INSUFFICIENT_STORAGE);

  private final HttpStatus status;

  ErrorCode(HttpStatus status) {
    this.status = status;
  }

  /** With which it is answered. */
  public HttpStatus status() {
    return status;
  }

  /** As it stands in an answer. */
  public String text() {
    return Words.of(this);
  }
}
