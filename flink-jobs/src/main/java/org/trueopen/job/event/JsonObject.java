package org.trueopen.job.event;

import org.trueopen.job.store.JsonText;

/** A JSON object (RFC 8259 section 4), written field by field. */
final class JsonObject {

  private final StringBuilder json = new StringBuilder("{");

  JsonObject text(String name, String value) {
    return raw(name, JsonText.quoted(value));
  }

  JsonObject number(String name, int value) {
    return raw(name, Integer.toString(value));
  }

  JsonObject flag(String name, boolean value) {
    return raw(name, Boolean.toString(value));
  }

  JsonObject object(String name, JsonObject value) {
    return raw(name, value.toString());
  }

  private JsonObject raw(String name, String value) {
    if (json.length() > 1) {
      json.append(',');
    }
    json.append(JsonText.quoted(name)).append(':').append(value);
    return this;
  }

  @Override
  public String toString() {
    return json + "}";
  }
}
