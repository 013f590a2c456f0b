package org.trueopen.standalone.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of the product's import file. */
sealed interface ImportLine {

  /** A mail that was delivered. */
  @JsonPropertyOrder({"type", "deliveryId", "at"})
  record Delivery(
      String type,
      String deliveryId,
      Instant at,
      String account,
      String campaign,
      String mailbox,
      String recipient,
      String subject,
      List<String> links)
      implements ImportLine {}

  /** A request that was received; {@code link} only with clicks. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonPropertyOrder({"type", "hitId", "at"})
  record Hit(
      String type,
      String hitId,
      Instant at,
      String kind,
      String deliveryId,
      @Nullable Integer link,
      String method,
      String ip,
      String userAgent,
      Map<String, String> headers,
      String label)
      implements ImportLine {}
}
