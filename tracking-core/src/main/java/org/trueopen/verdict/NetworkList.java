package org.trueopen.verdict;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trueopen.verdict.Signals.Scope;

/**
 * A file of networks, one a line, of a few owners: what an owner's have in common stands in
 * comments above them, as {@code # date: 2026-11-01}. Another {@code # name:} begins another
 * owner's.
 */
final class NetworkList {

  /** What an owner's networks have in common, and these. */
  record Section(
      String name,
      String rule,
      String source,
      LocalDate date,
      Scope scope,
      int certainty,
      List<String> networks) {}

  private static final String NAME = "name";
  private static final String RULE = "rule";
  private static final Set<String> HEADS =
      Set.of(NAME, RULE, "source", "date", "scope", "certainty");

  private final String file;
  private final Set<String> rules;
  private final List<Section> sections = new ArrayList<>();
  private final Map<String, String> heads = new HashMap<>();
  private boolean begun;

  private NetworkList(String file, Set<String> rules) {
    this.file = file;
    this.rules = rules;
  }

  /**
   * @param rules of which each section must name one
   * @throws IllegalArgumentException if the file is none of these; it names file and line
   */
  static List<Section> read(String file, List<String> lines, Set<String> rules) {
    return new NetworkList(file, rules).sections(lines);
  }

  /** A file of one owner, which needs no name and has no rule of its own. */
  static List<Section> ofOne(String file, String name, List<String> lines) {
    NetworkList list = new NetworkList(file, Set.of(""));
    list.heads.put(NAME, name);
    list.heads.put(RULE, "");
    return list.sections(lines);
  }

  private List<Section> sections(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      try {
        read(lines.get(i).strip());
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(
            "%s, line %d: %s".formatted(file, i + 1, e.getMessage()), e);
      }
    }
    if (sections.isEmpty()) {
      throw new IllegalArgumentException(file + ": expected networks, found none");
    }
    return List.copyOf(sections);
  }

  private void read(String line) {
    if (line.startsWith("#")) {
      head(line);
    } else if (!line.isEmpty()) {
      if (!begun) {
        sections.add(section());
        begun = true;
      }
      sections.getLast().networks().add(SignalFiles.cidr(line));
    }
  }

  private void head(String line) {
    int colon = line.indexOf(": ");
    String head = colon < 0 ? "" : line.substring(1, colon).strip();
    if (HEADS.contains(head)) {
      if (head.equals(NAME)) {
        heads.clear();
      }
      heads.put(head, line.substring(colon + 2).strip());
      begun = false;
    }
  }

  private Section section() {
    String rule = said(RULE);
    if (!rules.contains(rule)) {
      throw new IllegalArgumentException("rule: expected one of " + rules + ", found " + rule);
    }
    return new Section(
        said(NAME),
        rule,
        said("source"),
        SignalFiles.date(said("date")),
        scope(heads.getOrDefault("scope", "both")),
        SignalFiles.certainty(said("certainty")),
        new ArrayList<>());
  }

  /** The relay's file says "opens, clicks". */
  private static Scope scope(String text) {
    return text.contains(",") ? Scope.BOTH : Scope.parse(text);
  }

  private String said(String head) {
    String value = heads.get(head);
    if (value == null || (value.isEmpty() && !head.equals(RULE))) {
      throw new IllegalArgumentException(
          "expected a line \"# " + head + ": ...\" above it, found none");
    }
    return value;
  }
}
