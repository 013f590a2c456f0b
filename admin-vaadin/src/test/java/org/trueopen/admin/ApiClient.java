package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.schema.SchemaValidator;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API over real HTTP and holds every answer against the document that describes it. */
final class ApiClient {

  private static final OpenApiInteractionValidator DOCUMENT =
      OpenApiInteractionValidator.createForInlineApiSpecification(document()).build();

  private static final OpenAPI SPECIFICATION = parse();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String origin;
  private final String key;

  ApiClient(String port, String key) {
    this.origin = "http://localhost:" + port;
    this.key = key;
  }

  /** The document as it is packed. */
  static String document() {
    try (InputStream file = ApiClient.class.getResourceAsStream("/openapi.yaml")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return call("GET", path, BodyPublishers.noBody(), Map.of());
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return call("DELETE", path, BodyPublishers.noBody(), Map.of());
  }

  HttpResponse<String> put(String path) throws IOException, InterruptedException {
    return call("PUT", path, BodyPublishers.noBody(), Map.of());
  }

  HttpResponse<String> put(String path, String ifMatch, String json)
      throws IOException, InterruptedException {
    Map<String, String> headers =
        ifMatch.isEmpty()
            ? Map.of("Content-Type", "application/json")
            : Map.of("Content-Type", "application/json", "If-Match", ifMatch);
    return call("PUT", path, BodyPublishers.ofString(json), headers);
  }

  HttpResponse<String> post(String path, String type, String body)
      throws IOException, InterruptedException {
    return call("POST", path, BodyPublishers.ofString(body), Map.of("Content-Type", type));
  }

  HttpResponse<String> call(
      String method, String path, BodyPublisher body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin + path)).method(method, body);
    headers.forEach(request::header);
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    requireAsDescribed(method, path, response);
    return response;
  }

  static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  static String errorCode(HttpResponse<String> response) {
    return json(response).at("/error/code").asString();
  }

  static String errorMessage(HttpResponse<String> response) {
    return json(response).at("/error/message").asString();
  }

  /** What the document has against an answer. */
  static List<ValidationReport.Message> problems(
      String method, String path, int status, String body) {
    SimpleResponse response =
        SimpleResponse.Builder.status(status)
            .withContentType("application/json")
            .withHeader("ETag", "\"0\"")
            .withBody(body)
            .build();
    return DOCUMENT.validateResponse(path, Request.Method.valueOf(method), response).getMessages();
  }

  /** Every call of the document, as {@code GET /api/v1/api-keys}. */
  static Set<String> describedCalls() {
    Set<String> calls = new TreeSet<>();
    SPECIFICATION
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .keySet()
                    .forEach(method -> calls.add(method + " " + path)));
    return calls;
  }

  /** The codes that an error may have. */
  static List<Object> describedErrorCodes() {
    Schema<?> body =
        Objects.requireNonNull(SPECIFICATION.getComponents().getSchemas().get("ErrorBody"));
    Schema<?> code = Objects.requireNonNull(body.getProperties().get("code"));
    return List.copyOf(code.getEnum());
  }

  /** The columns of a report's rows, in order. */
  static List<String> describedColumns(String report) {
    return List.copyOf(rowSchema(report).getProperties().keySet());
  }

  /** What the document has against a row of a report. */
  static List<ValidationReport.Message> rowProblems(String report, JsonNode row) {
    return new SchemaValidator(SPECIFICATION, new MessageResolver())
        .validate(row.toString(), rowSchema(report), "row")
        .getMessages();
  }

  /** Row schemas are named after their reports: {@code times-opened} has {@code TimesOpenedRow}. */
  private static Schema<?> rowSchema(String report) {
    String name =
        Arrays.stream(report.split("-"))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining("", "", "Row"));
    return Objects.requireNonNull(SPECIFICATION.getComponents().getSchemas().get(name), name);
  }

  /**
   * Every example of a body in JSON that is missing or not as its schema says, by its call; what
   * else cannot be told without a server is left out.
   */
  static List<String> exampleProblems() {
    List<String> problems = new ArrayList<>();
    SPECIFICATION
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach(
                        (method, call) -> {
                          String name = method + " " + path;
                          if (call.getRequestBody() != null) {
                            check(name, call.getRequestBody().getContent(), problems);
                          }
                          call.getResponses()
                              .forEach(
                                  (status, response) ->
                                      check(name + " " + status, response.getContent(), problems));
                        }));
    return problems;
  }

  private static void check(String name, @Nullable Content content, List<String> problems) {
    MediaType body = content == null ? null : content.get("application/json");
    if (body == null) {
      return;
    }
    if (body.getExample() == null) {
      problems.add(name + ": no example");
      return;
    }
    new SchemaValidator(SPECIFICATION, new MessageResolver())
        .validate(body.getExample().toString(), body.getSchema(), name)
        .getMessages()
        .forEach(message -> problems.add(name + ": " + message.getMessage()));
  }

  private static OpenAPI parse() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    options.setResolveFully(true);
    return new OpenAPIV3Parser().readContents(document(), null, options).getOpenAPI();
  }

  private static void requireAsDescribed(
      String method, String path, HttpResponse<String> response) {
    SimpleResponse.Builder answer = SimpleResponse.Builder.status(response.statusCode());
    response.headers().map().forEach(answer::withHeader);
    if (!response.body().isEmpty()) {
      answer.withBody(response.body());
    }
    String plainPath = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
    ValidationReport report =
        DOCUMENT.validateResponse(plainPath, Request.Method.valueOf(method), answer.build());
    assertThat(report.getMessages())
        .as("%s %s answered %d as described", method, plainPath, response.statusCode())
        .isEmpty();
  }
}
