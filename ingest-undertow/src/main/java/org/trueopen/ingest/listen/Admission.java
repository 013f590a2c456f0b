package org.trueopen.ingest.listen;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.trueopen.ingest.listen.ConnectionCounters.Closed;
import org.trueopen.ingest.web.TrustedNetworks;

/** Counts the open connections, in all and of each address, and says when there are enough. */
final class Admission {

  private final ListenConfig config;
  private final TrustedNetworks proxies;
  private final ConnectionCounters counters;
  private final Map<Object, Integer> perAddress = new ConcurrentHashMap<>();

  Admission(ListenConfig config, TrustedNetworks proxies, ConnectionCounters counters) {
    this.config = config;
    this.proxies = proxies;
    this.counters = counters;
  }

  /** One more connection in all; false if that is one too many, which then is not counted. */
  boolean enter() {
    if (counters.open.incrementAndGet() <= config.maxConnections()) {
      return true;
    }
    counters.open.decrementAndGet();
    counters.close(Closed.TOO_MANY);
    return false;
  }

  void leave() {
    counters.open.decrementAndGet();
  }

  /**
   * One more connection of an address; false if that is one too many, which then is not counted.
   * Proxies may have any number: everybody comes through them.
   *
   * @return what to give to {@link #leave(Object)}; empty if it is one too many
   */
  Optional<Object> enter(InetAddress address) {
    Object client = client(address);
    int here = perAddress.merge(client, 1, Integer::sum);
    if (here <= config.maxConnectionsPerAddress() || proxies.contains(address)) {
      return Optional.of(client);
    }
    leave(client);
    counters.close(Closed.TOO_MANY_OF_ADDRESS);
    return Optional.empty();
  }

  void leave(Object client) {
    perAddress.computeIfPresent(client, (key, count) -> count > 1 ? count - 1 : null);
  }

  /** Whether nine of ten connections are in use, so that none should be kept for later. */
  boolean isNearlyFull() {
    return counters.open.get() * 10L > config.maxConnections() * 9L;
  }

  /** An IPv4 address or an IPv6 /64, which is what one client is given. */
  private static Object client(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 16 ? (Object) ByteBuffer.wrap(bytes).getLong() : address;
  }
}
