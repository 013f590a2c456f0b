package org.trueopen.ingest.limit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.trueopen.ingest.web.Answers;
import org.trueopen.ingest.web.ClientAddresses;

/**
 * Bounds the requests of one client (an address, or a /64 in IPv6) that carry no valid token and no
 * known API key. It is asked only once that is certain: what carries a valid one is never limited
 * by address, so nobody can suppress a recipient's hits by filling up an address they share.
 */
public final class InvalidRequests {

  private static final int CELLS = 1 << 16; // 512 KiB
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 64;
  private static final String RETRY_AFTER_SECONDS = "1";

  private final ClientAddresses addresses;
  private final Allowances allowances;
  private final LongAdder refused = new LongAdder();

  /**
   * @param nanos the clock, as {@link System#nanoTime}
   */
  public InvalidRequests(LimitConfig config, ClientAddresses addresses, LongSupplier nanos) {
    this.addresses = addresses;
    this.allowances =
        new Allowances(
            CELLS,
            config.invalidBurst(),
            Duration.ofSeconds(1).dividedBy(config.invalidPerSecond()),
            nanos,
            new SecureRandom());
  }

  /**
   * Whether an invalid request of this client still gets an answer of its own; counts it. If not,
   * the caller answers by {@link #refuse}.
   */
  public boolean allows(HttpServerExchange exchange) {
    if (allowances.admit(ClientKey.of(addresses.of(exchange), IPV4_BITS, IPV6_BITS))) {
      return true;
    }
    refused.increment();
    return false;
  }

  /** As {@link #allows}; if not, it has been answered with 429. */
  public boolean admits(HttpServerExchange exchange) {
    if (allows(exchange)) {
      return true;
    }
    refuse(exchange);
    return false;
  }

  /** The answer to what is not there, or is not ours. */
  public void notFound(HttpServerExchange exchange) {
    if (admits(exchange)) {
      Answers.notFound(exchange);
    }
  }

  /** Shows an operator how many were refused. */
  public void bindTo(MeterRegistry registry) {
    FunctionCounter.builder("trueopen.ingest.rate.limited.requests", refused, LongAdder::sum)
        .description("Requests without a valid token or key that got a 429")
        .register(registry);
  }

  /** How many requests were answered with 429. */
  public long refused() {
    return refused.sum();
  }

  /** Answers with 429. */
  public static void refuse(HttpServerExchange exchange) {
    exchange.setStatusCode(StatusCodes.TOO_MANY_REQUESTS);
    exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
    exchange.endExchange();
  }
}
