package org.trueopen.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object, every field of which is asked for by name; what is missing, mistyped or unknown is
 * collected and said at once by {@link #finish}. A field that is wrong reads as a harmless value.
 */
final class JsonBody {

  private static final int MAX_BYTES = 1 << 20; // ten thousand host names, with room
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode object;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<String> problems = new ArrayList<>();
  private boolean hasUnknown;

  private JsonBody(JsonNode object) {
    this.object = object;
  }

  /**
   * @throws ApiException if the body is no JSON object, or too large
   */
  static JsonBody read(HttpServletRequest request) throws IOException {
    if (!isJson(request)) {
      throw new ApiException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json.");
    }
    byte[] bytes = request.getInputStream().readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new ApiException(
          ErrorCode.BODY_TOO_LARGE, "The body may hold at most " + MAX_BYTES + " bytes.");
    }
    try {
      JsonNode node = JSON.readTree(bytes);
      if (node != null && node.isObject()) {
        return new JsonBody(node);
      }
    } catch (JacksonException e) {
      throw new ApiException(
          ErrorCode.MALFORMED_JSON, "The body is no JSON: " + e.getOriginalMessage());
    }
    throw new ApiException(ErrorCode.MALFORMED_JSON, "Expected a JSON object.");
  }

  private static boolean isJson(HttpServletRequest request) {
    try {
      return request.getContentType() != null
          && MediaType.parseMediaType(request.getContentType())
              .isCompatibleWith(MediaType.APPLICATION_JSON);
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  /** Fields that an answer has and a request may therefore bring along; they are not looked at. */
  JsonBody ignoring(String... names) {
    known.addAll(Arrays.asList(names));
    return this;
  }

  /** One of an enum's names in lower case. */
  <E extends Enum<E>> E word(String name, Class<E> type) {
    String text = field(name).isString() ? field(name).asString() : "";
    List<String> words = new ArrayList<>();
    for (E value : type.getEnumConstants()) {
      if (Words.of(value).equals(text)) {
        return value;
      }
      words.add(Words.of(value));
    }
    problems.add(name + ": expected " + String.join(" or ", words));
    return type.getEnumConstants()[0];
  }

  boolean flag(String name) {
    if (!field(name).isBoolean()) {
      problems.add(name + ": expected true or false");
    }
    return field(name).asBoolean(false);
  }

  /** For what came later than the interface: as it is where it is not said. */
  boolean flagOr(String name, boolean now) {
    return has(name) ? flag(name) : now;
  }

  String text(String name) {
    if (!field(name).isString()) {
      problems.add(name + ": expected a text");
      return "";
    }
    return field(name).asString();
  }

  List<String> texts(String name) {
    List<String> found = new ArrayList<>();
    JsonNode list = field(name);
    if (!list.isArray() || list.valueStream().anyMatch(each -> !each.isString())) {
      problems.add(name + ": expected a list of texts");
      return found;
    }
    list.forEach(each -> found.add(each.asString()));
    return found;
  }

  /** A whole number; 0 where there is none. */
  int number(String name) {
    if (!field(name).isInt()) {
      problems.add(name + ": expected a whole number");
      return 0;
    }
    return field(name).asInt();
  }

  /** An object, which is read as a body of its own and then taken in by {@link #take}. */
  JsonBody object(String name) {
    JsonNode found = field(name);
    if (!found.isObject()) {
      problems.add(name + ": expected an object");
    }
    return new JsonBody(found);
  }

  /** An object of whole numbers, by name. */
  Map<String, Integer> numbers(String name) {
    Map<String, Integer> found = new LinkedHashMap<>();
    JsonNode each = field(name);
    if (!each.isObject() || each.valueStream().anyMatch(value -> !value.isInt())) {
      problems.add(name + ": expected an object of whole numbers");
      return found;
    }
    each.propertyStream().forEach(one -> found.put(one.getKey(), one.getValue().asInt()));
    return found;
  }

  /** A list of objects; each is read as a body of its own and then taken in by {@link #take}. */
  List<JsonBody> objects(String name) {
    List<JsonBody> found = new ArrayList<>();
    JsonNode list = field(name);
    if (!list.isArray() || list.valueStream().anyMatch(each -> !each.isObject())) {
      problems.add(name + ": expected a list of objects");
      return found;
    }
    list.forEach(each -> found.add(new JsonBody(each)));
    return found;
  }

  /** Takes in what is wrong with one of {@link #objects}. */
  void take(JsonBody one) {
    one.nameUnknown();
    problems.addAll(one.problems);
    hasUnknown |= one.hasUnknown;
  }

  /** Adds what only the caller can judge. */
  void problem(String problem) {
    problems.add(problem);
  }

  /**
   * To be called when everything has been asked for.
   *
   * @throws ApiException if anything was wrong
   */
  void finish() {
    nameUnknown();
    if (!problems.isEmpty()) {
      throw new ApiException(
          hasUnknown ? ErrorCode.UNKNOWN_FIELD : ErrorCode.BAD_REQUEST,
          String.join("; ", problems.subList(0, Math.min(20, problems.size()))) + '.');
    }
  }

  private void nameUnknown() {
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        hasUnknown = true;
        problems.add(
            shown(name) + ": no such field; there are " + String.join(", ", known).strip());
      }
    }
  }

  /** Whether a field that may be left out is there. */
  boolean has(String name) {
    known.add(name);
    return object.has(name);
  }

  private JsonNode field(String name) {
    known.add(name);
    return object.path(name);
  }

  private static String shown(String name) {
    return name.length() <= 40 ? name : name.substring(0, 40) + "...";
  }
}
