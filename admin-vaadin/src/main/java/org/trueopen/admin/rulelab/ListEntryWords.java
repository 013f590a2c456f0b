package org.trueopen.admin.rulelab;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.trueopen.admin.report.VerdictWords;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.ListEntry;
import org.trueopen.verdict.ListChecks;

/** Entries of the signal lists, and changes of them, in words. */
final class ListEntryWords {

  private ListEntryWords() {}

  static String match(String match) {
    return switch (match) {
      case "network" -> "Network";
      case "contains" -> "User agent contains";
      case "exact" -> "User agent is";
      default -> match;
    };
  }

  static String verdict(String verdict) {
    return verdict.equals(ListChecks.BACKS_UP) ? "Backs up others" : VerdictWords.verdict(verdict);
  }

  static String scope(String scope) {
    return scope.equals("both") ? "opens and clicks" : scope;
  }

  /** {@code Network 203.0.113.0/24}. */
  static String what(ListEntry entry) {
    return match(entry.match()) + ' ' + entry.pattern();
  }

  /** {@code acme: Security scanner, 85 %, clicks}. */
  static String says(ListEntry entry) {
    return "%s: %s, %d %%, %s"
        .formatted(entry.name(), verdict(entry.verdict()), entry.certainty(), scope(entry.scope()));
  }

  /** Each difference between two changes. */
  static List<String> differences(ListChanges before, ListChanges after) {
    List<String> words = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(before.off());
    names.addAll(after.off());
    for (String name : names) {
      if (before.off().contains(name) != after.off().contains(name)) {
        words.add(after.off().contains(name) ? name + ": on \u2192 off" : name + ": off \u2192 on");
      }
    }
    after.entries().stream()
        .filter(entry -> !before.entries().contains(entry))
        .forEach(entry -> words.add("added " + what(entry) + " (" + says(entry) + ')'));
    before.entries().stream()
        .filter(entry -> !after.entries().contains(entry))
        .forEach(entry -> words.add("taken out " + what(entry) + " (" + says(entry) + ')'));
    return words;
  }
}
