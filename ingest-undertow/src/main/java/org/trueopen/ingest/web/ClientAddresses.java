package org.trueopen.ingest.web;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address a request really came from: {@code X-Forwarded-For} is read from the right, and
 * only as far as the hops are proxies we trust.
 */
public final class ClientAddresses {

  private static final AttachmentKey<Boolean> INSIDE = AttachmentKey.create(Boolean.class);

  private final List<IPAddress> trusted;

  /**
   * @param trusted addresses or networks in CIDR text
   */
  public ClientAddresses(List<String> trusted) {
    this.trusted =
        trusted.stream()
            .map(text -> Objects.requireNonNull(new IPAddressString(text).getAddress(), text))
            .map(IPAddress::toPrefixBlock)
            .toList();
  }

  /** The client's address as text. */
  public String of(HttpServerExchange exchange) {
    InetAddress peer = exchange.getSourceAddress().getAddress();
    String address = peer.getHostAddress();
    HeaderValues forwarded = exchange.getRequestHeaders().get(Headers.X_FORWARDED_FOR);
    if (forwarded == null || !isTrusted(address)) {
      return address;
    }
    // Empty elements of a list count for nothing, RFC 9110 section 5.6.1.
    List<String> hops =
        forwarded.stream()
            .flatMap(line -> Stream.of(line.split(",")))
            .map(String::strip)
            .filter(hop -> !hop.isEmpty())
            .toList();
    for (String hop : hops.reversed()) {
      IPAddress parsed = parse(hop);
      if (parsed == null) {
        // What stands left of garbage could have been written by anybody.
        return address;
      }
      address = parsed.toCanonicalString();
      if (!isTrusted(address)) {
        return address;
      }
    }
    return address;
  }

  /** Notes that the request came by the internal port. */
  public static void markInside(HttpServerExchange exchange) {
    exchange.putAttachment(INSIDE, true);
  }

  /**
   * Whether the request came by the internal port, or was made on this machine and not passed on by
   * a proxy.
   */
  public static boolean isInside(HttpServerExchange exchange) {
    return exchange.getAttachment(INSIDE) != null
        || (exchange.getSourceAddress().getAddress().isLoopbackAddress()
            && !exchange.getRequestHeaders().contains(Headers.X_FORWARDED_FOR)
            && !exchange.getRequestHeaders().contains(Headers.FORWARDED));
  }

  private boolean isTrusted(String address) {
    IPAddress parsed = parse(address);
    return parsed != null && trusted.stream().anyMatch(network -> network.contains(parsed));
  }

  private static @Nullable IPAddress parse(String text) {
    IPAddress parsed = new IPAddressString(text).getAddress();
    return parsed == null || parsed.isMultiple() ? null : parsed;
  }
}
