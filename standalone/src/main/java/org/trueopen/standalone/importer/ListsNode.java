package org.trueopen.standalone.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.ListEntry;
import tools.jackson.databind.JsonNode;

/** What a rules file changes of the signal lists. */
final class ListsNode {

  private static final String OFF = "off";
  private static final String ENTRIES = "entries";
  private static final Set<String> FIELDS =
      Set.of("match", "pattern", "name", "verdict", "scope", "certainty", "source", "date");

  private ListsNode() {}

  /**
   * @param where the node's place, for problems
   * @param problems what is wrong with its shape is added
   */
  static ListChanges read(JsonNode node, String where, List<String> problems) {
    if (node.isMissingNode()) {
      return ListChanges.NONE;
    }
    if (!node.isObject()) {
      problems.add(where + ": expected an object with off and entries");
      return ListChanges.NONE;
    }
    unknown(node, where, Set.of(OFF, ENTRIES), problems);
    JsonNode off = node.path(OFF);
    if (!off.isMissingNode() && !isListOf(off, JsonNode::isString)) {
      problems.add(where + ".off: expected a list of texts");
      off = off.path("");
    }
    JsonNode entries = node.path(ENTRIES);
    if (!entries.isMissingNode() && !isListOf(entries, JsonNode::isObject)) {
      problems.add(where + ".entries: expected a list of objects");
      entries = entries.path("");
    }
    List<ListEntry> found = new ArrayList<>();
    for (JsonNode entry : entries) {
      unknown(entry, where + ".entries[" + found.size() + ']', FIELDS, problems);
      found.add(entry(entry));
    }
    return new ListChanges(Set.copyOf(off.valueStream().map(JsonNode::asString).toList()), found);
  }

  /** A field that is no text, or no number, reads as one that cannot be used. */
  private static ListEntry entry(JsonNode entry) {
    return new ListEntry(
        entry.path("match").stringValue(""),
        entry.path("pattern").stringValue(""),
        entry.path("name").stringValue(""),
        entry.path("verdict").stringValue(""),
        entry.path("scope").stringValue(""),
        entry.path("certainty").intValue(0),
        entry.path("source").stringValue(""),
        entry.path("date").stringValue(""));
  }

  private static boolean isListOf(JsonNode node, Predicate<JsonNode> kind) {
    return node.isArray() && node.valueStream().allMatch(kind);
  }

  private static void unknown(
      JsonNode object, String where, Set<String> known, List<String> problems) {
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        problems.add(
            "%s.%s: no such field; there are %s"
                .formatted(where, name, String.join(", ", known.stream().sorted().toList())));
      }
    }
  }
}
