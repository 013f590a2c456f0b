package org.trueopen.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that a server can come back to after it was killed. */
final class TestPorts {

  // Below those that Linux gives to clients: while the server is down, any connection of another
  // test's could take one of these. And none of the whole product's test.
  private static final int FIRST = 26_000;
  private static final int LAST = 28_999;

  private static final int ATTEMPTS = 1000;

  private TestPorts() {}

  /** A port of 127.0.0.1 that nobody has at the moment. */
  static int free() throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("no free port found from " + FIRST + " to " + LAST);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
