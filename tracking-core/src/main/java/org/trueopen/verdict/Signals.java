package org.trueopen.verdict;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import inet.ipaddr.ipv6.IPv6Address;
import inet.ipaddr.ipv6.IPv6AddressAssociativeTrie;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.HitKind;

/**
 * The lists that rules look things up in, each entry with its source, date, scope and certainty.
 * They stand as tab-separated files beside this class.
 */
public final class Signals {

  /** Which kinds of hits an entry speaks of. */
  enum Scope {
    OPENS,
    CLICKS,
    BOTH;

    boolean covers(HitKind kind) {
      return this == BOTH || (this == OPENS) == (kind == HitKind.OPEN);
    }

    static Scope parse(String text) {
      return valueOf(text.toUpperCase(java.util.Locale.ROOT));
    }
  }

  /** An entry of {@code user-agents.tsv}. */
  record UserAgentSignal(
      String id,
      String match,
      String pattern,
      Pattern regex,
      VerdictClass verdict,
      String client,
      String network,
      Scope scope,
      int certainty) {

    boolean matches(String userAgent) {
      return switch (match) {
        case "exact" -> userAgent.equals(pattern);
        case "contains" -> userAgent.contains(pattern);
        default -> regex.matcher(userAgent).find();
      };
    }
  }

  /**
   * An entry of {@code networks.tsv} or of a list of one owner's networks.
   *
   * @param verdict null where the network only backs up a user agent
   */
  record NetworkSignal(
      String network, String name, @Nullable VerdictClass verdict, Scope scope, int certainty) {}

  /** Apple's relay: MPP comes from it, and so do people browsing over Private Relay. */
  static final String APPLE = "apple";

  private final List<UserAgentSignal> userAgents;
  private final IPv4AddressAssociativeTrie<NetworkSignal> networks4 =
      new IPv4AddressAssociativeTrie<>();
  private final IPv6AddressAssociativeTrie<NetworkSignal> networks6 =
      new IPv6AddressAssociativeTrie<>();

  private final Map<String, LocalDate> dates;

  Signals(
      List<UserAgentSignal> userAgents,
      List<NetworkSignal> networks,
      Map<String, LocalDate> dates) {
    this.userAgents = userAgents;
    this.dates = Map.copyOf(dates);
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

  /** The lists that come with the product. */
  public static Signals bundled() {
    return new SignalFiles(null).read();
  }

  /**
   * The lists of a folder; of a file that is not in it the one that comes with the product.
   *
   * @throws IllegalArgumentException if a file is none of ours; it names file, line and what was
   *     expected
   * @throws UncheckedIOException if a file cannot be read
   */
  public static Signals of(Path folder) {
    return new SignalFiles(folder).read();
  }

  /** When the oldest of the entries in each file was last looked at, by the file's name. */
  public Map<String, LocalDate> dates() {
    return dates;
  }

  /** The first entry that knows this user agent. */
  Optional<UserAgentSignal> userAgent(String userAgent, HitKind kind) {
    return userAgents.stream()
        .filter(signal -> signal.scope().covers(kind) && signal.matches(userAgent))
        .findFirst();
  }

  /** The entry with the longest prefix around this address. */
  Optional<NetworkSignal> network(@Nullable IPAddress address, HitKind kind) {
    if (address == null) {
      return Optional.empty();
    }
    NetworkSignal found;
    if (address.isIPv4()) {
      IPv4Address match = networks4.longestPrefixMatch(address.toIPv4());
      found = match == null ? null : networks4.get(match);
    } else {
      IPv6Address match = networks6.longestPrefixMatch(address.toIPv6());
      found = match == null ? null : networks6.get(match);
    }
    return Optional.ofNullable(found).filter(signal -> signal.scope().covers(kind));
  }
}
