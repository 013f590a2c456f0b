package org.trueopen.ingest.smtp;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Hands out guarded sockets, and can stop listening while what it handed out lives on. */
final class GuardedServerSocket extends ServerSocket {

  private final Function<Socket, Connection> connections;
  private final CountDownLatch forever = new CountDownLatch(1);
  private volatile boolean deaf;

  GuardedServerSocket(Function<Socket, Connection> connections) throws IOException {
    this.connections = connections;
  }

  @Override
  public Socket accept() throws IOException {
    try {
      Socket plain = super.accept();
      return new GuardedSocket(plain, connections.apply(plain));
    } catch (SocketException e) {
      if (deaf) {
        rest();
      }
      throw e;
    }
  }

  /** No connection is accepted any more. */
  void stopListening() throws IOException {
    deaf = true;
    close();
  }

  /** The server's thread would try and complain again and again; it is interrupted to stop it. */
  private void rest() {
    try {
      forever.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
