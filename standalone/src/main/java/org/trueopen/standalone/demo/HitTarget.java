package org.trueopen.standalone.demo;

/**
 * What one request asks for, and what its hit is found by afterwards.
 *
 * @param deliveryId the delivery it belongs to
 * @param kind pixel or link
 * @param link the link's number in the mail; -1 for the pixel
 */
public record HitTarget(String deliveryId, PlannedHit.Kind kind, int link) {

  public HitTarget {
    if ((kind == PlannedHit.Kind.OPEN) != (link == -1)) {
      throw new IllegalArgumentException(kind + " with link " + link);
    }
  }
}
