package org.trueopen.admin.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.ListEntry;

/** What an account has changed of the signal lists as JSON fields and back. */
final class ListsJson {

  private ListsJson() {}

  /** What is left out stays: this came later than the interface. */
  static ListChanges read(JsonBody body, ListChanges before) {
    if (!body.has("lists")) {
      return before;
    }
    JsonBody lists = body.object("lists");
    ListChanges found =
        new ListChanges(
            Set.copyOf(lists.texts("off")),
            lists.objects("entries").stream().map(each -> entry(each, lists)).toList());
    body.take(lists);
    return found;
  }

  private static ListEntry entry(JsonBody entry, JsonBody lists) {
    ListEntry found =
        new ListEntry(
            entry.text("match"),
            entry.text("pattern"),
            entry.text("name"),
            entry.text("verdict"),
            entry.text("scope"),
            entry.number("certainty"),
            entry.text("source"),
            entry.text("date"));
    lists.take(entry);
    return found;
  }

  static Map<String, Object> fields(ListChanges lists) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("off", lists.sortedOff());
    fields.put("entries", lists.entries().stream().map(ListsJson::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(ListEntry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("match", entry.match());
    fields.put("pattern", entry.pattern());
    fields.put("name", entry.name());
    fields.put("verdict", entry.verdict());
    fields.put("scope", entry.scope());
    fields.put("certainty", entry.certainty());
    fields.put("source", entry.source());
    fields.put("date", entry.date());
    return fields;
  }
}
