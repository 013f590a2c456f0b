package org.trueopen.verdict;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.ListEntry;

/** What accounts may change of the signal lists, and what is wrong with a change, in words. */
public final class ListChecks {

  /** Of an entry's {@code match}. */
  public static final String NETWORK = "network";

  /** A verdict of networks that say nothing themselves. */
  public static final String BACKS_UP = "-";

  /** Each user agent is compared with every one of them; more belongs into a file. */
  public static final int MAX_ENTRIES = 100;

  /**
   * No regular expressions: one that looks harmless may take hours on a user agent that a stranger
   * has made for it, and hold up the job for everybody.
   */
  public static final List<String> MATCHES = List.of(NETWORK, "contains", "exact");

  public static final List<String> SCOPES = List.of("both", "opens", "clicks");

  /** Own traffic is told by the own networks, which know colleagues. */
  public static final List<String> VERDICTS =
      Arrays.stream(VerdictClass.values())
          .filter(verdict -> verdict != VerdictClass.OWN_TRAFFIC)
          .map(VerdictClass::name)
          .toList();

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final int SHORTEST_AGENT = 3;
  private static final int LONGEST_TEXT = 200;

  private ListChecks() {}

  /** Everything that is wrong with an entry, each as {@code field: expected ..., found ...}. */
  public static List<String> problems(ListEntry entry) {
    List<String> problems = new ArrayList<>();
    oneOf("match", entry.match(), MATCHES).ifPresent(problems::add);
    (entry.match().equals(NETWORK)
            ? OwnNetworks.blockProblem(entry.pattern())
            : text(entry.pattern(), SHORTEST_AGENT))
        .ifPresent(problem -> problems.add("pattern: " + problem + found(entry.pattern())));
    if (!NAME.matcher(entry.name()).matches()) {
      problems.add(
          "name: expected up to 40 lower-case letters, digits and hyphens" + found(entry.name()));
    }
    if (!(entry.verdict().equals(BACKS_UP) && entry.match().equals(NETWORK))) {
      oneOf("verdict", entry.verdict(), VERDICTS).ifPresent(problems::add);
    }
    oneOf("scope", entry.scope(), SCOPES).ifPresent(problems::add);
    if (entry.certainty() < 1 || entry.certainty() > 100) {
      problems.add("certainty: expected 1..100, found " + entry.certainty());
    }
    text(entry.source(), 1)
        .ifPresent(problem -> problems.add("source: " + problem + found(entry.source())));
    if (!isDate(entry.date())) {
      problems.add("date: expected a date as 2026-11-01" + found(entry.date()));
    }
    return problems;
  }

  /** Everything that is wrong with a change; empty if nothing is. */
  static List<String> problems(ListChanges changes) {
    List<String> problems = new ArrayList<>();
    Set<String> names = changes.off().isEmpty() ? Set.of() : names();
    for (String off : changes.sortedOff()) {
      if (!names.contains(off)) {
        problems.add("lists.off: no such list or entry" + found(off));
      }
    }
    if (changes.entries().size() > MAX_ENTRIES) {
      problems.add("lists.entries: expected at most " + MAX_ENTRIES);
    }
    for (int i = 0; i < Math.min(changes.entries().size(), MAX_ENTRIES); i++) {
      String where = "lists.entries[" + i + "].";
      problems(changes.entries().get(i)).forEach(problem -> problems.add(where + problem));
    }
    return problems;
  }

  /** Without names that the lists of this version do not have. */
  static ListChanges kept(ListChanges changes) {
    if (changes.off().isEmpty()) {
      return changes;
    }
    Set<String> off = new TreeSet<>(changes.off());
    off.retainAll(names());
    return new ListChanges(off, changes.entries());
  }

  /** The entries that can be used. */
  static List<ListEntry> usable(ListChanges changes) {
    return changes.entries().stream()
        .limit(MAX_ENTRIES)
        .filter(entry -> problems(entry).isEmpty())
        .toList();
  }

  /** Of the lists that come with the product and of their entries. */
  private static Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (SignalEntry entry : SignalEntry.bundled()) {
      names.add(entry.file());
      names.add(entry.name());
    }
    return names;
  }

  private static Optional<String> oneOf(String field, String text, List<String> expected) {
    return expected.contains(text)
        ? Optional.empty()
        : Optional.of(field + ": expected one of " + String.join(", ", expected) + found(text));
  }

  private static Optional<String> text(String text, int shortest) {
    boolean good =
        text.strip().length() >= shortest
            && text.length() <= LONGEST_TEXT
            && text.chars().noneMatch(Character::isISOControl);
    return good
        ? Optional.empty()
        : Optional.of("expected %d to %d characters".formatted(shortest, LONGEST_TEXT));
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static String found(String text) {
    String shown = text.length() <= 50 ? text : text.substring(0, 50) + "...";
    return ", found \"" + shown + '"';
  }
}
