package org.trueopen.admin.api;

import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.trueopen.admin.report.Reports;
import org.trueopen.id.DeliveryId;

/** The read API of deliveries. */
@RestController
class DeliveryController {

  private final Reports reports;

  DeliveryController(Reports reports) {
    this.reports = reports;
  }

  /** Another account's delivery answers as one that does not exist. */
  @GetMapping("/api/v1/deliveries/{id}")
  DeliveryJson delivery(@PathVariable("id") String id, @AuthenticationPrincipal ApiCaller caller) {
    return parse(id)
        .flatMap(delivery -> reports.delivery(caller.account(), delivery))
        .map(DeliveryJson::of)
        .orElseThrow(() -> ApiException.notFound("No delivery of this account has that id."));
  }

  private static Optional<DeliveryId> parse(String id) {
    try {
      return Optional.of(new DeliveryId(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
