package org.trueopen.standalone.demo;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;

/**
 * How one request of a probe ended; a line of the results file.
 *
 * @param deliveryId the delivery it belongs to
 * @param kind {@code OPEN} or {@code CLICK}; a delivery has at most one of each
 * @param acknowledged whether the proper status was received: then it must be counted exactly once
 * @param status the status received, 0 for none
 * @param at when it was begun
 */
@JsonPropertyOrder({"deliveryId", "kind", "acknowledged", "status", "at"})
public record ProbeResult(
    String deliveryId, PlannedHit.Kind kind, boolean acknowledged, int status, Instant at) {}
