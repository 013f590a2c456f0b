package org.trueopen.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;

/** One keep-alive connection that asks for pixels and looks closely at the answers. */
final class PixelClient implements AutoCloseable {

  /** The pixel every server answers: GIF89a, 1 by 1, transparent. */
  static final String PIXEL =
      "47494638396101000100800000000000ffffff" + "21f90401000000002c00000000010001000002024401003b";

  static final int PIXEL_BYTES = PIXEL.length() / 2;

  private static final int PATIENCE_MS = 20_000;

  private final Socket socket = new Socket();

  /**
   * @param source the address to connect from, on this machine
   */
  PixelClient(InetAddress source, int port) throws IOException {
    socket.bind(new InetSocketAddress(source, 0));
    socket.setSoTimeout(PATIENCE_MS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
  }

  /**
   * Sends a request and reads the answer.
   *
   * @return how many bytes the answer has, head and body
   * @throws IOException if it is not the pixel
   */
  int ask(byte[] request) throws IOException {
    send(request);
    return receive();
  }

  void send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
  }

  /** Reads the answer to what was sent; returns and throws as {@link #ask}. */
  int receive() throws IOException {
    StringBuilder answer = new StringBuilder();
    byte[] buffer = new byte[4096];
    while (true) {
      int got = socket.getInputStream().read(buffer);
      if (got < 0) {
        throw new IOException("the connection was closed after: " + answer);
      }
      answer.append(new String(buffer, 0, got, ISO_8859_1));
      int headEnd = answer.indexOf("\r\n\r\n");
      if (headEnd >= 0 && answer.length() >= headEnd + 4 + PIXEL_BYTES) {
        check(answer.toString(), headEnd);
        return answer.length();
      }
      if (headEnd >= 0 && !answer.toString().startsWith("HTTP/1.1 200")) {
        throw new IOException("expected status 200, found: " + answer.substring(0, headEnd));
      }
    }
  }

  private static void check(String answer, int headEnd) throws IOException {
    String head = answer.substring(0, headEnd).toLowerCase(Locale.ROOT);
    String body = answer.substring(headEnd + 4);
    if (!head.startsWith("http/1.1 200")
        || !head.contains("content-length: " + PIXEL_BYTES)
        || !body.startsWith("GIF89a")
        || body.length() != PIXEL_BYTES) {
      throw new IOException("expected a GIF of 43 bytes, found: " + answer.substring(0, headEnd));
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
