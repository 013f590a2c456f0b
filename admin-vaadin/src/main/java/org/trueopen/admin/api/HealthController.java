package org.trueopen.admin.api;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trueopen.admin.report.Reports;

/** For whoever watches the process. */
@RestController
class HealthController {

  private final Reports reports;

  HealthController(Reports reports) {
    this.reports = reports;
  }

  /** The process serves. */
  @GetMapping("/health/live")
  Health live() {
    return new Health("up");
  }

  /**
   * It can do its work. The settings were read to their end before the port was opened, so only
   * ClickHouse is left to be asked.
   */
  @GetMapping("/health/ready")
  ResponseEntity<Readiness> ready() {
    boolean store = reports.answers();
    return ResponseEntity.status(store ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(new Readiness(store ? "up" : "down", "up", store ? "up" : "down"));
  }

  record Health(String status) {}

  record Readiness(String status, String settings, String clickhouse) {}
}
