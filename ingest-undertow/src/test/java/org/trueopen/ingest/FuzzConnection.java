package org.trueopen.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A connection to an ingest process that reads answers strictly: what is no HTTP is an error. */
final class FuzzConnection implements AutoCloseable {

  private static final int PATIENCE_MS = 30_000;
  private static final int MAX_LINE = 16 * 1024;

  /**
   * An answer.
   *
   * @param body as Latin-1
   * @param length as stated, or of what came in chunks
   * @param last whether the other side closes after it
   */
  record Answer(int status, boolean last, String body, int length) {}

  /** What came is no answer, or none came though one had to. */
  static final class NoHttpException extends IOException {
    NoHttpException(String message) {
      super(message);
    }
  }

  private final Socket socket;
  private final InputStream in;

  FuzzConnection(int port, String from) throws IOException {
    socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port, InetAddress.ofLiteral(from), 0);
    socket.setSoTimeout(PATIENCE_MS);
    socket.setTcpNoDelay(true);
    // Thousands of connections would otherwise leave thousands of ports waiting.
    socket.setSoLinger(true, 0);
    in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Says that nothing more will come. */
  void finish() throws IOException {
    socket.shutdownOutput();
  }

  /**
   * The next answer.
   *
   * @param head whether it has no body
   * @throws EOFException if the other side has closed in between
   */
  Answer answer(boolean head) throws IOException {
    String first = line();
    if (!first.startsWith("HTTP/1.") || first.length() < 12) {
      throw new NoHttpException("expected a status line, found " + first);
    }
    int status = Integer.parseInt(first, 9, 12, 10);
    boolean last = first.startsWith("HTTP/1.0");
    boolean chunked = false;
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length: ")) {
        length = Integer.parseInt(lower.substring(16));
      } else if (lower.equals("connection: close")) {
        last = true;
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = true;
      }
    }
    if (status < 200) {
      return answer(head);
    }
    if (chunked && !head) {
      String body = chunks();
      return new Answer(status, last, body, body.length());
    }
    int sent = head || status == 304 ? 0 : length;
    String body = new String(in.readNBytes(sent), ISO_8859_1);
    if (body.length() < sent) {
      throw new NoHttpException("expected %d bytes, found %d".formatted(sent, body.length()));
    }
    return new Answer(status, last, body, length);
  }

  /** The statuses of all that comes until the other side closes, if it is HTTP at all. */
  List<Integer> statuses() throws IOException {
    String all = new String(in.readAllBytes(), ISO_8859_1);
    List<Integer> statuses = new ArrayList<>();
    if (!all.isEmpty() && !all.startsWith("HTTP/1.")) {
      throw new NoHttpException("expected a status line, found " + all);
    }
    for (int at = all.indexOf("HTTP/1."); at >= 0; at = all.indexOf("HTTP/1.", at + 7)) {
      statuses.add(Integer.parseInt(all.substring(at + 9, at + 12)));
    }
    return statuses;
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    try {
      for (int size = chunkSize(); size > 0; size = chunkSize()) {
        body.append(new String(in.readNBytes(size), ISO_8859_1));
        line();
      }
      line();
    } catch (NumberFormatException e) {
      throw new NoHttpException("expected the size of a chunk: " + e.getMessage());
    }
    return body.toString();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("closed");
      }
      if (line.length() > MAX_LINE) {
        throw new NoHttpException("a line without end");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
