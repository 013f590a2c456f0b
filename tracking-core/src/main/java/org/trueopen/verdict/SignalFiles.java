package org.trueopen.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;

import inet.ipaddr.IPAddressString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trueopen.verdict.Signals.NetworkSignal;
import org.trueopen.verdict.Signals.Scope;
import org.trueopen.verdict.Signals.UserAgentSignal;

/** Reads the lists, and refuses what has not everything that an entry must say of itself. */
final class SignalFiles {

  static final String USER_AGENTS = "user-agents.tsv";
  static final String NETWORKS = "networks.tsv";
  static final String APPLE_RELAY = "apple-private-relay.txt";
  static final String CLOUDS = "clouds.txt";

  private static final Map<String, ListVersion.Name> NAMES =
      Map.of(
          USER_AGENTS, ListVersion.Name.USER_AGENTS,
          NETWORKS, ListVersion.Name.NETWORKS,
          APPLE_RELAY, ListVersion.Name.APPLE_RELAY,
          CLOUDS, ListVersion.Name.CLOUDS);

  private static final int USER_AGENT_COLUMNS = 10;
  private static final int NETWORK_COLUMNS = 7;
  private static final Set<String> MATCHES = Set.of("exact", "contains", "regex");

  private final @Nullable Path folder;
  private final Map<String, LocalDate> dates = new HashMap<>();
  private final Map<String, LocalDate> newest = new HashMap<>();
  private final Map<String, Integer> hashes = new HashMap<>();

  /**
   * @param folder null for the files that come with the product
   */
  SignalFiles(@Nullable Path folder) {
    this.folder = folder;
  }

  Signals read() {
    List<UserAgentSignal> userAgents = new ArrayList<>();
    List<NetworkSignal> networks = new ArrayList<>();
    rows(USER_AGENTS, USER_AGENT_COLUMNS, row -> userAgents.add(userAgent(row)));
    add(CLOUDS, clouds(), networks);
    add(APPLE_RELAY, relay(), networks);
    rows(NETWORKS, NETWORK_COLUMNS, row -> networks.add(network(row)));
    return new Signals(userAgents, networks, dates, versions());
  }

  private Map<String, ListVersion> versions() {
    Map<String, ListVersion> versions = new HashMap<>();
    newest.forEach(
        (file, date) ->
            versions.put(
                file,
                new ListVersion(
                    Objects.requireNonNull(NAMES.get(file), file),
                    date,
                    hashes.getOrDefault(file, 0))));
    return versions;
  }

  private UserAgentSignal userAgent(String[] row) {
    if (!MATCHES.contains(row[1])) {
      throw new IllegalArgumentException("expected exact, contains or regex, found " + row[1]);
    }
    source(USER_AGENTS, row[8], row[9]);
    return new UserAgentSignal(
        USER_AGENTS,
        row[0],
        row[1],
        row[2],
        row[1].equals("regex") ? Pattern.compile(row[2]) : Signals.NEVER,
        VerdictClass.valueOf(row[3]),
        row[4],
        row[5],
        Scope.parse(row[6]),
        certainty(row[7]));
  }

  private NetworkSignal network(String[] row) {
    source(NETWORKS, row[5], row[6]);
    return new NetworkSignal(
        NETWORKS,
        cidr(row[0]),
        row[1],
        "",
        row[2].equals("-") ? null : VerdictClass.valueOf(row[2]),
        Scope.parse(row[3]),
        certainty(row[4]));
  }

  private static void add(
      String file, List<NetworkList.Section> sections, List<NetworkSignal> networks) {
    for (NetworkList.Section section : sections) {
      for (String network : section.networks()) {
        networks.add(
            new NetworkSignal(
                file,
                network,
                section.name(),
                section.rule(),
                null,
                section.scope(),
                section.certainty()));
      }
    }
  }

  private List<NetworkList.Section> relay() {
    return dated(APPLE_RELAY, NetworkList.ofOne(APPLE_RELAY, Signals.APPLE, lines(APPLE_RELAY)));
  }

  private List<NetworkList.Section> clouds() {
    return dated(CLOUDS, NetworkList.read(CLOUDS, lines(CLOUDS), HostingRule.IDS));
  }

  private List<NetworkList.Section> dated(String file, List<NetworkList.Section> sections) {
    sections.forEach(section -> dated(file, section.date()));
    return sections;
  }

  /** Each line of the user agents, for people to read. */
  void userAgentEntries(Consumer<SignalEntry> entries) {
    rows(
        USER_AGENTS,
        USER_AGENT_COLUMNS,
        row -> entries.accept(entry(USER_AGENTS, row[0], row[3], row[6], row[7], row[8], row[9])));
  }

  /** Likewise of the networks. */
  void networkEntries(Consumer<SignalEntry> entries) {
    rows(
        NETWORKS,
        NETWORK_COLUMNS,
        row -> entries.accept(entry(NETWORKS, row[1], row[2], row[3], row[4], row[5], row[6])));
  }

  /** Likewise of the relay, owner by owner. */
  void relayEntries(Consumer<SignalEntry> entries) {
    relay().forEach(section -> entries.accept(entry(APPLE_RELAY, section)));
  }

  /** Likewise of the clouds. */
  void cloudEntries(Consumer<SignalEntry> entries) {
    clouds().forEach(section -> entries.accept(entry(CLOUDS, section)));
  }

  private static SignalEntry entry(String file, NetworkList.Section section) {
    return new SignalEntry(
        file,
        section.name(),
        section.rule().isEmpty() ? "-" : section.rule(),
        section.scope().name().toLowerCase(Locale.ROOT),
        section.certainty(),
        section.source(),
        section.date(),
        section.networks().size());
  }

  private static SignalEntry entry(
      String file,
      String name,
      String verdict,
      String scope,
      String certainty,
      String source,
      String date) {
    return new SignalEntry(
        file, name, verdict, scope, certainty(certainty), source, LocalDate.parse(date.strip()), 1);
  }

  private interface RowReader {
    void read(String[] row);
  }

  private void rows(String file, int columns, RowReader reader) {
    boolean names = true;
    int number = 0;
    for (String line : lines(file)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (names) {
        names = false;
        continue;
      }
      try {
        String[] row = line.split("\t", -1);
        if (row.length != columns) {
          throw new IllegalArgumentException(
              "expected %d columns, found %d".formatted(columns, row.length));
        }
        reader.read(row);
      } catch (RuntimeException e) {
        throw refused(file, number, e);
      }
    }
  }

  private void source(String file, String source, String date) {
    if (source.isBlank()) {
      throw new IllegalArgumentException("expected a source, found none");
    }
    dated(file, date(date));
  }

  private void dated(String file, LocalDate date) {
    dates.merge(file, date, (one, other) -> one.isBefore(other) ? one : other);
    newest.merge(file, date, (one, other) -> one.isBefore(other) ? other : one);
  }

  static LocalDate date(String text) {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("expected a date as 2026-11-01, found " + text, e);
    }
  }

  static int certainty(String text) {
    int certainty = Integer.parseInt(text.strip());
    if (certainty < 1 || certainty > 100) {
      throw new IllegalArgumentException("certainty: expected 1..100, found " + certainty);
    }
    return certainty;
  }

  static String cidr(String text) {
    if (text.isBlank() || new IPAddressString(text).getAddress() == null) {
      throw new IllegalArgumentException("expected a network, found \"" + text + '"');
    }
    return text;
  }

  private static IllegalArgumentException refused(String file, int line, RuntimeException cause) {
    return new IllegalArgumentException(
        "%s, line %d: %s".formatted(file, line, cause.getMessage()), cause);
  }

  private List<String> lines(String file) {
    try {
      if (folder != null && Files.exists(folder.resolve(file))) {
        String text = new String(Files.readAllBytes(folder.resolve(file)), UTF_8);
        hashes.put(file, ShortHash.of(text));
        return text.lines().toList();
      }
      try (InputStream in = Objects.requireNonNull(Signals.class.getResourceAsStream(file), file)) {
        return new String(in.readAllBytes(), UTF_8).lines().toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
