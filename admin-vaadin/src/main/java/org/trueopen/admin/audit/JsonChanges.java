package org.trueopen.admin.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What differs between two values of a setting. */
final class JsonChanges {

  private JsonChanges() {}

  /**
   * The fields that differ; all that say anything if there was nothing before.
   *
   * @param before a JSON object, or empty
   */
  static List<AuditEntry.Change> between(String before, String after) {
    JsonNode old = object(before);
    JsonNode now = object(after);
    Set<String> fields = new TreeSet<>(old.propertyNames());
    fields.addAll(now.propertyNames());
    List<AuditEntry.Change> changes = new ArrayList<>();
    for (String field : fields) {
      String from = text(old.path(field));
      String to = text(now.path(field));
      boolean saysNothing = before.isEmpty() && (to.isEmpty() || to.equals("INHERIT"));
      if (!from.equals(to) && !saysNothing) {
        changes.add(new AuditEntry.Change(field, from, to));
      }
    }
    return changes;
  }

  private static JsonNode object(String json) {
    try {
      return json.isEmpty()
          ? JsonMapper.shared().createObjectNode()
          : JsonMapper.shared().readTree(json);
    } catch (JacksonException e) {
      // Written by a version that knows more: shown as it is.
      return JsonMapper.shared().createObjectNode().put("value", json);
    }
  }

  private static String text(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return "";
    }
    if (node.isArray()) {
      List<String> items = new ArrayList<>();
      node.forEach(item -> items.add(text(item)));
      return String.join(", ", items);
    }
    if (node.isObject()) {
      return node.properties().stream()
          .map(each -> each.getKey() + ' ' + text(each.getValue()))
          .collect(Collectors.joining(", "));
    }
    return node.asString();
  }
}
