package org.trueopen.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import inet.ipaddr.ipv6.IPv6Address;
import inet.ipaddr.ipv6.IPv6AddressAssociativeTrie;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
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

  private static final String APPLE_RELAY_FILE = "apple-private-relay.txt";

  private final List<UserAgentSignal> userAgents;
  private final IPv4AddressAssociativeTrie<NetworkSignal> networks4 =
      new IPv4AddressAssociativeTrie<>();
  private final IPv6AddressAssociativeTrie<NetworkSignal> networks6 =
      new IPv6AddressAssociativeTrie<>();

  private Signals(List<UserAgentSignal> userAgents, List<NetworkSignal> networks) {
    this.userAgents = userAgents;
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
    List<UserAgentSignal> userAgents =
        rows("user-agents.tsv", 10).stream()
            .map(
                row ->
                    new UserAgentSignal(
                        row[0],
                        row[1],
                        row[2],
                        row[1].equals("regex") ? Pattern.compile(row[2]) : Pattern.compile("(?!)"),
                        VerdictClass.valueOf(row[3]),
                        row[4],
                        row[5],
                        Scope.parse(row[6]),
                        Integer.parseInt(row[7])))
            .toList();
    List<NetworkSignal> networks = new java.util.ArrayList<>();
    for (String line : lines(APPLE_RELAY_FILE)) {
      networks.add(new NetworkSignal(line, APPLE, null, Scope.BOTH, 95));
    }
    for (String[] row : rows("networks.tsv", 7)) {
      VerdictClass verdict = row[2].equals("-") ? null : VerdictClass.valueOf(row[2]);
      networks.add(
          new NetworkSignal(
              row[0], row[1], verdict, Scope.parse(row[3]), Integer.parseInt(row[4])));
    }
    return new Signals(userAgents, networks);
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

  private static List<String[]> rows(String file, int columns) {
    return lines(file).stream()
        .skip(1) // the columns' names
        .map(
            line -> {
              String[] row = line.split("\t", -1);
              if (row.length != columns) {
                throw new IllegalArgumentException(
                    "%s: expected %d columns, found %d in \"%s\""
                        .formatted(file, columns, row.length, line));
              }
              return row;
            })
        .toList();
  }

  private static List<String> lines(String file) {
    try (InputStream in = Objects.requireNonNull(Signals.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
