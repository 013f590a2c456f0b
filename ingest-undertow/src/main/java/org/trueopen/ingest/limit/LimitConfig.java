package org.trueopen.ingest.limit;

import org.trueopen.config.Environment;

/**
 * How much is taken of what could be abuse.
 *
 * @param invalidBurst requests without a valid token or key that one address may make at once
 * @param invalidPerSecond and how many more each second
 * @param deliveryNetworkBurst hits of one delivery that are recorded from one network at once
 * @param deliveryBurst and from all networks together
 */
public record LimitConfig(
    int invalidBurst, int invalidPerSecond, int deliveryNetworkBurst, int deliveryBurst) {

  public static LimitConfig parse(Environment env) {
    return new LimitConfig(
        env.integer("INGEST_INVALID_BURST", 300, 1, 1_000_000),
        env.integer("INGEST_INVALID_PER_SECOND", 10, 1, 1000),
        env.integer("INGEST_DELIVERY_NETWORK_BURST", 60, 1, 100_000),
        env.integer("INGEST_DELIVERY_BURST", 600, 1, 100_000));
  }
}
