package org.trueopen.ingest.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Delivery;
import org.trueopen.instrument.RecipientUrls;
import org.trueopen.settings.Decision;
import org.trueopen.settings.IdentityOutcome;
import org.trueopen.settings.Outcome;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/** Writes the answer of {@code POST /v1/messages} one delivery at a time. */
final class MessageAnswer {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Writes what the copy consists of. */
  private interface CopyWriter {
    void write(JsonGenerator json, Delivery delivery, RecipientUrls urls) throws IOException;
  }

  private MessageAnswer() {}

  static void writeBodies(
      Instrumented<BodyTemplate> message, List<String> warnings, OutputStream out)
      throws IOException {
    write(
        message,
        warnings,
        out,
        (json, delivery, urls) -> {
          writeIfPresent(json, "html", message.template().htmlFor(urls));
          writeIfPresent(json, "text", message.template().textFor(urls));
        });
  }

  static void writeMails(Instrumented<MimeMail> message, List<String> warnings, OutputStream out)
      throws IOException {
    write(
        message,
        warnings,
        out,
        (json, delivery, urls) -> {
          ByteArrayOutputStream mail = new ByteArrayOutputStream();
          MimeMail.writeCopy(message, delivery, mail);
          json.writeBinaryProperty("mail", mail.toByteArray());
        });
  }

  private static void write(
      Instrumented<?> message, List<String> warnings, OutputStream out, CopyWriter copies)
      throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringProperty("messageId", message.messageId());
      json.writeArrayPropertyStart("warnings");
      warnings.forEach(json::writeString);
      json.writeEndArray();
      json.writeArrayPropertyStart("deliveries");
      for (Delivery delivery : message.deliveries()) {
        RecipientUrls urls = message.urlsOf(delivery);
        json.writeStartObject();
        json.writeStringProperty("deliveryId", delivery.deliveryId());
        json.writeStringProperty("to", delivery.recipient());
        json.writeStringProperty("optOutUrl", urls.optOut());
        copies.write(json, delivery, urls);
        writeDecision(json, delivery.decision());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (JacksonIOException e) {
      throw new IOException("the caller does not take the answer", e);
    }
  }

  private static void writeIfPresent(JsonGenerator json, String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }

  private static void writeDecision(JsonGenerator json, Decision decision) {
    json.writeObjectPropertyStart("decision");
    writeOutcome(json, "opens", decision.opens());
    writeOutcome(json, "clicks", decision.clicks());
    IdentityOutcome identity = decision.identity();
    json.writeObjectPropertyStart("identity");
    json.writeBooleanProperty("anonymous", identity.anonymous());
    json.writeStringProperty("decidedBy", identity.decidedBy().name());
    writeProvenance(json, identity.name(), identity.since(), identity.setBy(), identity.reason());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeOutcome(JsonGenerator json, String which, Outcome outcome) {
    json.writeObjectPropertyStart(which);
    json.writeBooleanProperty("tracked", outcome.tracked());
    json.writeStringProperty("decidedBy", outcome.decidedBy().name());
    writeProvenance(json, outcome.name(), outcome.since(), outcome.setBy(), outcome.reason());
    json.writeEndObject();
  }

  private static void writeProvenance(
      JsonGenerator json, String name, @Nullable Instant since, String setBy, String reason) {
    json.writeStringProperty("name", name);
    if (since == null) {
      json.writeNullProperty("since");
    } else {
      json.writeStringProperty("since", since.toString());
    }
    json.writeStringProperty("setBy", setBy);
    json.writeStringProperty("reason", reason);
  }
}
