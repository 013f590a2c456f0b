package org.trueopen.ingest.smtp;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.server.Session;
import org.trueopen.settings.SettingsView.Caller;

/**
 * What we know of one client's connection. Used by its own thread, save where said otherwise.
 *
 * <p>It also looks after what the server library does not: how long a client may take in all, how
 * often it may say what no server understands, and that the library's own replies carry enhanced
 * codes as well (RFC 2034 section 3).
 */
final class Connection {

  private static final Pattern WITHOUT_ENHANCED =
      Pattern.compile("([45])\\d\\d (?![45]\\.\\d{1,3}\\.\\d).*");

  /** Replies to commands that no server understands, or not at that point. */
  private static final Pattern BAD_COMMAND = Pattern.compile("50[0-4][ -].*");

  /** The mail that a client is handing over. */
  static final class Transaction {
    final String from;
    final LinkedHashSet<String> recipients = new LinkedHashSet<>();

    Transaction(String from) {
      this.from = from;
    }
  }

  /**
   * How much later than at its end a time is enforced from outside, so that whoever is just silent
   * hears why.
   */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** A client that does not read is told nothing more. */
  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final Socket plain;
  private final RelayLimits limits;
  private final RelayCounters counters;
  private final Watchdog watchdog;
  private final NextHop nextHop;
  private long deadline;
  private Watchdog.Watch deadlineWatch = () -> {};
  private int badCommands;
  private boolean closing;
  private int authFailures;
  private String helo = "";
  private String presentedKey = "";
  private @Nullable Caller caller;
  private volatile @Nullable Session session;
  private volatile @Nullable Transaction transaction;

  /**
   * @param plain what TLS is put over: it can be closed from outside, whatever is going on
   */
  Connection(
      Socket plain,
      RelayLimits limits,
      RelayCounters counters,
      Watchdog watchdog,
      NextHop nextHop) {
    this.plain = plain;
    this.limits = limits;
    this.counters = counters;
    this.watchdog = watchdog;
    this.nextHop = nextHop;
    allow(limits.loginTimeout());
  }

  static Connection of(Session session) {
    return ((GuardedSocket) session.getSocket()).connection();
  }

  Socket plain() {
    return plain;
  }

  NextHop nextHop() {
    return nextHop;
  }

  void begin(Session newSession) {
    session = newSession;
  }

  // --- Who is there ---

  void greet(String name) {
    helo = name;
    transaction = null;
  }

  /** What the client calls itself; empty until it has. */
  String helo() {
    return helo;
  }

  void logIn(Caller newCaller, String key) {
    caller = newCaller;
    presentedKey = key;
    allowAnyTime();
  }

  /** Forgets all that was said before TLS (RFC 3207 section 4.2). */
  void startOver() {
    helo = "";
    caller = null;
    presentedKey = "";
    transaction = null;
    allow(limits.loginTimeout());
  }

  @Nullable Caller caller() {
    return caller;
  }

  /** As the client sent it: keys can be revoked while a connection lasts. */
  String presentedKey() {
    return presentedKey;
  }

  int failAuth() {
    return ++authFailures;
  }

  // --- The mail at hand ---

  @Nullable Transaction transaction() {
    return transaction;
  }

  Transaction begin(String from) {
    Transaction begun = new Transaction(from);
    transaction = begun;
    return begun;
  }

  void endTransaction() {
    transaction = null;
  }

  /** A mail was taken: whoever does that may also reset and greet now and then. */
  void forgiveBadCommands() {
    badCommands = 0;
  }

  // --- Limits ---

  /** From now on, all must be done within this time. */
  void allow(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
    deadlineWatch.close();
    // A read's timeout does not do: under TLS one read of ours is many reads of the network.
    deadlineWatch = watchdog.over(this::cutOff, time.plus(GRACE));
  }

  private void cutOff() {
    countTimeout();
    Watchdog.closeQuietly(plain);
  }

  /** From now on, only idling is limited. */
  void allowAnyTime() {
    deadline = Long.MAX_VALUE;
    deadlineWatch.close();
  }

  /** The connection is closed; from any thread. */
  void end() {
    deadlineWatch.close();
  }

  /** How long the next read may wait, in milliseconds. */
  int patience() throws SocketTimeoutException {
    long left =
        deadline == Long.MAX_VALUE ? Long.MAX_VALUE : (deadline - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException("the client took too long");
    }
    return (int) Math.min(left, limits.idleTimeout().toMillis());
  }

  void countTimeout() {
    counters.count(RelayCounters.Limit.TIME);
  }

  /** Closes the socket of a client that does not read its reply. */
  Watchdog.Watch watchReply() {
    return watchdog.over(plain, limits.idleTimeout());
  }

  /** A command that is understood but does nothing. */
  void countIdleCommand() {
    badCommands++;
  }

  boolean isClosing() {
    return closing;
  }

  void closeSoon() {
    closing = true;
  }

  /** Looks at a reply on its way out and may change it. */
  String outgoing(String reply) {
    if (closing) {
      return "";
    }
    if (BAD_COMMAND.matcher(reply.stripTrailing()).lookingAt()) {
      badCommands++;
    }
    if (badCommands > limits.maxBadCommands()) {
      counters.count(RelayCounters.Limit.COMMANDS);
      closing = true;
      return "421 4.7.0 too many commands that lead nowhere\r\n";
    }
    return WITHOUT_ENHANCED.matcher(reply.stripTrailing()).matches()
        ? reply.substring(0, 4) + enhanced(reply) + ' ' + reply.substring(4)
        : reply;
  }

  private static String enhanced(String reply) {
    if (reply.startsWith("421")) {
      return reply.contains("imeout") ? "4.4.2" : "4.3.2";
    }
    return reply.charAt(0) + (reply.startsWith("50") ? ".5.2" : ".0.0");
  }

  // --- Stopping; from another thread ---

  /** Ends the connection unless a mail is being handed over. */
  boolean closeIfIdle() {
    Session open = session;
    if (open == null) {
      return true;
    }
    if (transaction != null) {
      return false;
    }
    try (Watchdog.Watch _ = watchdog.over(plain, GOODBYE)) {
      open.sendResponse("421 4.3.2 the server is stopping");
      open.closeSocket();
    } catch (IOException e) {
      // It is gone, which is what we want.
    }
    return true;
  }
}
