package org.trueopen.verdict;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trueopen.id.KeyedHash;

/**
 * The account's own networks. Of a client no more is kept than its /24 or /48 and a keyed hash of
 * its address, so a network of these sizes or wider is compared as such, and a smaller one of IPv4
 * address by address.
 */
final class OwnNetworks {

  static final OwnNetworks NONE = new OwnNetworks(List.of(), Set.of());

  /** What an organisation may have; each narrow one costs up to 128 hashes when it is set. */
  static final int MAX = 100;

  private static final int WIDEST_IPV4 = 8;
  private static final int WIDEST_IPV6 = 16;

  /** Of carriers, between their clients and their own translation of addresses: RFC 6598. */
  private static final IPAddress SHARED = new IPAddressString("100.64.0.0/10").getAddress();

  private final List<IPAddress> wide;
  private final Set<Long> addresses;

  private OwnNetworks(List<IPAddress> wide, Set<Long> addresses) {
    this.wide = wide;
    this.addresses = addresses;
  }

  /** What cannot be used is left out; {@link #problem} says what that is. */
  static OwnNetworks of(List<String> networks, KeyedHash hashes) {
    List<IPAddress> wide = new ArrayList<>();
    Set<Long> addresses = new HashSet<>();
    for (String network : networks.subList(0, Math.min(networks.size(), MAX))) {
      if (problem(network).isPresent()) {
        continue;
      }
      IPAddress block = new IPAddressString(network).getAddress().toPrefixBlock();
      if (block.getPrefixLength() == null || bits(block) > kept(block)) {
        block
            .getIterable()
            .forEach(
                each ->
                    addresses.add(
                        hashes.clientAddress(each.withoutPrefixLength().toCanonicalString())));
      } else {
        wide.add(block);
      }
    }
    return wide.isEmpty() && addresses.isEmpty() ? NONE : new OwnNetworks(wide, addresses);
  }

  /** What is wrong with an entry, in words; empty if nothing is. */
  static Optional<String> problem(String network) {
    Optional<String> problem = blockProblem(network);
    if (problem.isPresent()) {
      return problem;
    }
    IPAddress address = new IPAddressString(network).getAddress();
    int bits = bits(address);
    if (address.isIPv6() && bits > kept(address) && bits < address.getBitCount()) {
      return Optional.of("of IPv6 expected a /48 or wider, or one address: no more of it is kept");
    }
    return Optional.empty();
  }

  /** Likewise where the full address is known. */
  static Optional<String> blockProblem(String network) {
    IPAddress address = network.isBlank() ? null : new IPAddressString(network).getAddress();
    if (address == null || (address.isMultiple() && !address.isPrefixBlock())) {
      return Optional.of("expected a network or an address, as in 203.0.113.0/24");
    }
    if (bits(address) < (address.isIPv4() ? WIDEST_IPV4 : WIDEST_IPV6)) {
      return Optional.of("expected no more than a /8, or a /16 of IPv6");
    }
    return Optional.empty();
  }

  /** What to name so that an address is among them; empty if the world does not see it as it is. */
  static Optional<String> named(String address) {
    IPAddress given = new IPAddressString(address).getAddress();
    if (given == null || given.isMultiple() || given.isZero()) {
      return Optional.empty();
    }
    IPAddress seen = given.isIPv4Convertible() ? given.toIPv4() : given;
    if (seen.isLocal() || seen.isLoopback() || SHARED.contains(seen)) {
      return Optional.empty();
    }
    // An IPv4 address is a whole office's as a rule; those of IPv6 are a device's and change.
    IPAddress named = seen.isIPv4() ? seen : seen.toPrefixBlock(kept(seen));
    return Optional.of(named.toCanonicalString());
  }

  boolean isEmpty() {
    return wide.isEmpty() && addresses.isEmpty();
  }

  boolean contains(HitFacts hit) {
    if (hit.addressHash() != 0 && addresses.contains(hit.addressHash())) {
      return true;
    }
    if (wide.isEmpty() || hit.network().isEmpty()) {
      return false;
    }
    IPAddress network = new IPAddressString(hit.network()).getAddress();
    return network != null && wide.stream().anyMatch(block -> block.contains(network));
  }

  private static int bits(IPAddress address) {
    return address.getPrefixLength() == null ? address.getBitCount() : address.getPrefixLength();
  }

  private static int kept(IPAddress address) {
    return address.isIPv4() ? ClientNetwork.IPV4_PREFIX_BITS : ClientNetwork.IPV6_PREFIX_BITS;
  }
}
