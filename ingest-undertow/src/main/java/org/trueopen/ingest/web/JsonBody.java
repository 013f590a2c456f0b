package org.trueopen.ingest.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

/** Reads a JSON object strictly, and says where and why it cannot be read. */
public final class JsonBody {

  public static final String TYPE = "application/json";

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

  private JsonBody() {}

  /** The request's media type in lower case, without parameters; empty for none. */
  public static String mediaType(HttpServerExchange exchange) {
    String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
    return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /**
   * @param expected the media types that would do, as they stand in a message
   */
  public static RequestException unsupported(HttpServerExchange exchange, String expected) {
    String type = mediaType(exchange);
    return new RequestException(
        StatusCodes.UNSUPPORTED_MEDIA_TYPE,
        "unsupported-media-type",
        "expected Content-Type %s, found %s".formatted(expected, type.isEmpty() ? "none" : type));
  }

  /**
   * @param type a record of nullable components
   */
  public static <T> T read(byte[] json, Class<T> type) throws RequestException {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() == null) {
        throw bad("malformed-json", "expected a JSON object, found an empty body");
      }
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw bad("malformed-json", "expected a JSON object, found another kind of value");
      }
      T body = JSON.readValue(parser, type);
      if (parser.nextToken() != null) {
        throw bad(
            "malformed-json",
            "expected nothing behind the JSON object, found more"
                + place(parser.currentTokenLocation()));
      }
      return body;
    } catch (UnrecognizedPropertyException e) {
      throw unknownField(e);
    } catch (DatabindException e) {
      throw bad(
          "malformed-json",
          "%s%s: expected another type of value; see /openapi.yaml"
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

  private static RequestException unknownField(UnrecognizedPropertyException e) {
    String known =
        Objects.requireNonNull(e.getKnownPropertyIds()).stream()
            .map(Object::toString)
            .sorted()
            .collect(Collectors.joining(", "));
    return bad(
        "unknown-field",
        "unknown field \"%s\"%s; known here: %s"
            .formatted(Problems.cut(path(e)), place(e.getLocation()), known));
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

  private static RequestException bad(String code, String message) {
    return new RequestException(StatusCodes.BAD_REQUEST, code, message);
  }
}
