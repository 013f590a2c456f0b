package org.trueopen.ingest.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.server.Session;
import org.trueopen.settings.SettingsView.Caller;

/**
 * {@code AUTH PLAIN} and {@code AUTH LOGIN} (RFC 4954, RFC 4616): the password is an API key, the
 * user name is free.
 */
final class AuthVerb extends Verb {

  private static final Reply CANCELLED = Reply.of(501, "5.7.0", "authentication cancelled");
  private static final Reply UNREADABLE = Reply.of(501, "5.5.2", "that is not base64");

  private final LoginRules rules;
  private final boolean tlsOffered;
  private final RelayLimits limits;
  private final RelayCounters counters;

  AuthVerb(LoginRules rules, boolean tlsOffered, RelayLimits limits, RelayCounters counters) {
    super("AUTH");
    this.rules = rules;
    this.tlsOffered = tlsOffered;
    this.limits = limits;
    this.counters = counters;
  }

  @Override
  @Nullable Reply answer(String argument, Session session, Connection connection)
      throws IOException {
    if (connection.helo().isEmpty()) {
      return Reply.of(503, "5.5.1", "say EHLO first");
    }
    if (connection.caller() != null) {
      return Reply.of(503, "5.5.1", "you are logged in already");
    }
    if (!rules.mayLogIn(session)) {
      return tlsOffered
          ? Reply.of(538, "5.7.11", "use STARTTLS first")
          : Reply.of(504, "5.5.4", "keys are not taken in the clear and there is no TLS here");
    }
    String[] words = argument.split(" +", 2);
    String initial = words.length > 1 ? words[1].strip() : "";
    return switch (words[0].toUpperCase(Locale.ROOT)) {
      case "PLAIN" -> plain(initial, session, connection);
      case "LOGIN" -> login(initial, session, connection);
      default -> Reply.of(504, "5.5.4", "expected AUTH PLAIN or AUTH LOGIN");
    };
  }

  private @Nullable Reply plain(String initial, Session session, Connection connection)
      throws IOException {
    String line = initial.isEmpty() ? ask("", session) : initial;
    if (line == null) {
      return null;
    }
    if (line.equals("*")) {
      return CANCELLED;
    }
    Optional<String> text = decode(line);
    // authorisation identity, user name and password, parted by NUL
    String[] parts = text.orElse("").split("\0", -1);
    return text.isEmpty() || parts.length != 3 ? UNREADABLE : judge(parts[2], connection);
  }

  private @Nullable Reply login(String initial, Session session, Connection connection)
      throws IOException {
    String user = initial.isEmpty() ? ask("Username:", session) : initial;
    if (user == null) {
      return null;
    }
    if (user.equals("*")) {
      return CANCELLED;
    }
    String password = ask("Password:", session);
    if (password == null) {
      return null;
    }
    if (password.equals("*")) {
      return CANCELLED;
    }
    Optional<String> key = decode(password);
    return key.isEmpty() ? UNREADABLE : judge(key.get(), connection);
  }

  private @Nullable String ask(String challenge, Session session) throws IOException {
    session.sendResponse("334 " + Base64.getEncoder().encodeToString(challenge.getBytes(UTF_8)));
    String line = session.getReader().readLine();
    return line == null ? null : line.strip();
  }

  private static Optional<String> decode(String base64) {
    if (base64.equals("=")) {
      return Optional.of("");
    }
    try {
      return Optional.of(new String(Base64.getDecoder().decode(base64), UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Reply judge(String key, Connection connection) {
    Optional<Caller> caller = rules.sender(key);
    if (caller.isPresent()) {
      connection.logIn(caller.get(), key);
      return Reply.of(235, "2.7.0", "welcome");
    }
    counters.authFailures.increment();
    // Only this connection's own thread waits, and such threads cost next to nothing.
    pause(limits.authDelay());
    if (connection.failAuth() >= limits.maxAuthFailures()) {
      counters.count(RelayCounters.Limit.AUTH_FAILURES);
      return Reply.of(421, "4.7.0", "too many failed logins");
    }
    return Reply.of(535, "5.7.8", "the password must be an API key that may send mail");
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
