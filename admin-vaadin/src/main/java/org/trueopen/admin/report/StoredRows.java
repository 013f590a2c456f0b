package org.trueopen.admin.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.stereotype.Component;
import org.trueopen.id.AccountId;
import org.trueopen.store.Queries;
import tools.jackson.databind.json.JsonMapper;

/** Asks the queries of {@code clickhouse/queries} for the rows of one account. */
@Component
public final class StoredRows {

  /** Later than any row: what queries that give a page at a time give the first one after. */
  public static final Instant LATER_THAN_ALL = Instant.parse("2299-01-01T00:00:00Z");

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FORMAT =
      "\nFORMAT JSONEachRow SETTINGS date_time_output_format = 'iso',"
          + " output_format_json_quote_64bit_integers = 0";

  private final ReportAnswers answers;

  public StoredRows(ReportAnswers answers) {
    this.answers = answers;
  }

  /** The parameters that ask a query that gives a page at a time for its first one. */
  public static Map<String, Object> firstPage(int limit) {
    return Map.of("before_at", LATER_THAN_ALL, "before_id", "", "skip", 0, "limit", limit);
  }

  /**
   * All rows of an answer; the query bounds them.
   *
   * @param query the name of its file
   * @param parameters texts, numbers, times and lists of them; the account is added here
   * @throws ReportsUnavailableException if the store does not answer
   */
  public List<StoredRow> ask(AccountId account, String query, Map<String, ?> parameters) {
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("account", account.value());
    return sql(account, Queries.load(query), all);
  }

  /**
   * All rows of several answers, in the order of the queries. Most of what a small query takes is
   * planning it, so asked at once they take as long as the longest.
   *
   * @param parameters of all of them
   * @throws ReportsUnavailableException if the store does not answer one of them
   */
  List<List<StoredRow>> askAtOnce(
      AccountId account, List<String> queries, Map<String, ?> parameters) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<StoredRow>>> asked =
          queries.stream()
              .map(query -> threads.submit(() -> ask(account, query, parameters)))
              .toList();
      List<List<StoredRow>> answered = new ArrayList<>();
      for (Future<List<StoredRow>> each : asked) {
        answered.add(each.get());
      }
      return answered;
    } catch (InterruptedException e) {
      throw ReportsUnavailableException.of(e);
    } catch (ExecutionException e) {
      throw ReportsUnavailableException.of(e);
    }
  }

  List<StoredRow> sql(AccountId account, String sql, Map<String, ?> parameters) {
    List<StoredRow> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                answers.ask(account, sql + FORMAT, parameters, "JSONEachRow"), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rows.add(new StoredRow(JSON.readTree(line)));
      }
      return rows;
    } catch (IOException e) {
      throw new ReportsUnavailableException("ClickHouse: " + e.getMessage(), e);
    }
  }
}
