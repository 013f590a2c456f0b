package org.trueopen.job.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
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
 * Inserts over ClickHouse's HTTP interface. The JDK's own client, because a blocked call can be
 * interrupted when the task is cancelled, and because one request with a prepared body is all we
 * need of any client.
 */
final class ClickHouseInserts implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /**
   * Four megabytes take well under a second; a server that merges hard may take many times that.
   */
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

  private static final int MAX_ANSWER = 1000;

  private final ClickHouseTarget target;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  ClickHouseInserts(ClickHouseTarget target) {
    this.target = target;
  }

  /**
   * Returns once the rows are in the table and in its views.
   *
   * @throws InsertRefusedException if the server answered and did not take them
   * @throws IOException if it is not known whether it has them; repeat with the same committable
   */
  void insert(StoreCommittable committable) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(committable))
            .timeout(REQUEST_TIMEOUT)
            .header("X-ClickHouse-User", target.user())
            .header("X-ClickHouse-Key", target.password())
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(committable.rowBinary()))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    // The server may find an error after it has begun to answer; then only this header tells.
    boolean failed = response.headers().firstValue("X-ClickHouse-Exception-Code").isPresent();
    if (response.statusCode() != 200 || failed) {
      String answer = response.body().strip();
      throw new InsertRefusedException(
          response.statusCode(), answer.substring(0, Math.min(answer.length(), MAX_ANSWER)));
    }
  }

  private URI uri(StoreCommittable committable) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put(
        "query",
        "INSERT INTO %s (%s) FORMAT RowBinary"
            .formatted(committable.table(), committable.columns()));
    parameters.put("insert_deduplication_token", committable.token().toString());
    parameters.put("insert_deduplicate", "1");
    parameters.put("deduplicate_blocks_in_dependent_materialized_views", "1");
    parameters.put("async_insert", "0");
    parameters.put("wait_end_of_query", "1");
    // One insert is one block, however small its rows: with its token it is taken whole or not.
    parameters.put("max_insert_block_size", "10000000");
    parameters.put("min_insert_block_size_rows", "10000000");
    parameters.put("min_insert_block_size_bytes", "1000000000");
    // An import may reach back through more months than the default allows in one block.
    parameters.put("max_partitions_per_insert_block", "0");
    String query =
        parameters.entrySet().stream()
            .map(entry -> entry.getKey() + '=' + URLEncoder.encode(entry.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return target.url().resolve("/?" + query);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
