package org.trueopen.ingest.message;

import java.io.OutputStream;
import org.trueopen.event.Delivery;
import org.trueopen.settings.Decision;
import org.trueopen.settings.Outcome;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes the answer of {@code POST /v1/messages} one delivery at a time. */
final class MessageResponseWriter {

  private static final JsonMapper JSON = JsonMapper.shared();

  void write(InstrumentedMessage message, OutputStream out) {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringProperty("messageId", message.messageId());
      json.writeArrayPropertyStart("deliveries");
      for (Delivery delivery : message.deliveries()) {
        json.writeStartObject();
        json.writeStringProperty("deliveryId", delivery.deliveryId());
        json.writeStringProperty("to", delivery.recipient());
        if (message.html() != null) {
          json.writeStringProperty("html", message.html().apply(delivery));
        }
        if (!message.text().isEmpty()) {
          json.writeStringProperty("text", message.text());
        }
        writeDecision(json, delivery.decision());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void writeDecision(JsonGenerator json, Decision decision) {
    json.writeObjectPropertyStart("decision");
    writeOutcome(json, "opens", decision.opens());
    writeOutcome(json, "clicks", decision.clicks());
    json.writeEndObject();
  }

  private static void writeOutcome(JsonGenerator json, String name, Outcome outcome) {
    json.writeObjectPropertyStart(name);
    json.writeBooleanProperty("tracked", outcome.tracked());
    json.writeStringProperty("decidedBy", outcome.decidedBy().name());
    json.writeStringProperty("name", outcome.name());
    if (outcome.since() == null) {
      json.writeNullProperty("since");
    } else {
      json.writeStringProperty("since", outcome.since().toString());
    }
    json.writeStringProperty("setBy", outcome.setBy());
    json.writeStringProperty("reason", outcome.reason());
    json.writeEndObject();
  }
}
