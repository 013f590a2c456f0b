package org.trueopen.ingest.limit;

import org.trueopen.config.Environment;

/**
 * How much is taken of what could be abuse.
 *
 * @param invalidBurst requests without a valid token or key that one address may make at once
 * @param invalidPerSecond and how many more each second
 * @param deliveryNetworkBurst hits of one delivery that are recorded from one network at once
 */
public record LimitConfig(int invalidBurst, int invalidPerSecond, int deliveryNetworkBurst) {

  public static LimitConfig parse(Environment env) {
    return new LimitConfig(
        env.integer("INGEST_INVALID_BURST", 300, 1, 1_000_000),
        env.integer("INGEST_INVALID_PER_SECOND", 10, 1, 1000),
        env.integer("INGEST_DELIVERY_NETWORK_BURST", 60, 1, 600));
  }
}
