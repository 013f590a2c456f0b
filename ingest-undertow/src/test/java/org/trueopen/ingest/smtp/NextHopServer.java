package org.trueopen.ingest.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that follows a script and keeps what it is given, byte for byte. */
final class NextHopServer implements AutoCloseable {

  final NextHopScript script = new NextHopScript();
  final AtomicInteger connections = new AtomicInteger();
  private final ServerSocket listener;
  private final Thread acceptor;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private NextHopServer(int port) throws IOException {
    listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    acceptor = Thread.ofPlatform().daemon().start(this::accept);
  }

  static NextHopServer start() {
    return start(0);
  }

  static NextHopServer start(int port) {
    try {
      return new NextHopServer(port);
    } catch (IOException e) {
      throw new IllegalStateException("no next hop", e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Ends every connection, as servers do with idle ones. */
  void hangUp() {
    open.forEach(Watchdog::closeQuietly);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> new Dialogue(socket).run());
      } catch (IOException e) {
        // closed
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    Watchdog.closeQuietly(listener);
    try {
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    hangUp();
  }

  /** One connection. */
  private final class Dialogue {
    private Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private String from = "";
    private boolean loggedIn;
    private final List<String> recipients = new ArrayList<>();

    Dialogue(Socket socket) {
      this.socket = socket;
    }

    void run() {
      try {
        if (script.implicitTls) {
          secure();
        }
        in = new BufferedInputStream(socket.getInputStream());
        say(script.greeting);
        while (true) {
          String line = line();
          script.commands.add(line);
          answer(line);
        }
      } catch (IOException e) {
        // The other side has gone, or we were told to.
      } finally {
        open.remove(socket);
        Watchdog.closeQuietly(socket);
      }
    }

    private void answer(String line) throws IOException {
      String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      switch (verb) {
        case "EHLO" -> ehlo();
        case "HELO", "NOOP" -> say("250 hop.example");
        case "RSET" -> {
          from = "";
          recipients.clear();
          say("250 2.0.0 Ok");
        }
        case "STARTTLS" -> {
          say("220 2.0.0 go ahead");
          secure();
          in = new BufferedInputStream(socket.getInputStream());
        }
        case "AUTH" -> auth();
        case "MAIL" -> mail(line);
        case "RCPT" -> rcpt(line);
        case "DATA" -> data();
        case "QUIT" -> {
          say("221 2.0.0 Bye");
          throw new IOException("quit");
        }
        default -> say("500 5.5.2 what?");
      }
    }

    private void ehlo() throws IOException {
      List<String> lines = new ArrayList<>(List.of("hop.example"));
      lines.addAll(script.extensions);
      if (script.tls != null && !(socket instanceof SSLSocket)) {
        lines.add("STARTTLS");
      }
      if (script.login != null) {
        lines.add("AUTH LOGIN PLAIN");
      }
      for (int i = 0; i < lines.size(); i++) {
        say("250" + (i == lines.size() - 1 ? ' ' : '-') + lines.get(i));
      }
    }

    private void auth() throws IOException {
      say("334 ");
      loggedIn = line().equals(script.login);
      say(loggedIn ? "235 2.7.0 in" : "535 5.7.8 wrong");
    }

    private void mail(String line) throws IOException {
      if (script.login != null && !loggedIn) {
        say("530 5.7.0 log in first");
        return;
      }
      if (!from.isEmpty()) {
        say("503 5.5.1 nested MAIL");
        return;
      }
      String reply = script.mail.apply(line);
      if (reply.startsWith("2")) {
        from = line.substring(line.indexOf('<'), line.indexOf('>') + 1);
      }
      say(reply);
    }

    private void rcpt(String line) throws IOException {
      String recipient = line.substring(line.indexOf('<') + 1, line.lastIndexOf('>'));
      String reply =
          script.unknown.contains(recipient)
              ? "550-5.1.1 <"
                  + recipient
                  + ">: Recipient address rejected:\r\n550 5.1.1 User unknown"
              : script.rcpt.apply(recipient);
      if (reply.startsWith("2")) {
        recipients.add(recipient);
      }
      say(reply);
    }

    private void data() throws IOException {
      String all = String.join(",", recipients);
      String go = script.data.apply(all);
      say(go);
      if (!go.startsWith("354")) {
        return;
      }
      if (!script.readsMail) {
        awaitClose();
      }
      StringBuilder mail = new StringBuilder();
      for (String line = line(); !line.equals("."); line = line()) {
        mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
      }
      String reply = script.end.apply(all);
      if (reply.startsWith("2")) {
        script.taken.add(
            new NextHopScript.Taken(from.substring(1, from.length() - 1), all, mail.toString()));
      }
      from = "";
      recipients.clear();
      say(reply);
    }

    private void awaitClose() throws IOException {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("the test is over");
    }

    private void secure() throws IOException {
      SSLContext context = script.tls;
      if (context == null) {
        throw new IOException("no certificate");
      }
      SSLSocket tls =
          (SSLSocket)
              context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
      tls.setUseClientMode(false);
      tls.startHandshake();
      open.add(tls);
      socket = tls;
    }

    private void say(String reply) throws IOException {
      if (reply.equals(NextHopScript.HANG_UP)) {
        throw new IOException("told to hang up");
      }
      if (reply.equals(NextHopScript.SAY_NOTHING)) {
        while (in.read() >= 0) {
          // until the other side has gone
        }
        throw new IOException("it has gone");
      }
      socket.getOutputStream().write((reply + "\r\n").getBytes(ISO_8859_1));
    }

    /** Up to CR LF, each byte a char. */
    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      while (true) {
        int b = in.read();
        if (b < 0) {
          throw new IOException("the other side has gone");
        }
        if (b == '\n' && !line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
          return line.substring(0, line.length() - 1);
        }
        line.append((char) b);
      }
    }
  }
}
