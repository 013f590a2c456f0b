package org.trueopen.ingest.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client that says exactly what it is told, right or wrong. */
final class SmtpTestClient implements AutoCloseable {

  private static final int PATIENCE_MS = 20_000;

  private final Socket plain;
  private Socket socket;
  private BufferedReader reader;
  final String greeting;

  SmtpTestClient(int port) {
    try {
      plain = new Socket(InetAddress.getLoopbackAddress(), port);
      socket = plain;
      socket.setSoTimeout(PATIENCE_MS);
      reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      greeting = reply();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connected, greeted and logged in. */
  static SmtpTestClient loggedIn(int port) {
    SmtpTestClient client = new SmtpTestClient(port);
    client.say("EHLO app.example");
    client.auth(RelayFixture.KEY);
    return client;
  }

  /** Sends a line and returns the reply, its lines joined with LF; "closed" if there is none. */
  String say(String line) {
    raw(line + "\r\n");
    return reply();
  }

  String auth(String key) {
    return say("AUTH PLAIN " + plain(key));
  }

  static String plain(String key) {
    return Base64.getEncoder().encodeToString(("\0anybody\0" + key).getBytes(ISO_8859_1));
  }

  void raw(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    } catch (IOException e) {
      // The server closed first; the next reply will say so.
    }
  }

  String reply() {
    try {
      StringBuilder reply = new StringBuilder();
      while (true) {
        String line = reader.readLine();
        if (line == null) {
          return "closed";
        }
        reply.append(line);
        if (line.length() < 4 || line.charAt(3) != '-') {
          return reply.toString();
        }
        reply.append('\n');
      }
    } catch (IOException e) {
      return "closed";
    }
  }

  /** Hands over a mail and returns the answer to it. */
  String send(String from, String mail, String... recipients) {
    expect("250", say("MAIL FROM:<" + from + ">"));
    for (String recipient : recipients) {
      expect("250", say("RCPT TO:<" + recipient + ">"));
    }
    expect("354", say("DATA"));
    return say(mail + "\r\n.");
  }

  private static void expect(String code, String reply) {
    if (!reply.startsWith(code)) {
      throw new AssertionError("expected " + code + ", found " + reply);
    }
  }

  /** Sends a byte past TLS, as part of a record of it; false once nobody takes it any more. */
  boolean beneathTls(int b) {
    try {
      plain.getOutputStream().write(b);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  void startTls(SSLContext tls) {
    expect("220", say("STARTTLS"));
    try {
      SSLSocket secured =
          (SSLSocket)
              tls.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
      secured.startHandshake();
      socket = secured;
      reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Watchdog.closeQuietly(socket);
  }
}
