package org.trueopen.ingest.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.commons.net.smtp.AuthenticatingSMTPClient;
import org.apache.commons.net.smtp.SMTPConnectionClosedException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the next hop. Sends mail byte for byte, which the library's writer of
 * characters would not.
 */
final class NextHopClient extends AuthenticatingSMTPClient {

  /** The next hop is there but will not do; a reply for the client says why. */
  static final class UnwillingException extends IOException {
    private static final long serialVersionUID = 1;
    private final transient Reply reply;

    UnwillingException(Reply reply) {
      super(reply.toString());
      this.reply = reply;
    }

    Reply reply() {
      return reply;
    }
  }

  private static final Duration LEAVE = Duration.ofSeconds(1);

  private final NextHopConfig config;
  private final Watchdog watchdog;

  /** What TLS is put over. To close TLS itself would wait for a write that is stuck. */
  private volatile @Nullable Socket plain;

  private final Set<String> extensions = new HashSet<>();
  private String authentication = "";

  private NextHopClient(NextHopConfig config, SSLContext tls, Watchdog watchdog) {
    super(config.tls() == NextHopConfig.Tls.IMPLICIT, tls);
    this.config = config;
    this.watchdog = watchdog;
    setCharset(UTF_8);
    setConnectTimeout((int) config.connectTimeout().toMillis());
    setDefaultTimeout((int) config.replyTimeout().toMillis());
    setEndpointCheckingEnabled(config.tls().checksCertificate());
  }

  /**
   * Connects, secures and logs in.
   *
   * @throws UnwillingException if the next hop answers, but not as needed
   * @throws IOException if it does not answer
   */
  static NextHopClient open(NextHopConfig config, SSLContext tls, Watchdog watchdog)
      throws IOException {
    NextHopClient client = new NextHopClient(config, tls, watchdog);
    try {
      client.begin();
      return client;
    } catch (IOException e) {
      client.abort();
      throw e;
    }
  }

  @Override
  protected void _connectAction_() throws IOException {
    plain = _socket_;
    super._connectAction_();
  }

  private void begin() throws IOException {
    try {
      connect(config.host(), config.port());
      if (getReplyCode() != 220) {
        throw unwilling("4.3.5", "the next hop does not take mail now: " + heard().text());
      }
      greet();
      startTls();
    } catch (SSLException e) {
      throw unwilling("4.7.5", "TLS with the next hop failed: " + e.getMessage());
    }
    logIn();
  }

  private void greet() throws IOException {
    extensions.clear();
    Reply reply = command("EHLO " + config.heloName());
    if (!reply.positive()) {
      reply = command("HELO " + config.heloName());
    }
    if (!reply.positive()) {
      throw unwilling("4.3.5", "the next hop refuses our greeting: " + reply.text());
    }
    Arrays.stream(getReplyStrings())
        .skip(1)
        .filter(line -> line.length() > 4)
        .map(line -> line.substring(4).strip().toUpperCase(Locale.ROOT))
        .forEach(this::addExtension);
  }

  private void addExtension(String line) {
    String name = line.split("[ =]", 2)[0];
    extensions.add(name);
    if (name.equals("AUTH")) {
      authentication += ' ' + line.substring(4).replace('=', ' ') + ' ';
    }
  }

  private void startTls() throws IOException {
    NextHopConfig.Tls mode = config.tls();
    if (mode == NextHopConfig.Tls.NONE || mode == NextHopConfig.Tls.IMPLICIT) {
      return;
    }
    if (offers("STARTTLS") && execTLS()) {
      // What was said before TLS could have been said by anybody.
      authentication = "";
      greet();
    } else if (mode == NextHopConfig.Tls.STARTTLS_REQUIRED) {
      throw unwilling("4.7.5", "the next hop does not offer STARTTLS, which is required");
    }
  }

  private void logIn() throws IOException {
    if (!config.hasLogin()) {
      return;
    }
    AUTH_METHOD method =
        authentication.contains(" PLAIN ")
            ? AUTH_METHOD.PLAIN
            : authentication.contains(" LOGIN ") ? AUTH_METHOD.LOGIN : null;
    if (method == null) {
      throw unwilling("4.3.5", "the next hop offers neither AUTH PLAIN nor LOGIN");
    }
    try {
      if (!auth(method, config.user(), config.password())) {
        throw unwilling("4.3.5", "the next hop refuses our login: " + heard().text());
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("the login cannot be computed", e);
    }
  }

  boolean offers(String extension) {
    return extensions.contains(extension);
  }

  /** Says a line and returns the answer. */
  Reply command(String line) throws IOException {
    try {
      sendCommand(line);
    } catch (SMTPConnectionClosedException e) {
      throw closed(e);
    }
    return heard();
  }

  /** Sends a mail after {@code DATA} was answered with 354, and returns the answer to its end. */
  Reply mail(byte[] trace, byte[] mail) throws IOException {
    try (Watchdog.Watch _ = watchdog.over(this::abort, config.replyTimeout())) {
      OutputStream out = new BufferedOutputStream(_output_, 64 * 1024);
      out.write(trace);
      writeStuffed(out, mail);
      out.flush();
    }
    try {
      getReply();
    } catch (SMTPConnectionClosedException e) {
      throw closed(e);
    }
    return heard();
  }

  /** RFC 5321 section 4.5.2. The mail's lines end with CR LF only; others were seen to before. */
  private static void writeStuffed(OutputStream out, byte[] mail) throws IOException {
    int from = 0;
    while (from < mail.length) {
      int to = from;
      while (to < mail.length && mail[to] != '\n') {
        to++;
      }
      to = Math.min(to + 1, mail.length);
      if (mail[from] == '.') {
        out.write('.');
      }
      out.write(mail, from, to - from);
      from = to;
    }
    if (mail.length > 0 && mail[mail.length - 1] != '\n') {
      out.write('\r');
      out.write('\n');
    }
    out.write('.');
    out.write('\r');
    out.write('\n');
  }

  private Reply heard() {
    return Reply.heard(getReplyCode(), Arrays.asList(getReplyStrings()));
  }

  /** Tells a 421, which has words, from a connection that just ended. */
  private IOException closed(SMTPConnectionClosedException e) {
    return getReplyStrings().length == 0
        ? e
        : unwilling("4.3.2", "the next hop closes the connection: " + heard().text());
  }

  private static UnwillingException unwilling(String enhanced, String why) {
    return new UnwillingException(Reply.of(451, enhanced, why));
  }

  /** Takes leave politely, but does not wait long for the answer. */
  void leave() {
    try (Watchdog.Watch _ = watchdog.over(this::abort, LEAVE)) {
      setSoTimeout((int) LEAVE.toMillis());
      quit();
      disconnect();
    } catch (IOException | RuntimeException e) {
      // It has gone before us.
    }
    abort();
  }

  /** Closes the connection at once; from any thread. */
  void abort() {
    Socket socket = plain == null ? _socket_ : plain;
    if (socket != null) {
      Watchdog.closeQuietly(socket);
    }
  }
}
