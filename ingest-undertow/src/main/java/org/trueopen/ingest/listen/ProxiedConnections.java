package org.trueopen.ingest.listen;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.ConnectorStatistics;
import io.undertow.server.DelegateOpenListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;

/** Stands between the PROXY header and HTTP, where the client's address is known. */
final class ProxiedConnections implements DelegateOpenListener {

  private final HttpOpenListener http;
  private final Predicate<StreamConnection> admission;

  /**
   * @param admission whether to go on with a connection; if not it has been closed
   */
  ProxiedConnections(HttpOpenListener http, Predicate<StreamConnection> admission) {
    this.http = http;
    this.admission = admission;
  }

  @Override
  public void handleEvent(StreamConnection connection) {
    handleEvent(connection, null);
  }

  @Override
  public void handleEvent(StreamConnection connection, @Nullable PooledByteBuffer data) {
    if (admission.test(connection)) {
      if (data != null && data.getBuffer().hasRemaining()) {
        ShortcutConduit.hasBegun(connection);
      }
      http.handleEvent(connection, data);
    } else if (data != null) {
      data.close();
    }
  }

  @Override
  public HttpHandler getRootHandler() {
    return http.getRootHandler();
  }

  @Override
  public void setRootHandler(HttpHandler rootHandler) {
    http.setRootHandler(rootHandler);
  }

  @Override
  public OptionMap getUndertowOptions() {
    return http.getUndertowOptions();
  }

  @Override
  public void setUndertowOptions(OptionMap options) {
    http.setUndertowOptions(options);
  }

  @Override
  public ByteBufferPool getBufferPool() {
    return http.getBufferPool();
  }

  @Override
  public ConnectorStatistics getConnectorStatistics() {
    return http.getConnectorStatistics();
  }
}
