package org.trueopen.ingest.limit;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Bounds the hits of one delivery that are recorded. A token may be used again and again, since
 * people re-open mail, and whoever holds one could make hits with it without end. Two bounds:
 *
 * <ul>
 *   <li>per network of the clients (a /24, or a /48 in IPv6): a burst, by default of 60, then one
 *       in 10 s;
 *   <li>per delivery, wherever from: a burst, by default of 600, then one in 1 s.
 * </ul>
 *
 * <p>What the first refuses takes nothing from the second. So, by default, one network uses up a
 * tenth of the delivery's allowance at once and a tenth of its refill; it takes ten to suppress the
 * hits of an eleventh.
 */
public final class DeliveryLimits {

  private static final int NETWORK_CELLS = 1 << 18; // 2 MiB
  private static final int DELIVERY_CELLS = 1 << 17; // 1 MiB
  private static final int IPV4_BITS = 24;
  private static final int IPV6_BITS = 48;
  private static final Duration NETWORK_INTERVAL = Duration.ofSeconds(10);
  private static final Duration DELIVERY_INTERVAL = Duration.ofSeconds(1);

  private final Allowances networks;
  private final Allowances deliveries;
  private final long multiplier;
  private final LongSupplier nanos;

  /**
   * @param nanos the clock, as {@link System#nanoTime}
   */
  public DeliveryLimits(LimitConfig config, LongSupplier nanos) {
    SecureRandom random = new SecureRandom();
    this.networks =
        new Allowances(
            NETWORK_CELLS, config.deliveryNetworkBurst(), NETWORK_INTERVAL, nanos, random);
    this.deliveries =
        new Allowances(DELIVERY_CELLS, config.deliveryBurst(), DELIVERY_INTERVAL, nanos, random);
    this.multiplier = random.nextLong() | 1;
    this.nanos = nanos;
  }

  /**
   * Whether one more hit of the delivery is to be recorded; counts it.
   *
   * @param address the client's
   */
  public boolean admits(String delivery, String address) {
    long id = hash(delivery);
    long network = ClientKey.of(address, IPV4_BITS, IPV6_BITS);
    long now = nanos.getAsLong();
    return networks.admit(id + Allowances.mix(network), now) && deliveries.admit(id, now);
  }

  private long hash(String text) {
    long hash = 0;
    for (int i = 0; i < text.length(); i++) {
      hash = hash * multiplier + text.charAt(i);
    }
    return Allowances.mix(hash);
  }
}
