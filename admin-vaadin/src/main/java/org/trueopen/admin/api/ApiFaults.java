package org.trueopen.admin.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.trueopen.admin.report.ReportsUnavailableException;
import org.trueopen.log.EventLogException;
import org.trueopen.log.OptOutsFullException;

/** Turns what went wrong in a call into an answer. */
@RestControllerAdvice(basePackageClasses = ApiFaults.class)
class ApiFaults {

  private static final Logger LOG = LoggerFactory.getLogger(ApiFaults.class);

  @ExceptionHandler
  ResponseEntity<ApiError> refused(ApiException e) {
    return answer(e.code(), e.explanation());
  }

  /** A query parameter that is not what it should be. */
  @ExceptionHandler
  ResponseEntity<ApiError> mistyped(MethodArgumentTypeMismatchException e) {
    return answer(ErrorCode.BAD_REQUEST, e.getName() + ": this value cannot be read.");
  }

  @ExceptionHandler
  ResponseEntity<ApiError> storeDown(ReportsUnavailableException e) {
    LOG.warn("An API call could not read", e);
    return answer(ErrorCode.UNAVAILABLE, "The report store does not answer. Try again soon.");
  }

  @ExceptionHandler
  ResponseEntity<ApiError> kafkaDown(EventLogException e) {
    LOG.warn("An API call could not write", e);
    return answer(
        ErrorCode.UNAVAILABLE,
        "Kafka, which keeps settings and opt-outs, does not answer. Try again soon, after looking"
            + " whether the change was made.");
  }

  @ExceptionHandler
  ResponseEntity<ApiError> full(OptOutsFullException e) {
    return answer(ErrorCode.FULL, String.valueOf(e.getMessage()));
  }

  /** In JSON also for who asked for something else, as for a report in CSV. */
  private static ResponseEntity<ApiError> answer(ErrorCode code, String message) {
    return ResponseEntity.status(code.status())
        .contentType(MediaType.APPLICATION_JSON)
        .body(ApiError.of(code, message));
  }
}
