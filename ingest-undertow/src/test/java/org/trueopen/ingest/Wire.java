package org.trueopen.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;

/** A connection to an ingest process, byte by byte; every read ends after a minute. */
final class Wire implements AutoCloseable {

  private static final int PATIENCE_MS = 60_000;

  private final Socket socket;

  Wire(int port) {
    this(port, "127.0.0.1");
  }

  /**
   * @param from the address it comes from; all of 127.0.0.0/8 are this machine's
   */
  Wire(int port, String from) {
    try {
      this.socket =
          new Socket(InetAddress.ofLiteral("127.0.0.1"), port, InetAddress.ofLiteral(from), 0);
      socket.setSoTimeout(PATIENCE_MS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Wire send(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a GET of the shared host that leaves the connection open. */
  Wire get(String path) {
    return send("GET " + path + " HTTP/1.1\r\nHost: " + IngestFixture.SHARED_HOST + "\r\n\r\n");
  }

  /** One answer with its body, whose length must be stated. */
  String answer() {
    try {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int c = in.read();
        if (c < 0) {
          return head.toString();
        }
        head.append((char) c);
      }
      int at = head.toString().toLowerCase(Locale.ROOT).indexOf("content-length: ");
      int length = Integer.parseInt(head.substring(at + 16, head.indexOf("\r\n", at)));
      return head + new String(in.readNBytes(length), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that comes until the other side closes, or breaks off. */
  String rest() {
    StringBuilder all = new StringBuilder();
    try {
      int c = socket.getInputStream().read();
      while (c >= 0) {
        all.append((char) c);
        c = socket.getInputStream().read();
      }
    } catch (SocketException e) {
      // Reset: closed as well.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toString();
  }

  /** An answer without what changes from one to the next. */
  static String withoutDate(String answer) {
    return answer.replaceAll("Date: [^\r]*\r\n", "");
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
