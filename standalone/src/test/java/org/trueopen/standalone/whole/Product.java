package org.trueopen.standalone.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.net.smtp.AuthenticatingSMTPClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** A product started by the shell's commands on a folder and ports of its own. */
final class Product implements AutoCloseable {

  // Beyond the ports of a product that a developer may have running, and below those that Linux
  // gives to clients: one of them could be taken by any connection of another test's.
  static final int PORT_OFFSET = 23_000;

  static final int INGEST = 8080 + PORT_OFFSET;
  private static final int INGEST_INSIDE = 8089 + PORT_OFFSET;
  static final int ADMIN = 8090 + PORT_OFFSET;
  static final int SMTP = 2525 + PORT_OFFSET;
  private static final int CLICKHOUSE = 8123 + PORT_OFFSET;

  private static final Pattern OURS =
      Pattern.compile("(INGEST|JOB|ADMIN|WEBHOOKS|STORE|KAFKA|CLICKHOUSE)_");

  private static final JsonMapper JSON = JsonMapper.shared();

  /** What a command printed, and its exit status. */
  record Result(int status, String output) {}

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final Path data;
  private final String welcome;

  private Product(Path data, String welcome) {
    this.data = data;
    this.welcome = welcome;
  }

  /**
   * @param nextHop where the SMTP relay sends mail on to, as host:port
   * @param nameServer who is asked about sending domains, as host:port
   */
  static Product up(Path data, String nextHop, String nameServer) {
    Result up =
        command(
            Map.of("INGEST_SMTP_NEXT_HOP", nextHop, "ADMIN_DNS_SERVERS", nameServer),
            "up",
            "--detach",
            "--data",
            data.toString(),
            "--port-offset",
            "" + PORT_OFFSET);
    if (up.status() != 0) {
      throw new IllegalStateException("up ended with " + up.status() + ":\n" + up.output());
    }
    return new Product(data, up.output());
  }

  /** Runs what {@code ./trueopen} runs, without building first. */
  static Result command(String... arguments) {
    return command(Map.of(), arguments);
  }

  private static Result command(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dtrueopen.home=" + System.getProperty("trueopen.home"));
    command.add("-Dtrueopen.cache=" + System.getProperty("trueopen.cache"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.trueopen.standalone.command.StandaloneMain");
    command.addAll(List.of(arguments));
    try {
      // Into a file: what the command leaves running would keep a pipe open.
      Path output = Files.createTempFile("trueopen-command", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      // What a developer's shell sets of a product must not reach this one.
      builder.environment().keySet().removeIf(name -> OURS.matcher(name).lookingAt());
      builder.environment().putAll(environment);
      Process process = builder.start();
      int status = process.waitFor();
      String text = Files.readString(output);
      Files.delete(output);
      return new Result(status, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Path data() {
    return data;
  }

  /** The first admin's password, which {@code up} shows once. */
  String adminPassword() {
    Matcher shown = Pattern.compile("password (\\S+)").matcher(welcome);
    if (!shown.find()) {
      throw new IllegalStateException("no password in:\n" + welcome);
    }
    return shown.group(1);
  }

  String apiKey() {
    try {
      return Files.readString(data.resolve("api-key")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a mail and returns its only delivery as the interface answered it. */
  JsonNode send(String subject, String to, String html) {
    return send(subject, "end-to-end", List.of(to), html).get("deliveries").get(0);
  }

  /** Sends a mail and returns what the interface answered. */
  JsonNode send(String subject, String campaign, List<String> to, String html) {
    return send("News <news@demo.example>", subject, campaign, to, html);
  }

  /** Sends a mail of one link from a mailbox, and returns its only delivery. */
  JsonNode sendFrom(String mailbox, String to) {
    String html = "<p>Hello, <a href=\"https://acme.example/offer\">have a look</a></p>";
    return send(mailbox, "Hello", "other-mailbox", List.of(to), html).get("deliveries").get(0);
  }

  private JsonNode send(
      String from, String subject, String campaign, List<String> to, String html) {
    ArrayNode recipients = JSON.createArrayNode();
    to.forEach(recipients::add);
    String body =
        JSON.writeValueAsString(
            JSON.createObjectNode()
                .put("from", from)
                .put("subject", subject)
                .put("html", html)
                .put("campaign", campaign)
                .set("to", recipients));
    HttpResponse<String> response =
        exchange(
            HttpRequest.newBuilder(uri(INGEST, "/v1/messages"))
                .header("Authorization", "Bearer " + apiKey())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.statusCode() + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }

  /** Hands a mail over by SMTP as an application does, with the API key as password. */
  void sendBySmtp(String from, List<String> to, String mail) {
    try {
      AuthenticatingSMTPClient client = new AuthenticatingSMTPClient();
      client.connect("127.0.0.1", SMTP);
      require(client, client.elogin("app.example"));
      require(
          client, client.auth(AuthenticatingSMTPClient.AUTH_METHOD.PLAIN, "application", apiKey()));
      require(client, client.setSender(from));
      for (String recipient : to) {
        require(client, client.addRecipient(recipient));
      }
      require(client, client.sendShortMessageData(mail));
      client.quit();
      client.disconnect();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void require(AuthenticatingSMTPClient client, boolean accepted) {
    if (!accepted) {
      throw new IllegalStateException("the relay said " + client.getReplyString());
    }
  }

  /** Reads a setting over the admin's interface. */
  HttpResponse<String> setting(String path) {
    return exchange(
        HttpRequest.newBuilder(uri(ADMIN, "/api/v1/settings/" + path))
            .header("Authorization", "Bearer " + apiKey())
            .build());
  }

  /** Changes a setting over the admin's interface. */
  HttpResponse<String> changeSetting(String path, String etag, String json) {
    return exchange(
        HttpRequest.newBuilder(uri(ADMIN, "/api/v1/settings/" + path))
            .header("Authorization", "Bearer " + apiKey())
            .header("If-Match", etag)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  /** A counter of ingest's. */
  long counter(String name) {
    return JSON.readTree(get(INGEST_INSIDE, "/internal/counters").body()).get(name).asLong();
  }

  /** Loads a pixel or link as a mail client at some address would. */
  HttpResponse<String> load(String url, String address, String userAgent) {
    return exchange(loading(url, address, userAgent));
  }

  /** Loads links all at once, as a scanner does, and waits for the answers. */
  void loadAtOnce(List<String> urls, String address, String userAgent) {
    urls.stream()
        .map(url -> loading(url, address, userAgent))
        .map(request -> http.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
        .toList()
        .forEach(CompletableFuture::join);
  }

  private static HttpRequest loading(String url, String address, String userAgent) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("X-Forwarded-For", address)
        .header("User-Agent", userAgent)
        .build();
  }

  /** What the report interface says of a delivery. */
  HttpResponse<String> report(String deliveryId, String key) {
    return exchange(
        HttpRequest.newBuilder(uri(ADMIN, "/api/v1/deliveries/" + deliveryId))
            .header("Authorization", "Bearer " + key)
            .build());
  }

  JsonNode report(String deliveryId) {
    HttpResponse<String> response = report(deliveryId, apiKey());
    return response.statusCode() == 200 ? JSON.readTree(response.body()) : JSON.createObjectNode();
  }

  /** A number straight from ClickHouse, as the admin's user. */
  long count(String sql) {
    try {
      String password = Files.readAllLines(data.resolve("keys/clickhouse-passwords")).get(2);
      HttpResponse<String> response =
          exchange(
              HttpRequest.newBuilder(uri(CLICKHOUSE, "/?database=trueopen"))
                  .header("X-ClickHouse-User", "admin")
                  .header("X-ClickHouse-Key", password)
                  .POST(HttpRequest.BodyPublishers.ofString(sql))
                  .build());
      return Long.parseLong(response.body().strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpResponse<String> get(int port, String path) {
    return exchange(HttpRequest.newBuilder(uri(port, path)).build());
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static URI uri(int port, String path) {
    return URI.create("http://localhost:" + port + path);
  }

  @Override
  public void close() {
    Result down = command("down", "--data", data.toString());
    if (down.status() != 0) {
      throw new IllegalStateException("down ended with " + down.status() + ":\n" + down.output());
    }
  }
}
