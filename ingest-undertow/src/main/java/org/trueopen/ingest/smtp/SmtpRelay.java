package org.trueopen.ingest.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.internal.server.CommandHandler;
import org.subethamail.smtp.server.SMTPServer;
import org.trueopen.settings.SettingsView;

/**
 * The SMTP relay: applications hand in mail with an API key, each recipient's copy is instrumented
 * and goes on to the next hop.
 *
 * <pre>
 *   MAIL, RCPT --&gt; the next hop's verdict, passed back
 *   DATA       --&gt; MailReader --&gt; BoundedTracking --&gt; Forwarder --&gt; NextHop --&gt; one answer
 * </pre>
 *
 * A mail is answered with 250 only when the next hop has taken every copy; nothing is queued here,
 * so nothing can be lost here.
 */
public final class SmtpRelay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpRelay.class);

  /** Connections beyond the limit that may be told so at the same time. */
  private static final int TURNED_AWAY_AT_ONCE = 20;

  private final RelayCounters counters;
  private final Duration closeTimeout;
  private final Watchdog watchdog = new Watchdog();
  private final ExecutorService sessions = Executors.newVirtualThreadPerTaskExecutor();
  private final BoundedTracking tracking;
  private final ConnectionLimits connections;
  private final SMTPServer server;
  private volatile Optional<GuardedServerSocket> listener = Optional.empty();

  private SmtpRelay(
      RelayConfig config, SettingsView settings, MailTracking mailTracking, Clock clock) {
    RelayLimits limits = config.limits();
    this.counters = new RelayCounters();
    this.closeTimeout = limits.closeTimeout();
    this.tracking = new BoundedTracking(mailTracking, limits.trackingTimeout(), counters);
    this.connections = new ConnectionLimits(limits, counters);
    this.server = server(config);
    MemoryBudget memory = new MemoryBudget(limits.maxBytesInMemory());
    LoginRules rules = new LoginRules(settings, config.authWithoutTls());
    Forwarder forwarder =
        new Forwarder(tracking, new SentCopies(), counters, clock, config.nextHop().mailTimeout());
    CommandHandler commands = server.getCommandHandler();
    commands.addCommand(new HelloVerb("EHLO", config, rules));
    commands.addCommand(new HelloVerb("HELO", config, rules));
    commands.addCommand(new StartTlsVerb(config.tls().orElse(null)));
    commands.addCommand(new AuthVerb(rules, config.tls().isPresent(), limits, counters));
    commands.addCommand(new MailVerb(rules, limits, memory, counters));
    commands.addCommand(new RcptVerb(limits, counters));
    commands.addCommand(new DataVerb(config, memory, forwarder, counters, clock, ids()));
    addSimple(commands);
  }

  private static void addSimple(CommandHandler commands) {
    commands.addCommand(
        new SimpleVerb(
            "RSET",
            Reply.of(250, "2.0.0", "ok"),
            connection -> {
              connection.endTransaction();
              connection.countIdleCommand();
            }));
    commands.addCommand(
        new SimpleVerb("NOOP", Reply.of(250, "2.0.0", "ok"), Connection::countIdleCommand));
    commands.addCommand(
        new SimpleVerb(
            "VRFY",
            Reply.of(252, "2.5.0", "send mail and the next hop will tell"),
            Connection::countIdleCommand));
    commands.addCommand(
        new SimpleVerb(
            "HELP",
            Reply.of(214, "2.0.0", "EHLO STARTTLS AUTH MAIL RCPT DATA RSET NOOP VRFY QUIT"),
            Connection::countIdleCommand));
    commands.addCommand(new SimpleVerb("EXPN", Reply.of(502, "5.5.1", "there are no lists here")));
    // What follows it is a mail's text, which must not be taken for commands.
    commands.addCommand(new SimpleVerb("BDAT", Reply.of(421, "4.7.0", "CHUNKING was not offered")));
    commands.addCommand(new QuitVerb());
  }

  /**
   * Starts to listen.
   *
   * @param settings whose API keys with the scope SEND may send mail
   * @throws IllegalStateException if the port cannot be had
   */
  public static SmtpRelay start(
      RelayConfig config, SettingsView settings, MailTracking tracking, Clock clock) {
    SmtpRelay relay = new SmtpRelay(config, settings, tracking, clock);
    try {
      relay.server.start();
    } catch (RuntimeException e) {
      relay.tracking.close();
      relay.watchdog.close();
      throw new IllegalStateException(
          "INGEST_SMTP_BIND, INGEST_SMTP_PORT: cannot listen on %s:%d; does another process? (%s)"
              .formatted(config.bind(), config.port(), e.getMessage()),
          e);
    }
    LOG.info("SMTP relay on port {}, next hop {}", relay.port(), config.nextHop());
    return relay;
  }

  /** The port it listens on. */
  public int port() {
    return server.getPortAllocated();
  }

  public RelayCounters counters() {
    return counters;
  }

  private SMTPServer server(RelayConfig config) {
    SSLContext tls = NextHopTrust.context(config.nextHop());
    return SMTPServer.port(config.port())
        .bindAddress(address(config.bind()))
        .hostName(config.hostName())
        .softwareName("TrueOpen")
        .executorService(sessions)
        .maxConnections(config.limits().maxConnections() + TURNED_AWAY_AT_ONCE)
        .sessionHandler(connections)
        .serverThreadName("smtp-relay")
        .serverSocketFactory(
            () -> {
              GuardedServerSocket socket =
                  new GuardedServerSocket(
                      plain ->
                          new Connection(
                              plain,
                              config.limits(),
                              counters,
                              watchdog,
                              new NextHop(config.nextHop(), tls, watchdog, counters)));
              listener = Optional.of(socket);
              return socket;
            })
        .build();
  }

  private static InetAddress address(String bind) {
    try {
      return InetAddress.getByName(bind);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("INGEST_SMTP_BIND: no such address as " + bind, e);
    }
  }

  private static Supplier<String> ids() {
    SecureRandom random = new SecureRandom();
    return () -> {
      byte[] bytes = new byte[10];
      random.nextBytes(bytes);
      return HexFormat.of().formatHex(bytes);
    };
  }

  /** Stops listening, lets mails in flight be answered for a while, then closes everything. */
  @Override
  public void close() {
    connections.stopAccepting();
    listener.ifPresent(
        socket -> {
          try {
            socket.stopListening();
          } catch (IOException e) {
            LOG.warn("the SMTP port could not be closed", e);
          }
        });
    long deadline = System.nanoTime() + closeTimeout.toNanos();
    while (!connections.closeIdle() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    connections.abort();
    // Interrupts what still waits for a peer; those clients get no answer and will try again.
    sessions.shutdownNow();
    server.stop();
    tracking.close();
    watchdog.close();
  }
}
