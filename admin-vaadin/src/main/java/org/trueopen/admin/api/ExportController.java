package org.trueopen.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.trueopen.admin.report.ReportAnswers;
import org.trueopen.id.AccountId;
import org.trueopen.store.Queries;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables of the pages as CSV, for who is logged in: the report call's answers, and the lists
 * that it does not have. Their parameters are the API's.
 */
@RestController
@PreAuthorize("hasAnyRole('ADMIN', 'ANALYST', 'VIEWER')")
class ExportController {

  /**
   * Of each list but the messages. More than a spreadsheet takes; whoever wants all clicks asks the
   * API, a page at a time.
   */
  private static final int MOST_ROWS = 1_000_000;

  /**
   * Of messages, whose query keeps the ids of its rows at hand: 100,000 took two minutes at once.
   */
  private static final int MESSAGES_AT_ONCE = 10_000;

  private static final String MESSAGES = "messages";

  private static final String END =
      "SELECT sent_at, delivery_id FROM (\n"
          + Queries.load("message_page")
          + ")\nFORMAT JSONEachRow SETTINGS date_time_output_format = 'iso'";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * A list beside the report call's.
   *
   * @param sql without FORMAT
   * @param texts columns that hold what strangers or senders wrote
   */
  private record Table(String sql, List<String> texts) {

    /** A spreadsheet would take a text that begins like a formula for one. */
    String guarded() {
      if (texts.isEmpty()) {
        return sql;
      }
      String columns =
          texts.stream()
              .map(
                  column ->
                      "if(match(`%1$s`, '^[=+@\\\\-\\t\\r]'), concat('\\'', `%1$s`), `%1$s`) AS `%1$s`"
                          .formatted(column))
              .collect(Collectors.joining(", "));
      return "SELECT * REPLACE (" + columns + ") FROM (\n" + sql + "\n)";
    }
  }

  private static final Map<String, Table> TABLES =
      Map.of(
          MESSAGES,
          new Table(
              PageController.MESSAGES + Queries.load("message_page") + ")",
              List.of("to", "subject", "campaign")),
          "clicks",
          new Table(
              PageController.CLICKS + Queries.load("link_clicks") + ")",
              List.of("to", "campaign", "client")),
          "campaigns",
          new Table(Queries.load("campaign_list"), List.of("name")),
          "campaign-timeline",
          new Table(Queries.load("campaign_timeline"), List.of()),
          "machine-networks",
          new Table(Queries.load("machine_networks"), List.of("network")),
          "machine-recipient-domains",
          new Table(Queries.load("machine_recipient_domains"), List.of("domain")),
          "machine-samples",
          new Table(
              Queries.load("machine_samples"),
              List.of("recipient", "client_family", "strongest_evidence")),
          "domain-profiles",
          new Table(Queries.load("domain_profiles"), List.of("recipient_domain")),
          "corrections",
          new Table(Queries.load("corrections_log"), List.of("recipient")));

  private final ReportController reports;
  private final ReportAnswers answers;
  private final AccountId account;
  private final Clock clock;

  ExportController(
      ReportController reports, ReportAnswers answers, AccountId account, Clock clock) {
    this.reports = reports;
    this.answers = answers;
    this.account = account;
    this.clock = clock;
  }

  /** The report call's answer. */
  @GetMapping("/export/report.csv")
  public void report(HttpServletRequest request, HttpServletResponse response) throws IOException {
    attach(response, String.valueOf(request.getParameter("report")));
    reports.answer(request, response, caller(), ReportFormat.CSV);
  }

  /** One of the other lists. */
  @GetMapping("/export/{name}.csv")
  public void table(
      @PathVariable("name") String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Table table = TABLES.get(name);
    if (table == null) {
      throw ApiException.badRequest("there is no table of that name");
    }
    ReportQuestion question = new ReportQuestion(request, clock.instant());
    Map<String, Object> parameters = new HashMap<>(question.parameters(caller(), question.span()));
    parameters.put("search", question.text("search", ""));
    parameters.put("url", question.text("url", ""));
    parameters.put("campaign", first(question.texts("campaign")));
    parameters.put("verdicts", question.texts("class"));
    parameters.put("networks", question.texts("network"));
    parameters.put("recipient_domains", question.texts("recipient"));
    question.finish();
    parameters.put("before_at", Cursor.START.at());
    parameters.put("before_id", Cursor.START.id());
    parameters.put("skip", 0);
    parameters.put("limit", MOST_ROWS);
    attach(response, name);
    response.setContentType(ReportFormat.CSV.type().toString());
    if (name.equals(MESSAGES)) {
      inPieces(table, parameters, response);
    } else {
      write(table, parameters, "CSVWithNames", response);
    }
  }

  /**
   * All of it, however long, each piece from where the one before ended. If the store fails amid
   * them the connection is cut, so that nobody takes what came for whole.
   */
  private void inPieces(Table table, Map<String, Object> parameters, HttpServletResponse response)
      throws IOException {
    parameters.put("limit", MESSAGES_AT_ONCE);
    write(table, parameters, "CSVWithNames", response);
    Optional<Cursor> end = end(parameters);
    while (end.isPresent()) {
      parameters.put("before_at", end.get().at());
      parameters.put("before_id", end.get().id());
      write(table, parameters, "CSV", response);
      end = end(parameters);
    }
  }

  /** Where a full piece ends; empty if it is not full, and so the last. */
  private Optional<Cursor> end(Map<String, Object> parameters) throws IOException {
    Map<String, Object> ofLast = new HashMap<>(parameters);
    ofLast.put("skip", MESSAGES_AT_ONCE - 1);
    ofLast.put("limit", 1);
    try (InputStream answer = answers.ask(account, END, ofLast, "JSONEachRow")) {
      byte[] row = answer.readAllBytes();
      if (row.length == 0) {
        return Optional.empty();
      }
      JsonNode last = JSON.readTree(row);
      return Optional.of(
          new Cursor(
              Instant.parse(last.path("sent_at").asString()), last.path("delivery_id").asString()));
    }
  }

  private void write(
      Table table, Map<String, Object> parameters, String format, HttpServletResponse response)
      throws IOException {
    String sql = table.guarded() + "\nFORMAT " + format;
    try (InputStream answer = answers.ask(account, sql, parameters, format)) {
      answer.transferTo(response.getOutputStream());
    }
  }

  private ApiCaller caller() {
    return new ApiCaller(account, "export");
  }

  private static String first(List<String> values) {
    return values.isEmpty() ? "" : values.getFirst();
  }

  private static void attach(HttpServletResponse response, String name) {
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"trueopen-" + name.replaceAll("[^a-z-]", "") + ".csv\"");
  }
}
