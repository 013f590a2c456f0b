package org.trueopen.ingest.message;

import io.undertow.util.StatusCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trueopen.id.MailboxAddress;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Reads and checks the JSON of {@code POST /v1/messages}. */
final class MessageRequestParser {

  /** The JSON as it stands; every field may be missing. */
  private record Body(
      @Nullable String from,
      @Nullable List<@Nullable String> to,
      @Nullable String subject,
      @Nullable String html,
      @Nullable String text,
      @Nullable String campaign,
      @Nullable Tracking tracking) {}

  private record Tracking(@Nullable String opens, @Nullable String clicks) {}

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS) // told in our own words below
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .withCoercionConfig(
              LogicalType.Textual,
              config ->
                  config
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
          .build();

  private static final int MAX_CAMPAIGN_CHARS = 128;
  private static final int MAX_SUBJECT_CHARS = 998; // RFC 5322 section 2.1.1
  private static final int SHOWN_PROBLEMS = 5;

  private final int maxRecipients;

  MessageRequestParser(int maxRecipients) {
    this.maxRecipients = maxRecipients;
  }

  MessageRequest parse(byte[] json) throws BadRequestException {
    Body body = read(json);
    List<String> problems = new ArrayList<>();
    Optional<MailboxAddress> from = from(body.from(), problems);
    List<MailboxAddress> to = recipients(body.to(), problems);
    String html = Objects.requireNonNullElse(body.html(), "");
    String text = Objects.requireNonNullElse(body.text(), "");
    if (html.isEmpty() && text.isEmpty()) {
      problems.add("html, text: expected at least one of them, found neither");
    }
    requireUnicode("html", html, problems);
    requireUnicode("text", text, problems);
    String subject = bounded("subject", body.subject(), MAX_SUBJECT_CHARS, problems);
    String campaign = bounded("campaign", body.campaign(), MAX_CAMPAIGN_CHARS, problems);
    Tracking tracking = Objects.requireNonNullElse(body.tracking(), new Tracking(null, null));
    TrackingSwitches switches =
        new TrackingSwitches(
            toSwitch("tracking.opens", tracking.opens(), problems),
            toSwitch("tracking.clicks", tracking.clicks(), problems));
    if (!problems.isEmpty() || from.isEmpty()) {
      throw new BadRequestException(
          StatusCodes.UNPROCESSABLE_ENTITY, "invalid-message", shown(problems));
    }
    return new MessageRequest(from.get(), to, subject, html, text, campaign, switches);
  }

  private static Body read(byte[] json) throws BadRequestException {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() == null) {
        throw bad("malformed-json", "expected a JSON object, found an empty body");
      }
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw bad("malformed-json", "expected a JSON object, found another kind of value");
      }
      Body body = JSON.readValue(parser, Body.class);
      if (parser.nextToken() != null) {
        throw bad(
            "malformed-json",
            "expected nothing behind the JSON object, found more"
                + place(parser.currentTokenLocation()));
      }
      return body;
    } catch (UnrecognizedPropertyException e) {
      String known =
          Objects.requireNonNull(e.getKnownPropertyIds()).stream()
              .map(Object::toString)
              .sorted()
              .collect(Collectors.joining(", "));
      throw bad(
          "unknown-field",
          "unknown field \"%s\"%s; known here: %s"
              .formatted(cut(path(e)), place(e.getLocation()), known));
    } catch (DatabindException e) {
      throw bad(
          "malformed-json",
          "%s%s: expected another type of value; see the README's example"
              .formatted(path(e), place(e.getLocation())));
    } catch (JacksonException e) {
      throw bad(
          "malformed-json",
          "no JSON%s: %s"
              .formatted(
                  place(e.getLocation()),
                  Objects.requireNonNullElse(e.getOriginalMessage(), "it cannot be read")));
    }
  }

  /** Where in the object, as {@code to[1]} or {@code tracking.opens}. */
  private static String path(DatabindException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.isEmpty() ? "body" : path.toString();
  }

  private static String place(@Nullable TokenStreamLocation location) {
    return location == null || location.getLineNr() < 0
        ? ""
        : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  private static BadRequestException bad(String code, String message) {
    return new BadRequestException(StatusCodes.BAD_REQUEST, code, message);
  }

  private static Optional<MailboxAddress> from(@Nullable String text, List<String> problems) {
    if (text == null) {
      problems.add("from: expected an address, found nothing");
      return Optional.empty();
    }
    Optional<MailboxAddress> address = MailboxAddress.tryParse(text);
    if (address.isEmpty()) {
      problems.add("from: expected an address, found \"" + cut(text) + '"');
    }
    return address;
  }

  private List<MailboxAddress> recipients(
      @Nullable List<@Nullable String> to, List<String> problems) {
    if (to == null || to.isEmpty() || to.size() > maxRecipients) {
      problems.add(
          "to: expected 1 to %d addresses, found %d"
              .formatted(maxRecipients, to == null ? 0 : to.size()));
      return List.of();
    }
    List<MailboxAddress> result = new ArrayList<>(to.size());
    for (int i = 0; i < to.size(); i++) {
      String text = Objects.requireNonNullElse(to.get(i), "");
      Optional<MailboxAddress> address = MailboxAddress.tryParse(text);
      if (address.isPresent()) {
        result.add(address.get());
      } else {
        problems.add("to[%d]: expected an address, found \"%s\"".formatted(i, cut(text)));
      }
    }
    return result;
  }

  private static String bounded(
      String name, @Nullable String text, int max, List<String> problems) {
    if (text == null) {
      return "";
    }
    if (text.length() > max || text.chars().anyMatch(Character::isISOControl)) {
      problems.add(
          "%s: expected at most %d characters without line breaks, found %d characters"
              .formatted(name, max, text.length()));
    }
    requireUnicode(name, text, problems);
    return text;
  }

  /** JSON can write half a surrogate pair, UTF-8 cannot. */
  private static void requireUnicode(String name, String text, List<String> problems) {
    if (text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF)) {
      problems.add(name + ": expected Unicode text, found half of a surrogate pair");
    }
  }

  private static Switch toSwitch(String name, @Nullable String text, List<String> problems) {
    if (text == null) {
      return Switch.INHERIT;
    }
    for (Switch value : Switch.values()) {
      if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
        return value;
      }
    }
    problems.add(name + ": expected on, off or inherit, found \"" + cut(text) + '"');
    return Switch.INHERIT;
  }

  private static String shown(List<String> problems) {
    String shown = problems.stream().limit(SHOWN_PROBLEMS).collect(Collectors.joining("; "));
    int more = problems.size() - SHOWN_PROBLEMS;
    return more > 0 ? shown + "; and " + more + " more" : shown;
  }

  private static String cut(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
