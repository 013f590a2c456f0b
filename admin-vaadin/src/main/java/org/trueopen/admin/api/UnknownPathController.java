package org.trueopen.admin.api;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what else is asked under {@code /api}, which would otherwise get the admin's page. */
@RestController
class UnknownPathController {

  @RequestMapping("/api/**")
  ResponseEntity<ApiError> unknown() {
    return ResponseEntity.status(HttpStatus.NOT_FOUND)
        .body(
            ApiError.of(
                "not_found",
                "There is nothing at this path, or not by this method. See /api/v1/openapi.yaml."));
  }
}
