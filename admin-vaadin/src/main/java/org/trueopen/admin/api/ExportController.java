package org.trueopen.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.trueopen.admin.report.ReportAnswers;
import org.trueopen.admin.report.StoredRows;
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
   * Of the lists that are a row to a name, more than a spreadsheet takes; of a piece of the others,
   * more than can come while it is read.
   */
  private static final int MOST_ROWS = 1_000_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * A list beside the report call's.
   *
   * @param sql without FORMAT
   * @param texts columns that hold what strangers or senders wrote
   * @param pieces how it is read if it has no end that one could name
   */
  private record Table(String sql, List<String> texts, @Nullable Pieces pieces) {

    static Table whole(String query, String... texts) {
      return new Table(Queries.load(query), List.of(texts), null);
    }

    /**
     * @param select ends with an open bracket
     */
    static Table inPieces(String select, Pieces pieces, String... texts) {
      return new Table(select + pieces.until() + ")", List.of(texts), pieces);
    }
  }

  /**
   * How a list of any length is read: the rows after a given one, so many at once.
   *
   * @param query takes before_at, before_id, skip and limit
   * @param at the column it is ordered by, and {@code id} the one after it
   */
  private record Pieces(String query, String at, String id, int rows) {

    /** Those of the query's rows that do not come after a given one. */
    String until() {
      return "SELECT * FROM (\n%s)\nWHERE (%s, %s) >= ({until_at:DateTime64(3, 'UTC')}, {until_id:String})"
          .formatted(Queries.load(query), at, id);
    }

    /** The last row of a full piece. */
    String last() {
      return "SELECT %s AS at, %s AS id FROM (\n%s)\nFORMAT JSONEachRow SETTINGS date_time_output_format = 'iso'"
          .formatted(at, id, Queries.load(query));
    }
  }

  private static final Map<String, Table> TABLES =
      Map.of(
          "messages",
          Table.inPieces(
              PageController.MESSAGES,
              // The query keeps the ids of its rows at hand: 100,000 took two minutes at once.
              new Pieces("message_page", "sent_at", "delivery_id", 10_000),
              "to",
              "from",
              "subject",
              "campaign"),
          "clicks",
          Table.inPieces(
              PageController.CLICKS,
              new Pieces("link_clicks", "clicked_at", "hit_id", 100_000),
              "to",
              "campaign",
              "client"),
          "corrections",
          Table.inPieces(
              "SELECT * EXCEPT correction_id FROM (\n",
              new Pieces("corrections_log", "corrected_at", "correction_id", 100_000),
              "recipient"),
          "campaigns",
          Table.whole("campaign_list", "name"),
          "campaign-timeline",
          Table.whole("campaign_timeline"),
          "machine-networks",
          Table.whole("machine_networks", "network"),
          "machine-recipient-domains",
          Table.whole("machine_recipient_domains", "domain"),
          "machine-samples",
          Table.whole("machine_samples", "recipient", "client_family", "strongest_evidence"),
          "domain-profiles",
          Table.whole("domain_profiles", "recipient_domain"));

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
    parameters.putAll(StoredRows.firstPage(MOST_ROWS));
    attach(response, name);
    response.setContentType(ReportFormat.CSV.type().toString());
    Pieces pieces = table.pieces();
    if (pieces != null) {
      inPieces(table, pieces, parameters, response);
    } else {
      write(table, parameters, "CSVWithNames", response);
    }
  }

  /**
   * All of it, however long, each piece from where the one before ended. Where it ends is asked
   * first, so that rows that come meanwhile shift none into two pieces, or between them. If the
   * store fails amid them the connection is cut, so that nobody takes what came for whole.
   */
  private void inPieces(
      Table table, Pieces pieces, Map<String, Object> parameters, HttpServletResponse response)
      throws IOException {
    String format = "CSVWithNames";
    Optional<Cursor> end;
    do {
      end = end(pieces, parameters);
      Map<String, Object> piece = new HashMap<>(parameters);
      // Of some queries it has whole seconds; where in the second a piece ends, the id says.
      end.ifPresent(last -> piece.put("from", last.at().truncatedTo(ChronoUnit.SECONDS)));
      piece.put("until_at", end.map(Cursor::at).orElse(Instant.EPOCH));
      piece.put("until_id", end.map(Cursor::id).orElse(""));
      write(table, piece, format, response);
      end.ifPresent(
          last -> {
            parameters.put("before_at", last.at());
            parameters.put("before_id", last.id());
          });
      format = "CSV";
    } while (end.isPresent());
  }

  /** Where a full piece ends; empty if it is not full, and so the last. */
  private Optional<Cursor> end(Pieces pieces, Map<String, Object> parameters) throws IOException {
    Map<String, Object> ofLast = new HashMap<>(parameters);
    ofLast.put("skip", pieces.rows() - 1);
    ofLast.put("limit", 1);
    try (InputStream answer = answers.ask(account, pieces.last(), ofLast, "JSONEachRow")) {
      byte[] row = answer.readAllBytes();
      if (row.length == 0) {
        return Optional.empty();
      }
      JsonNode last = JSON.readTree(row);
      return Optional.of(
          new Cursor(Instant.parse(last.path("at").asString()), last.path("id").asString()));
    }
  }

  private void write(
      Table table, Map<String, Object> parameters, String format, HttpServletResponse response)
      throws IOException {
    String sql = CsvGuard.guarded(table.sql(), table.texts()) + "\nFORMAT " + format;
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
