package org.trueopen.ingest.listen;

import java.time.Duration;
import java.util.List;
import org.trueopen.config.Environment;

/**
 * What the public listener holds.
 *
 * @param maxConnections in all
 * @param maxConnectionsPerAddress from one IPv4 address or IPv6 /64 that is no trusted proxy
 * @param idle how long a connection may wait for its next request
 * @param requestTimeout how long a new connection may send nothing, and a request's head may take
 * @param proxyProtocol whether connections begin with a PROXY header
 */
public record ListenConfig(
    int maxConnections,
    int maxConnectionsPerAddress,
    Duration idle,
    Duration requestTimeout,
    boolean proxyProtocol) {

  /**
   * @param trustedProxies who may send a PROXY header
   */
  public static ListenConfig parse(Environment env, List<String> trustedProxies) {
    int max = env.integer("INGEST_MAX_CONNECTIONS", 20_000, 1, 1_000_000);
    int perAddress = env.integer("INGEST_MAX_CONNECTIONS_PER_ADDRESS", 1000, 1, 1_000_000);
    int idle = env.integer("INGEST_IDLE_TIMEOUT_MS", 60_000, 100, 3_600_000);
    int request = env.integer("INGEST_REQUEST_TIMEOUT_MS", 10_000, 100, 600_000);
    String proxy = env.text("INGEST_PROXY_PROTOCOL", "false");
    if (!List.of("true", "false").contains(proxy)) {
      env.problem("INGEST_PROXY_PROTOCOL", "true or false", '"' + proxy + '"');
    } else if (proxy.equals("true") && trustedProxies.isEmpty()) {
      env.problem(
          "INGEST_PROXY_PROTOCOL",
          "INGEST_TRUSTED_PROXIES to say whose PROXY headers are believed",
          "none");
    }
    return new ListenConfig(
        max, perAddress, Duration.ofMillis(idle), Duration.ofMillis(request), proxy.equals("true"));
  }
}
