package org.trueopen.verdict;

import inet.ipaddr.IPAddress;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.HitKind;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.ListEntry;

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

  /**
   * An entry of {@code user-agents.tsv}.
   *
   * @param file whose it is; empty for one that an account has added
   */
  record UserAgentSignal(
      String file,
      String id,
      String match,
      String pattern,
      Pattern regex,
      VerdictClass verdict,
      String client,
      String network,
      Scope scope,
      int certainty) {

    /** An account's own. Its id is none of a rule's, whatever it is called. */
    static UserAgentSignal of(ListEntry entry) {
      return new UserAgentSignal(
          ACCOUNT,
          OWN + entry.name(),
          entry.match(),
          entry.pattern(),
          NEVER,
          VerdictClass.valueOf(entry.verdict()),
          "",
          "any",
          Scope.parse(entry.scope()),
          entry.certainty());
    }

    boolean matches(String userAgent) {
      return switch (match) {
        case "exact" -> userAgent.equals(pattern);
        case "contains" -> userAgent.contains(pattern);
        default -> regex.matcher(userAgent).find();
      };
    }
  }

  /**
   * An entry of {@code networks.tsv} or of a list of owners' networks.
   *
   * @param file whose it is; empty for one that an account has added
   * @param rule what a hit from there is evidence for; empty if for none
   * @param verdict null where the network only backs up a user agent
   */
  record NetworkSignal(
      String file,
      String network,
      String name,
      String rule,
      @Nullable VerdictClass verdict,
      Scope scope,
      int certainty) {

    static NetworkSignal of(ListEntry entry) {
      return new NetworkSignal(
          ACCOUNT,
          entry.pattern(),
          entry.name(),
          "",
          entry.verdict().equals(ListChecks.BACKS_UP)
              ? null
              : VerdictClass.valueOf(entry.verdict()),
          Scope.parse(entry.scope()),
          entry.certainty());
    }
  }

  /** In place of a file, of what an account has added. */
  private static final String ACCOUNT = "";

  /** Begins the ids of user agents that accounts have added. */
  static final String OWN = "list-";

  /** In place of a regular expression, where there is none. */
  static final Pattern NEVER = Pattern.compile("(?!)");

  /** Apple's relay: MPP comes from it, and so do people browsing over Private Relay. */
  static final String APPLE = "apple";

  private final List<UserAgentSignal> userAgents;
  private final NetworkIndex networks;
  private final NetworkIndex ownNetworks;
  private final Set<String> off;
  private final Map<String, LocalDate> dates;
  private final Map<String, ListVersion> versions;

  Signals(
      List<UserAgentSignal> userAgents,
      List<NetworkSignal> networks,
      Map<String, LocalDate> dates,
      Map<String, ListVersion> versions) {
    this(
        userAgents,
        new NetworkIndex(networks),
        new NetworkIndex(List.of()),
        Set.of(),
        dates,
        versions);
  }

  private Signals(
      List<UserAgentSignal> userAgents,
      NetworkIndex networks,
      NetworkIndex ownNetworks,
      Set<String> off,
      Map<String, LocalDate> dates,
      Map<String, ListVersion> versions) {
    this.userAgents = List.copyOf(userAgents);
    this.networks = networks;
    this.ownNetworks = ownNetworks;
    this.off = Set.copyOf(off);
    this.dates = Map.copyOf(dates);
    this.versions = Map.copyOf(versions);
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

  /** Of the list in a file, or of what an account has added, that has an entry. */
  ListVersion version(String file) {
    return Objects.requireNonNull(versions.get(file), file);
  }

  /**
   * The same with what an account has changed; its size is that of the change. An entry that this
   * version does not allow, as one written by another version may be, counts as not there.
   */
  public Signals with(ListChanges changes) {
    if (changes.isNone()) {
      return this;
    }
    List<UserAgentSignal> agents = new ArrayList<>();
    List<NetworkSignal> added = new ArrayList<>();
    List<ListEntry> usable = ListChecks.usable(changes);
    for (ListEntry entry : usable) {
      if (entry.match().equals(ListChecks.NETWORK)) {
        added.add(NetworkSignal.of(entry));
      } else {
        agents.add(UserAgentSignal.of(entry));
      }
    }
    for (UserAgentSignal signal : userAgents) {
      if (!changes.off().contains(signal.id())
          && !changes.off().contains(SignalFiles.USER_AGENTS)) {
        agents.add(signal);
      }
    }
    Map<String, ListVersion> all = new HashMap<>(versions);
    if (!usable.isEmpty()) {
      all.put(ACCOUNT, version(usable));
    }
    return new Signals(agents, networks, new NetworkIndex(added), changes.off(), dates, all);
  }

  private static ListVersion version(List<ListEntry> entries) {
    LocalDate newest =
        entries.stream()
            .map(entry -> LocalDate.parse(entry.date()))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    String text = entries.stream().map(ListEntry::text).collect(Collectors.joining("\n"));
    return new ListVersion(ListVersion.Name.ACCOUNT, newest, ShortHash.of(text));
  }

  /** The first entry that knows this user agent. */
  Optional<UserAgentSignal> userAgent(String userAgent, HitKind kind) {
    return userAgents.stream()
        .filter(signal -> signal.scope().covers(kind) && signal.matches(userAgent))
        .findFirst();
  }

  /**
   * The entry with the longest prefix around this address; of two for the same network the
   * account's own.
   */
  Optional<NetworkSignal> network(@Nullable IPAddress address, HitKind kind) {
    if (address == null) {
      return Optional.empty();
    }
    Optional<NetworkIndex.Match> own =
        ownNetworks.longest(address, signal -> signal.scope().covers(kind));
    Optional<NetworkIndex.Match> listed = networks.longest(address, this::isOn);
    return own.filter(match -> match.bits() >= listed.map(NetworkIndex.Match::bits).orElse(0))
        .or(() -> listed)
        .map(NetworkIndex.Match::signal)
        .filter(signal -> signal.scope().covers(kind));
  }

  private boolean isOn(NetworkSignal signal) {
    return !off.contains(signal.name()) && !off.contains(signal.file());
  }
}
