package org.trueopen.verdict;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import inet.ipaddr.ipv6.IPv6Address;
import inet.ipaddr.ipv6.IPv6AddressAssociativeTrie;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.trueopen.verdict.Signals.NetworkSignal;

/** Finds the entries of networks around an address. Of several for one network the last stands. */
final class NetworkIndex {

  /** An entry, and how long its network's prefix is. */
  record Match(int bits, NetworkSignal signal) {}

  private final IPv4AddressAssociativeTrie<NetworkSignal> networks4 =
      new IPv4AddressAssociativeTrie<>();
  private final IPv6AddressAssociativeTrie<NetworkSignal> networks6 =
      new IPv6AddressAssociativeTrie<>();

  NetworkIndex(List<NetworkSignal> networks) {
    for (NetworkSignal signal : networks) {
      IPAddress block = new IPAddressString(signal.network()).getAddress();
      if (block == null) {
        throw new IllegalArgumentException(
            "signal lists: expected a network, found \"" + signal.network() + '"');
      }
      if (block.isIPv4()) {
        networks4.put(block.toIPv4().toPrefixBlock(), signal);
      } else {
        networks6.put(block.toIPv6().toPrefixBlock(), signal);
      }
    }
  }

  /** The one with the longest prefix of those that are wanted. */
  Optional<Match> longest(IPAddress address, Predicate<NetworkSignal> wanted) {
    IPAddress around = address;
    while (true) {
      IPAddress block = block(around);
      if (block == null) {
        return Optional.empty();
      }
      NetworkSignal signal = signal(block);
      int bits = bits(block);
      if (signal != null && wanted.test(signal)) {
        return Optional.of(new Match(bits, signal));
      }
      if (bits == 0) {
        return Optional.empty();
      }
      around = block.setPrefixLength(bits - 1).toPrefixBlock();
    }
  }

  private @Nullable IPAddress block(IPAddress address) {
    if (address.isIPv4()) {
      IPv4Address match = networks4.longestPrefixMatch(address.toIPv4());
      return match;
    }
    IPv6Address match = networks6.longestPrefixMatch(address.toIPv6());
    return match;
  }

  private @Nullable NetworkSignal signal(IPAddress block) {
    return block.isIPv4() ? networks4.get(block.toIPv4()) : networks6.get(block.toIPv6());
  }

  private static int bits(IPAddress block) {
    return block.getPrefixLength() == null ? block.getBitCount() : block.getPrefixLength();
  }
}
