package org.trueopen.webhooks;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Looks names up and leaves only addresses that the world can reach: whoever sets a webhook must
 * not reach our inside through us. The connection is made to an address that was seen here, so a
 * name that resolves otherwise a moment later gains nothing.
 */
final class AddressGuard implements DnsResolver {

  /** IANA's special-purpose address registries: what is not globally reachable. */
  private static final List<IPAddress> FORBIDDEN =
      networks(
          List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/128",
              "::1/128",
              "::ffff:0:0/96",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20",
              "5f00::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8"));

  private final List<IPAddress> allowed;
  private final DnsResolver names;

  /**
   * @param allowed networks that may be reached all the same, in CIDR
   */
  AddressGuard(List<String> allowed) {
    this(allowed, SystemDefaultDnsResolver.INSTANCE);
  }

  AddressGuard(List<String> allowed, DnsResolver names) {
    this.allowed = networks(allowed);
    this.names = names;
  }

  /** A host whose addresses may not be reached. */
  static final class ForbiddenException extends UnknownHostException {

    private static final long serialVersionUID = 1;

    ForbiddenException(String host) {
      super(host + " has no address outside of this network");
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    List<InetAddress> reachable = new ArrayList<>();
    for (InetAddress address : names.resolve(host)) {
      if (mayReach(address)) {
        reachable.add(address);
      }
    }
    if (reachable.isEmpty()) {
      throw new ForbiddenException(host);
    }
    return reachable.toArray(InetAddress[]::new);
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return host;
  }

  boolean mayReach(InetAddress address) {
    IPAddress found = new IPAddressString(address.getHostAddress()).getAddress();
    if (found == null) {
      return false;
    }
    IPAddress plain = found.withoutPrefixLength();
    return contains(allowed, plain) || !contains(FORBIDDEN, plain);
  }

  private static boolean contains(List<IPAddress> networks, IPAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  private static List<IPAddress> networks(List<String> texts) {
    return texts.stream()
        .map(text -> new IPAddressString(text).getAddress().toPrefixBlock())
        .toList();
  }
}
