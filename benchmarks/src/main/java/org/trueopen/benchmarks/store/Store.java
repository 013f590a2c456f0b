package org.trueopen.benchmarks.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.trueopen.store.EmbeddedClickHouse;
import org.trueopen.store.EngineLibrary;
import org.trueopen.store.EnginePasswords;
import org.trueopen.store.FormattedQueries;
import org.trueopen.store.Migrator;
import org.trueopen.store.StoreConfig;

/** An embedded engine on a folder of its own, asked over HTTP as the product asks it. */
public final class Store implements AutoCloseable {

  private static final Pattern READ_ROWS = Pattern.compile("\"read_rows\":\"(\\d+)\"");
  private static final Duration LONGEST = Duration.ofMinutes(20);

  private final Path folder;
  private final EnginePasswords passwords = new EnginePasswords("bench", "bench", "bench", "bench");
  private final HttpClient http = HttpClient.newHttpClient();
  private EmbeddedClickHouse engine;

  /** What a query gave, what it read and how long it took. */
  @SuppressWarnings("ArrayRecordComponent") // never changed, and some are 50 MB
  public record Answer(byte[] body, long readRows, long nanos) {}

  public Store(Path folder) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    engine = launch();
    Migrator.migrate(engine.migrator());
  }

  private EmbeddedClickHouse launch() throws IOException, InterruptedException {
    return EmbeddedClickHouse.start(
        EngineLibrary.ensure(), folder.resolve("data"), 0, 0, passwords, folder.resolve("log"));
  }

  /** Starts the engine anew with none of its data in its own or the system's memory. */
  void chill() throws IOException, InterruptedException {
    engine.close();
    PageCache.drop(folder.resolve("data"));
    engine = launch();
  }

  public StoreConfig admin() {
    return engine.admin();
  }

  /** As a user who may do everything. */
  public Answer run(String sql, Map<String, String> settings)
      throws IOException, InterruptedException {
    return send(engine.migrator(), settings, HttpRequest.BodyPublishers.ofString(sql));
  }

  /** As the admin; {@code settings} hold the query's parameters, too. */
  Answer ask(String sql, Map<String, String> settings) throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(FormattedQueries.NO_COMPILING);
    all.putAll(settings);
    return send(engine.admin(), all, HttpRequest.BodyPublishers.ofString(sql));
  }

  /** As the job, rows in RowBinary. */
  Answer insert(String query, Map<String, String> settings, HttpRequest.BodyPublisher rows)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("query", query);
    return send(engine.job(), all, rows);
  }

  public long number(String sql) throws IOException, InterruptedException {
    return Long.parseLong(new String(run(sql, Map.of()).body(), UTF_8).strip());
  }

  private Answer send(StoreConfig as, Map<String, String> settings, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    String query =
        settings.entrySet().stream()
            .map(each -> each.getKey() + '=' + URLEncoder.encode(each.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(as.url() + "/?wait_end_of_query=1&" + query))
            .timeout(LONGEST)
            .header("X-ClickHouse-User", as.user())
            .header("X-ClickHouse-Key", as.password())
            .POST(body)
            .build();
    long start = System.nanoTime();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    long nanos = System.nanoTime() - start;
    if (response.statusCode() != 200) {
      throw new IOException(new String(response.body(), UTF_8));
    }
    Matcher read =
        READ_ROWS.matcher(response.headers().firstValue("X-ClickHouse-Summary").orElse(""));
    return new Answer(response.body(), read.find() ? Long.parseLong(read.group(1)) : 0, nanos);
  }

  @Override
  public void close() {
    http.shutdownNow();
    engine.close();
  }
}
