package org.trueopen.admin.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.trueopen.log.EventLogException;
import org.trueopen.log.OptOutsFullException;

/** Turns what went wrong in a call into an answer. */
@RestControllerAdvice(basePackageClasses = ApiFaults.class)
class ApiFaults {

  private static final Logger LOG = LoggerFactory.getLogger(ApiFaults.class);

  @ExceptionHandler
  ResponseEntity<ApiError> refused(ApiException e) {
    return ResponseEntity.status(e.status()).body(e.error());
  }

  /** A query parameter that is not what it should be. */
  @ExceptionHandler
  ResponseEntity<ApiError> mistyped(MethodArgumentTypeMismatchException e) {
    return ResponseEntity.badRequest()
        .body(ApiError.of("bad_request", e.getName() + ": this value cannot be read."));
  }

  @ExceptionHandler
  ResponseEntity<ApiError> kafkaDown(EventLogException e) {
    LOG.warn("An API call could not write", e);
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .body(
            ApiError.of(
                "unavailable",
                "Kafka, which keeps settings and opt-outs, does not answer. Try again soon, after"
                    + " looking whether the change was made."));
  }

  @ExceptionHandler
  ResponseEntity<ApiError> full(OptOutsFullException e) {
    return ResponseEntity.status(HttpStatus.INSUFFICIENT_STORAGE)
        .body(ApiError.of("full", String.valueOf(e.getMessage())));
  }
}
