package org.trueopen.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Queries whose answers ClickHouse itself writes, in any of its formats, over its HTTP interface.
 * Nothing is read into memory here: the answer is passed on as it comes. It is whole or it is an
 * error: the server holds it back, on its disk if it is large, until the query has ended.
 */
public final class FormattedQueries implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** A query that takes longer than this is given up by the server. */
  static final Duration LONGEST_QUERY = Duration.ofSeconds(60);

  /**
   * Settings without which the server compiles an expression by LLVM when it is met again. Reports
   * read so few rows that this takes 30 to 100 ms and never wins them back (docs/measured.md).
   */
  public static final Map<String, String> NO_COMPILING =
      Map.of(
          "compile_expressions", "0",
          "compile_aggregate_expressions", "0",
          "compile_sort_description", "0");

  private static final int MAX_ERROR_BYTES = 2000;

  private final StoreConfig config;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  public FormattedQueries(StoreConfig config) {
    this.config = config;
  }

  /**
   * Asks on behalf of one account: rows of others are not seen, whatever the query says.
   *
   * @param sql a SELECT without FORMAT
   * @param parameters values of its {@code {name:Type}}; lists become arrays
   * @param format as ClickHouse names it
   * @return the answer; the caller closes it
   * @throws StoreRefusedException if ClickHouse refuses the query
   * @throws IOException if it does not answer
   */
  public InputStream askFor(String account, String sql, Map<String, ?> parameters, String format)
      throws IOException, InterruptedException {
    Map<String, String> settings = new LinkedHashMap<>();
    // The row policies compare with it; see users.xml.
    settings.put("log_comment", account);
    return ask(sql, parameters, format, settings);
  }

  /** As {@link #askFor}, for all accounts and with more settings. */
  public InputStream ask(
      String sql, Map<String, ?> parameters, String format, Map<String, String> settings)
      throws IOException, InterruptedException {
    Map<String, String> query = new LinkedHashMap<>(settings);
    query.put("database", config.database());
    query.put("default_format", format);
    query.put("wait_end_of_query", "1");
    query.putAll(NO_COMPILING);
    query.put("max_execution_time", Long.toString(LONGEST_QUERY.toSeconds()));
    parameters.forEach((name, value) -> query.put("param_" + name, QueryParameters.text(value)));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(config.url() + "/?" + encoded(query)))
            .timeout(LONGEST_QUERY.plusSeconds(5))
            .header("X-ClickHouse-User", config.user())
            .header("X-ClickHouse-Key", config.password())
            .POST(HttpRequest.BodyPublishers.ofString(sql))
            .build();
    HttpResponse<InputStream> response =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200
        || response.headers().firstValue("X-ClickHouse-Exception-Code").isPresent()) {
      try (InputStream body = response.body()) {
        throw new StoreRefusedException(
            response.statusCode(), new String(body.readNBytes(MAX_ERROR_BYTES), UTF_8).strip());
      }
    }
    return response.body();
  }

  private static String encoded(Map<String, String> query) {
    return query.entrySet().stream()
        .map(entry -> entry.getKey() + '=' + URLEncoder.encode(entry.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
