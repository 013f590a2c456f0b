package org.trueopen.instrument;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An absolute http or https address, as mail clients follow it. Read by hand: links in mail are
 * often no valid URI ("|" or spaces in a query, an underscore or an umlaut in the host), and still
 * work.
 *
 * @param host lower case, in its ASCII form (RFC 5890), without port, user and final dot; an IPv6
 *     literal with its brackets
 * @param comparable the address without its fragment, scheme and host in lower case
 */
record WebAddress(String host, String comparable) {

  /** What no host holds (WHATWG URL section 3.5): a link with these goes nowhere. */
  private static final Pattern FORBIDDEN_IN_HOST = Pattern.compile("[\\s<>^|`\"{}]");

  static Optional<WebAddress> read(String url) {
    int schemeEnd = schemeEnd(url);
    if (schemeEnd < 0) {
      return Optional.empty();
    }
    int pathStart = endOfAuthority(url, schemeEnd);
    int hostStart = Math.max(schemeEnd, url.lastIndexOf('@', pathStart - 1) + 1);
    String host =
        ascii(
            url.substring(hostStart, endOfHost(url, hostStart, pathStart))
                .toLowerCase(Locale.ROOT));
    if (host.isEmpty() || FORBIDDEN_IN_HOST.matcher(host).find()) {
      return Optional.empty();
    }
    int fragment = url.indexOf('#', pathStart);
    return Optional.of(
        new WebAddress(
            host,
            url.substring(0, pathStart).toLowerCase(Locale.ROOT)
                + url.substring(pathStart, fragment < 0 ? url.length() : fragment)));
  }

  private static int endOfAuthority(String url, int from) {
    int end = from;
    while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** Without the port, if there is one. */
  private static int endOfHost(String url, int start, int end) {
    int colon = end;
    while (colon > start && Character.digit(url.charAt(colon - 1), 10) >= 0) {
      colon--;
    }
    return colon > start && url.charAt(colon - 1) == ':' ? colon - 1 : end;
  }

  /** A host name as {@link #host} writes it. */
  static String normalHost(String host) {
    return ascii(host.strip().toLowerCase(Locale.ROOT));
  }

  private static int schemeEnd(String url) {
    if (url.regionMatches(true, 0, "http://", 0, 7)) {
      return 7;
    }
    return url.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
  }

  private static String ascii(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (Utf8.isAscii(name)) {
      return name;
    }
    try {
      return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return name; // no valid name; then it is compared as it stands
    }
  }
}
