package org.trueopen.ingest.smtp;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;
import org.trueopen.ingest.smtp.RelayCounters.Limit;

/** Lets connections in, as long as there are not too many, and knows those that are open. */
final class ConnectionLimits implements SessionHandler {

  private final RelayLimits limits;
  private final RelayCounters counters;
  private final Map<Object, Integer> perAddress = new ConcurrentHashMap<>();
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  ConnectionLimits(RelayLimits limits, RelayCounters counters) {
    this.limits = limits;
    this.counters = counters;
  }

  @Override
  public SessionAcceptance accept(Session session) {
    counters.connections.increment();
    if (stopping) {
      return SessionAcceptance.failure(421, "4.3.2 the server is stopping");
    }
    if (counters.openConnections.incrementAndGet() > limits.maxConnections()) {
      counters.openConnections.decrementAndGet();
      counters.count(Limit.CONNECTIONS);
      return SessionAcceptance.failure(421, "4.3.2 too many connections, try again later");
    }
    int here = perAddress.merge(network(session), 1, Integer::sum);
    if (here > limits.maxConnectionsPerAddress()) {
      counters.count(Limit.CONNECTIONS_OF_ADDRESS);
      leave(session);
      return SessionAcceptance.failure(421, "4.7.0 too many connections from your address");
    }
    Connection connection = Connection.of(session);
    connection.begin(session);
    open.add(connection);
    return SessionAcceptance.success();
  }

  @Override
  public void onSessionEnd(Session session) {
    Connection connection = Connection.of(session);
    open.remove(connection);
    leave(session);
    connection.nextHop().close();
  }

  private void leave(Session session) {
    counters.openConnections.decrementAndGet();
    perAddress.computeIfPresent(network(session), (key, count) -> count > 1 ? count - 1 : null);
  }

  /** An IPv4 address or an IPv6 /64, which is what one client is given. */
  private static Object network(Session session) {
    InetAddress address = session.getRemoteAddress().getAddress();
    byte[] bytes = address.getAddress();
    return bytes.length == 16 ? (Object) ByteBuffer.wrap(bytes).getLong() : address;
  }

  void stopAccepting() {
    stopping = true;
  }

  /** Closes connections without a mail at hand; true if none is left. */
  boolean closeIdle() {
    open.removeIf(Connection::closeIfIdle);
    return open.isEmpty();
  }

  /** Breaks off what is going on. */
  void abort() {
    open.forEach(connection -> connection.nextHop().abort());
  }
}
