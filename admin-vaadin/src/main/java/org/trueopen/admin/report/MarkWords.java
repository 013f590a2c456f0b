package org.trueopen.admin.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Changes of settings in words, as far as they show in the figures. */
final class MarkWords {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A field of a setting's JSON, and how it is called. */
  private static final Map<String, List<List<String>>> FIELDS =
      Map.of(
          "TRACKING",
          List.of(
              List.of("opens", "open tracking"),
              List.of("clicks", "click tracking"),
              List.of("identity", "identity")),
          "ACCOUNT_POLICY",
          List.of(
              List.of("killSwitch", "kill switch"),
              List.of("allowUnvalidatedDomains", "unvalidated domains"),
              List.of("knownCampaignsOnly", "known campaigns only"),
              List.of("privacySignals", "privacy signals")));

  private MarkWords() {}

  /** Empty if nothing changed that figures show. */
  static Optional<Mark> mark(StoredRow row) {
    String kind = row.text("kind");
    String what =
        kind.equals("RULES")
            ? "Rules changed"
            : changes(
                FIELDS.getOrDefault(kind.startsWith("TRACKING") ? "TRACKING" : kind, List.of()),
                row.text("value_before"),
                row.text("value_after"));
    if (what.isEmpty()) {
      return Optional.empty();
    }
    String by = row.text("changed_by").isEmpty() ? "" : ", by " + row.text("changed_by");
    return Optional.of(new Mark(row.time("changed_at"), what + whom(row) + by));
  }

  private static String whom(StoredRow row) {
    return row.text("name").isEmpty() ? "" : " for " + row.text("name");
  }

  private static String changes(List<List<String>> fields, String before, String after) {
    JsonNode was = parsed(before);
    JsonNode is = parsed(after);
    List<String> changes = new ArrayList<>();
    for (List<String> field : fields) {
      String from = value(was, field.getFirst());
      String to = value(is, field.getFirst());
      if (!from.equals(to)) {
        changes.add(field.getLast() + ' ' + from + " to " + to);
      }
    }
    String all = String.join("; ", changes);
    return all.isEmpty() ? "" : all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1);
  }

  private static String value(JsonNode setting, String field) {
    JsonNode value = setting.path(field);
    if (value.isBoolean()) {
      return value.asBoolean() ? "on" : "off";
    }
    // Nothing set before, or removed: what stands above is inherited.
    String text = value.asString("");
    return text.isEmpty() ? "inherit" : text.toLowerCase(Locale.ROOT);
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json.isEmpty() ? "{}" : json);
    } catch (JacksonException e) {
      // Some other version's; it says nothing here.
      return JSON.createObjectNode();
    }
  }
}
