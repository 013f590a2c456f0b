package org.trueopen.settings;

import java.util.List;
import java.util.Locale;

/** Host names as {@code host} or {@code host:port}, made comparable. */
public final class HostName {

  private static final List<String> DEFAULT_PORTS = List.of(":443", ":80");

  private HostName() {}

  /**
   * In lower case and without a port that clients leave out: 443, or 80. Which of the two is the
   * default is for the TLS front to know, so either goes (RFC 9110 section 4.2.3).
   */
  public static String canonical(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    for (String port : DEFAULT_PORTS) {
      if (lower.endsWith(port)) {
        return lower.substring(0, lower.length() - port.length());
      }
    }
    return lower;
  }

  /** The name alone, in lower case. */
  public static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    String name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    return name.toLowerCase(Locale.ROOT);
  }
}
