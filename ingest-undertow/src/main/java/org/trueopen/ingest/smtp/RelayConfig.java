package org.trueopen.ingest.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trueopen.config.Environment;

/**
 * All settings of the SMTP relay.
 *
 * @param port 0 for any free one
 * @param hostName how the relay names itself, in its greeting and in {@code Received}
 * @param tls what STARTTLS uses; empty if it is not offered
 * @param authWithoutTls whether API keys may come over the network in the clear
 */
public record RelayConfig(
    String bind,
    int port,
    String hostName,
    Optional<TlsIdentity> tls,
    boolean authWithoutTls,
    RelayLimits limits,
    NextHopConfig nextHop) {

  private static final int MIB = 1024 * 1024;
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
  private static final Pattern HOST_PORT =
      Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]+\\]):(\\d{1,5})");

  /**
   * Reads the relay's settings and reports what is wrong to the environment.
   *
   * @return empty if {@code INGEST_SMTP_NEXT_HOP} is not set: there is no relay then
   */
  public static Optional<RelayConfig> parse(Environment env) {
    String nextHop = env.text("INGEST_SMTP_NEXT_HOP", "");
    boolean on = !nextHop.isEmpty();
    String bind = env.text("INGEST_SMTP_BIND", "127.0.0.1");
    int port = env.integer("INGEST_SMTP_PORT", 2525, 0, 65535);
    String hostName = hostName(env);
    RelayLimits limits = limits(env);
    boolean authWithoutTls = bool(env, "INGEST_SMTP_AUTH_WITHOUT_TLS");
    Optional<TlsIdentity> tls = tls(env, on);
    NextHopConfig hop = nextHop(env, nextHop, hostName);
    if (on && isOurselves(hop, bind, port)) {
      env.problem(
          "INGEST_SMTP_NEXT_HOP", "another server than the relay itself", '"' + nextHop + '"');
    }
    return on
        ? Optional.of(new RelayConfig(bind, port, hostName, tls, authWithoutTls, limits, hop))
        : Optional.empty();
  }

  private static RelayLimits limits(Environment env) {
    int message =
        env.integer(
            "INGEST_SMTP_MAX_MESSAGE_BYTES", RelayLimits.MAX_MESSAGE_BYTES, 64 * 1024, 256 * MIB);
    int recipients =
        env.integer("INGEST_SMTP_MAX_RECIPIENTS", RelayLimits.MAX_RECIPIENTS, 1, 10_000);
    int connections =
        env.integer("INGEST_SMTP_MAX_CONNECTIONS", RelayLimits.MAX_CONNECTIONS, 1, 10_000);
    int perAddress = env.integer("INGEST_SMTP_MAX_CONNECTIONS_PER_ADDRESS", connections, 1, 10_000);
    // An eighth of the heap: with what is made of the mails that comes to about a half.
    int eighth = (int) Math.min(1024L * MIB, Runtime.getRuntime().maxMemory() / 8);
    int memory = env.integer("INGEST_SMTP_MAX_BYTES_IN_MEMORY", eighth, MIB, Integer.MAX_VALUE);
    return RelayLimits.of(message, recipients, connections, perAddress, memory);
  }

  private static NextHopConfig nextHop(Environment env, String nextHop, String hostName) {
    String host = "localhost";
    int port = 25;
    Matcher matcher = HOST_PORT.matcher(nextHop);
    if (matcher.matches() && isPort(matcher.group(2))) {
      host = matcher.group(1).replaceAll("[\\[\\]]", "");
      port = Integer.parseInt(matcher.group(2));
    } else if (!nextHop.isEmpty()) {
      env.problem("INGEST_SMTP_NEXT_HOP", "host:port", '"' + nextHop + '"');
    }
    NextHopConfig.Tls tls = tlsMode(env);
    String user = env.text("INGEST_SMTP_NEXT_HOP_USER", "");
    String password = password(env, user);
    if (!user.isEmpty() && !tls.checksCertificate() && !isLoopback(host)) {
      env.problem(
          "INGEST_SMTP_NEXT_HOP_TLS",
          "starttls-required or implicit, since a password is sent",
          '"' + tls.name().toLowerCase(Locale.ROOT) + '"');
    }
    int timeout = env.integer("INGEST_SMTP_NEXT_HOP_TIMEOUT_SECONDS", 300, 1, 600);
    return new NextHopConfig(
        host,
        port,
        tls,
        user,
        password,
        hostName,
        certificates(env, nextHop),
        Duration.ofSeconds(Math.min(timeout, 15)),
        Duration.ofSeconds(timeout),
        Duration.ofMinutes(8));
  }

  private static String hostName(Environment env) {
    String name = env.text("INGEST_SMTP_HOST_NAME", localName());
    if (!NAME.matcher(name).matches()) {
      env.problem("INGEST_SMTP_HOST_NAME", "a host's name", '"' + name + '"');
    }
    return name;
  }

  private static String localName() {
    try {
      String name = InetAddress.getLocalHost().getCanonicalHostName();
      return NAME.matcher(name).matches() ? name : "localhost";
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static NextHopConfig.Tls tlsMode(Environment env) {
    String text = env.text("INGEST_SMTP_NEXT_HOP_TLS", "starttls");
    for (NextHopConfig.Tls mode : NextHopConfig.Tls.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
        return mode;
      }
    }
    env.problem(
        "INGEST_SMTP_NEXT_HOP_TLS",
        "none, starttls, starttls-required or implicit",
        '"' + text + '"');
    return NextHopConfig.Tls.STARTTLS_REQUIRED;
  }

  private static String password(Environment env, String user) {
    String path = env.text("INGEST_SMTP_NEXT_HOP_PASSWORD_FILE", "");
    if (user.isEmpty() != path.isEmpty()) {
      String missing =
          user.isEmpty() ? "INGEST_SMTP_NEXT_HOP_USER" : "INGEST_SMTP_NEXT_HOP_PASSWORD_FILE";
      env.problem(missing, "both a user and a password's file, or neither", "nothing");
    }
    if (path.isEmpty()) {
      return "";
    }
    return String.join("", env.fileLines("INGEST_SMTP_NEXT_HOP_PASSWORD_FILE")).strip();
  }

  private static Optional<Path> certificates(Environment env, String nextHop) {
    String name = "INGEST_SMTP_NEXT_HOP_CERTIFICATES_FILE";
    String path = env.text(name, "");
    if (path.isEmpty() || nextHop.isEmpty() || env.fileLines(name).isEmpty()) {
      return Optional.empty();
    }
    try {
      TlsIdentity.certificates(Path.of(path));
    } catch (IOException e) {
      env.problem(name, "a PEM file of certificates", '"' + path + "\" (" + e.getMessage() + ')');
    }
    return Optional.of(Path.of(path));
  }

  private static Optional<TlsIdentity> tls(Environment env, boolean on) {
    String certificate = env.text("INGEST_SMTP_TLS_CERTIFICATE_FILE", "");
    String key = env.text("INGEST_SMTP_TLS_KEY_FILE", "");
    if (certificate.isEmpty() != key.isEmpty()) {
      env.problem(
          certificate.isEmpty() ? "INGEST_SMTP_TLS_CERTIFICATE_FILE" : "INGEST_SMTP_TLS_KEY_FILE",
          "both a certificate's and a key's file, or neither",
          "nothing");
      return Optional.empty();
    }
    if (certificate.isEmpty() || !on) {
      return Optional.empty();
    }
    try {
      return Optional.of(TlsIdentity.load(Path.of(certificate), Path.of(key)));
    } catch (IOException e) {
      env.problem(
          "INGEST_SMTP_TLS_CERTIFICATE_FILE",
          "a PEM certificate chain, and in INGEST_SMTP_TLS_KEY_FILE its unencrypted PKCS#8 key",
          "files that cannot be used (" + e.getMessage() + ')');
      return Optional.empty();
    }
  }

  private static boolean bool(Environment env, String name) {
    String text = env.text(name, "false");
    if (!text.equals("true") && !text.equals("false")) {
      env.problem(name, "true or false", '"' + text + '"');
    }
    return text.equals("true");
  }

  private static boolean isPort(String digits) {
    int port = Integer.parseInt(digits);
    return port > 0 && port <= 65535;
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean isOurselves(NextHopConfig hop, String bind, int port) {
    if (hop.port() != port) {
      return false;
    }
    try {
      InetAddress ours = InetAddress.getByName(bind);
      for (InetAddress address : InetAddress.getAllByName(hop.host())) {
        boolean local =
            address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || NetworkInterface.getByInetAddress(address) != null;
        if (address.equals(ours) || (ours.isAnyLocalAddress() && local)) {
          return true;
        }
      }
    } catch (UnknownHostException | SocketException e) {
      // A name that means nothing yet may mean something later; loops are detected in mails too.
    }
    return false;
  }
}
