package org.trueopen.ingest.web;

import inet.ipaddr.IPAddress;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address a request really came from: the header that proxies write it into is read from
 * the right, and only as far as the hops are proxies we trust.
 */
public final class ClientAddresses {

  private static final AttachmentKey<Boolean> INSIDE = AttachmentKey.create(Boolean.class);

  private final TrustedNetworks trusted;
  private final ForwardedHeader believed;

  /**
   * @param believed no other header is looked at
   */
  public ClientAddresses(TrustedNetworks trusted, ForwardedHeader believed) {
    this.trusted = trusted;
    this.believed = believed;
  }

  /** The header that is believed; null if none is. */
  public @Nullable HttpString header() {
    return believed.header();
  }

  /** The client's address as text. */
  public String of(HttpServerExchange exchange) {
    HttpString header = believed.header();
    return of(
        exchange.getSourceAddress().getAddress(),
        header == null ? null : exchange.getRequestHeaders().get(header));
  }

  /**
   * The same for a request that was read elsewhere.
   *
   * @param peer the connection's other end
   * @param lines the values of the {@link #header}; null if it has none
   */
  public String of(InetAddress peer, @Nullable List<String> lines) {
    if (lines == null || !trusted.contains(peer)) {
      return peer.getHostAddress();
    }
    String address = peer.getHostAddress();
    for (String hop : hops(lines).reversed()) {
      IPAddress parsed = TrustedNetworks.parse(hop);
      if (parsed == null) {
        // What stands left of garbage could have been written by anybody.
        return address;
      }
      address = parsed.toCanonicalString();
      if (!trusted.contains(parsed)) {
        return address;
      }
    }
    return address;
  }

  private List<String> hops(List<String> lines) {
    if (believed == ForwardedHeader.FORWARDED) {
      return lines.stream()
          .flatMap(line -> ForwardedElements.nodes(line).stream())
          .map(ForwardedElements::address)
          .toList();
    }
    // Empty elements of a list count for nothing, RFC 9110 section 5.6.1.
    return lines.stream()
        .flatMap(line -> Stream.of(line.split(",")))
        .map(String::strip)
        .filter(hop -> !hop.isEmpty())
        .toList();
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
}
