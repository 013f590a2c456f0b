package org.trueopen.ingest.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The {@code Received} field that RFC 5321 section 4.4 asks every relay to put in front:
 *
 * <pre>
 * Received: from app.example ([192.0.2.7])
 *   by relay.example with ESMTPSA id 01JD...;
 *   Sun, 22 Nov 2026 00:30:00 +0000
 * </pre>
 *
 * It names the client by what it called itself and by its address, as is the custom for mail handed
 * in by a server and what loop detection and abuse desks rely on; neither the API key's name nor
 * any recipient.
 */
final class TraceLine {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}");

  private TraceLine() {}

  static byte[] of(
      String helo, InetAddress client, String hostName, String protocol, String id, Instant at) {
    String name = NAME.matcher(helo).matches() ? helo : "unknown";
    String literal =
        (client instanceof Inet6Address ? "IPv6:" : "")
            + client.getHostAddress().replaceAll("%.*", "");
    return ("Received: from "
            + name
            + " (["
            + literal
            + "])\r\n\tby "
            + hostName
            + " with "
            + protocol
            + " id "
            + id
            + ";\r\n\t"
            + DATE.format(at)
            + "\r\n")
        .getBytes(US_ASCII);
  }

  /** RFC 3848: ESMTP, S with TLS, A as everybody has to log in. */
  static String protocol(boolean tls) {
    return tls ? "ESMTPSA" : "ESMTPA";
  }
}
