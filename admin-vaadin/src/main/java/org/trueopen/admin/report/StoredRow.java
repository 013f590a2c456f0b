package org.trueopen.admin.report;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One row of an answer of the store. Columns that the query does not have are a bug, and thrown as
 * one.
 */
public record StoredRow(JsonNode json) {

  public String text(String column) {
    return get(column).asString();
  }

  public long number(String column) {
    return get(column).asLong();
  }

  public boolean flag(String column) {
    return number(column) != 0;
  }

  public Instant time(String column) {
    return Instant.parse(text(column));
  }

  public boolean has(String column) {
    return !get(column).isNull();
  }

  public List<String> texts(String column) {
    return get(column).valueStream().map(JsonNode::asString).toList();
  }

  private JsonNode get(String column) {
    JsonNode value = json.get(column);
    if (value == null) {
      throw new IllegalArgumentException("the answer has no column " + column + ": " + json);
    }
    return value;
  }
}
