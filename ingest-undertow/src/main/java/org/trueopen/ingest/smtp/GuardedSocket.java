package org.trueopen.ingest.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;

/**
 * A client's socket (plain, or TLS over a plain one) on which a {@link Connection} keeps an eye.
 */
final class GuardedSocket extends Socket {

  private final Socket socket;
  private final Connection connection;

  GuardedSocket(Socket socket, Connection connection) {
    this.socket = socket;
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(socket.getInputStream()) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        if (connection.isClosing()) {
          return -1;
        }
        try {
          socket.setSoTimeout(connection.patience());
          return in.read(bytes, offset, length);
        } catch (SocketTimeoutException e) {
          connection.countTimeout();
          throw e;
        }
      }

      // The server library closes this, and then finds the socket closed already.
      @Override
      public void close() throws IOException {
        connection.end();
        super.close();
      }
    };
  }

  /** Replies go out whole, when flushed. */
  @Override
  public OutputStream getOutputStream() throws IOException {
    OutputStream out = socket.getOutputStream();
    ByteArrayOutputStream reply = new ByteArrayOutputStream(128);
    return new OutputStream() {
      @Override
      public void write(int b) {
        reply.write(b);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        reply.write(bytes, offset, length);
      }

      @Override
      public void flush() throws IOException {
        if (reply.size() > 0) {
          String text = connection.outgoing(reply.toString(UTF_8));
          reply.reset();
          try (Watchdog.Watch _ = connection.watchReply()) {
            out.write(text.getBytes(UTF_8));
            out.flush();
          }
        }
      }
    };
  }

  @Override
  public void setSoTimeout(int timeout) {
    // Set before each read instead.
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return socket.getRemoteSocketAddress();
  }

  @Override
  public InetAddress getInetAddress() {
    return socket.getInetAddress();
  }

  @Override
  public int getPort() {
    return socket.getPort();
  }

  @Override
  public boolean isBound() {
    return socket.isBound();
  }

  @Override
  public boolean isClosed() {
    return socket.isClosed();
  }

  @Override
  public synchronized void close() throws IOException {
    connection.end();
    socket.close();
  }
}
