package org.trueopen.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trueopen.admin.report.ReportAnswers;
import org.trueopen.store.Queries;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists that go on: messages, and the clicks on a link. A page at a time, newest first. */
@RestController
class PageController {

  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;
  private static final int MAX_SEARCH_CHARS = 200;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static final String MESSAGES =
      "SELECT delivery_id AS deliveryId, sent_at AS sentAt, recipient AS `to`, mailbox AS `from`,"
          + " campaign, subject, toBool(opens_tracked) AS opensTracked,"
          + " toBool(clicks_tracked) AS clicksTracked, toBool(anonymous) AS anonymous,"
          + " delivered_at AS deliveredAt, bounced_at AS bouncedAt, toBool(raw_opened) AS rawOpened,"
          + " toBool(opened) AS opened, toBool(unknowable) AS unknowable,"
          + " toBool(machine_only) AS machineOnly, toBool(clicked) AS clicked, opens, clicks,"
          + " machine_opens AS machineOpens, machine_clicks AS machineClicks, forwards FROM (\n";
  static final String CLICKS =
      "SELECT clicked_at AS at, hit_id AS hitId, delivery_id AS deliveryId, recipient AS `to`,"
          + " campaign, client_family AS client, verdict_class AS verdict, place_among_hits AS place"
          + " FROM (\n";

  /** A page of messages; {@code next} is null on the last one. */
  record MessagesJson(List<JsonNode> messages, @Nullable String next) {}

  /** A page of clicks; likewise. */
  record ClicksJson(List<JsonNode> clicks, @Nullable String next) {}

  private record Page(List<JsonNode> rows, @Nullable String next) {}

  private final ReportAnswers answers;
  private final Clock clock;

  PageController(ReportAnswers answers, Clock clock) {
    this.answers = answers;
    this.clock = clock;
  }

  @GetMapping("/api/v1/messages")
  MessagesJson messages(HttpServletRequest request, @AuthenticationPrincipal ApiCaller caller)
      throws IOException {
    ReportQuestion question = new ReportQuestion(request, clock.instant());
    Map<String, Object> parameters = parameters(question, caller);
    String search = question.text("search", "");
    if (search.length() > MAX_SEARCH_CHARS) {
      question.problem("search: expected at most " + MAX_SEARCH_CHARS + " characters");
    }
    question.finish();
    parameters.put("search", search);
    String sql = MESSAGES + Queries.load("message_page") + ")";
    Page page = page(caller, sql, parameters, "sentAt", "deliveryId");
    return new MessagesJson(page.rows(), page.next());
  }

  /** Who followed a link, and when. */
  @GetMapping("/api/v1/clicks")
  ClicksJson clicks(HttpServletRequest request, @AuthenticationPrincipal ApiCaller caller)
      throws IOException {
    ReportQuestion question = new ReportQuestion(request, clock.instant());
    Map<String, Object> parameters = parameters(question, caller);
    String url = question.text("url", "");
    if (url.isEmpty()) {
      question.problem("url: expected the destination of a link");
    }
    question.finish();
    parameters.put("url", url);
    String sql = CLICKS + Queries.load("link_clicks") + ")";
    Page page = page(caller, sql, parameters, "at", "hitId");
    return new ClicksJson(page.rows(), page.next());
  }

  private static Map<String, Object> parameters(ReportQuestion question, ApiCaller caller) {
    Map<String, Object> parameters = question.parameters(caller, question.span());
    parameters.put("limit", question.number("limit", DEFAULT_LIMIT, MAX_LIMIT));
    String cursor = question.text("cursor", "");
    Cursor after = cursor.isEmpty() ? Cursor.START : Cursor.parse(cursor).orElse(null);
    if (after == null) {
      question.problem("cursor: expected the next of a page before");
      after = Cursor.START;
    }
    parameters.put("before_at", after.at());
    parameters.put("before_id", after.id());
    parameters.put("skip", 0);
    return parameters;
  }

  private Page page(
      ApiCaller caller, String sql, Map<String, Object> parameters, String time, String id)
      throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    String format =
        "\nFORMAT JSONEachRow SETTINGS date_time_output_format = 'iso',"
            + " output_format_json_quote_64bit_integers = 0";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                answers.ask(caller.account(), sql + format, parameters, "JSONEachRow"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rows.add(JSON.readTree(line));
      }
    }
    boolean last = rows.size() < (int) parameters.getOrDefault("limit", DEFAULT_LIMIT);
    if (last) {
      return new Page(rows, null);
    }
    JsonNode end = rows.getLast();
    Instant at = Instant.parse(end.path(time).asString());
    return new Page(rows, new Cursor(at, end.path(id).asString()).text());
  }
}
