package org.trueopen.store.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.trueopen.store.StoreConfig;

/**
 * ClickHouse's HTTP interface for statements that take as long as they take. Files pass through as
 * a stream, compressed and decompressed by ClickHouse.
 */
final class StoreSession implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** The largest table of a month on a slow disk; without a bound a lost server would hang us. */
  private static final Duration LONGEST = Duration.ofHours(6);

  private static final int MAX_ERROR_BYTES = 2000;

  private static final Pattern WRITTEN = Pattern.compile("\"written_rows\":\"(\\d+)\"");

  private final StoreConfig config;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  StoreSession(StoreConfig config) {
    this.config = config;
  }

  /** The rows of a query, each as its columns. */
  List<String[]> rows(String sql) throws IOException, InterruptedException {
    try (InputStream answer = send(sql, Map.of(), BodyPublishers.noBody(), Map.of()).body()) {
      return new String(answer.readAllBytes(), UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .toList();
    }
  }

  long number(String sql) throws IOException, InterruptedException {
    return Long.parseLong(rows(sql).getFirst()[0]);
  }

  void execute(String sql) throws IOException, InterruptedException {
    rows(sql);
  }

  /**
   * Writes a query's answer to a file, in Native compressed by zstd. The file is whole or there is
   * an exception: ClickHouse holds the answer back, on its disk, until the query has ended.
   */
  void read(String sql, Path file) throws IOException, InterruptedException {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("default_format", "Native");
    settings.put("wait_end_of_query", "1");
    settings.put("enable_http_compression", "1");
    settings.put("http_zlib_compression_level", "3");
    settings.put("max_threads", "2");
    HttpResponse<InputStream> response =
        send(sql, settings, BodyPublishers.noBody(), Map.of("Accept-Encoding", "zstd"));
    try (InputStream answer = response.body()) {
      Files.copy(answer, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Inserts a file as {@link #read} writes it.
   *
   * @return how many rows it held
   */
  long insert(String table, Path file, String token) throws IOException, InterruptedException {
    Map<String, String> settings = new LinkedHashMap<>();
    // Rows as they were written: merges may add them up later, as they would have.
    settings.put("optimize_on_insert", "0");
    settings.put("async_insert", "0");
    settings.put("insert_deduplication_token", token);
    settings.put("max_partitions_per_insert_block", "0");
    HttpResponse<InputStream> response =
        send(
            "INSERT INTO " + table + " FORMAT Native",
            settings,
            BodyPublishers.ofFile(file),
            Map.of("Content-Encoding", "zstd"));
    try (InputStream answer = response.body()) {
      answer.readAllBytes();
    }
    Matcher written =
        WRITTEN.matcher(response.headers().firstValue("X-ClickHouse-Summary").orElse(""));
    return written.find() ? Long.parseLong(written.group(1)) : 0;
  }

  private HttpResponse<InputStream> send(
      String sql, Map<String, String> settings, BodyPublisher body, Map<String, String> headers)
      throws IOException, InterruptedException {
    Map<String, String> query = new LinkedHashMap<>(settings);
    query.put("database", "default"); // ours may not be there
    query.put("query", sql);
    query.put("max_execution_time", "0");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(config.url() + "/?" + encoded(query)))
            .timeout(LONGEST)
            .header("X-ClickHouse-User", config.user())
            .header("X-ClickHouse-Key", config.password())
            .POST(body);
    headers.forEach(request::header);
    HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
    if (response.statusCode() != 200
        || response.headers().firstValue("X-ClickHouse-Exception-Code").isPresent()) {
      try (InputStream answer = response.body()) {
        throw new BackupException(
            "ClickHouse at %s answered %d: %s"
                .formatted(
                    config.url(),
                    response.statusCode(),
                    new String(answer.readNBytes(MAX_ERROR_BYTES), UTF_8).strip()));
      }
    }
    return response;
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
