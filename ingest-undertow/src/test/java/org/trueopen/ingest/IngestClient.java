package org.trueopen.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the outside world does to an ingest process. */
final class IngestClient {

  static {
    // Links are answered on the hosts they stand on only.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  private static final JsonMapper JSON = JsonMapper.shared();

  private final int port;
  private final int internalPort;
  private final HttpClient http;

  IngestClient(int port, int internalPort) {
    this(port, internalPort, "127.0.0.1");
  }

  /**
   * @param from the address that requests come from; all of 127.0.0.0/8 are this machine's
   */
  IngestClient(int port, int internalPort, String from) {
    try {
      this.port = port;
      this.internalPort = internalPort;
      this.http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .localAddress(InetAddress.getByName(from))
              .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param headers names and values in turn
   */
  HttpResponse<byte[]> send(String method, String path, String... headers) {
    return send(request(path, headers).method(method, BodyPublishers.noBody()));
  }

  HttpResponse<byte[]> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  CompletableFuture<HttpResponse<byte[]>> getLater(String path, String... headers) {
    return http.sendAsync(request(path, headers).build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> post(String json) {
    return post(BodyPublishers.ofString(json), IngestFixture.ACME_KEY);
  }

  /** Without a length in front. */
  HttpResponse<byte[]> postChunked(byte[] json) {
    return post(
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(json)), IngestFixture.ACME_KEY);
  }

  HttpResponse<byte[]> post(BodyPublisher body, String key) {
    return send(
        request(
                "/v1/messages",
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + key)
            .POST(body));
  }

  CompletableFuture<HttpResponse<byte[]>> postLater(String json) {
    return http.sendAsync(
        request(
                "/v1/messages",
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + IngestFixture.ACME_KEY)
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofByteArray());
  }

  /** Sends a whole mail. */
  HttpResponse<byte[]> postMail(String mail, String query, String... headers) {
    return send(
        request(
                "/v1/messages" + query,
                "Content-Type",
                "message/rfc822",
                "Authorization",
                "Bearer " + IngestFixture.ACME_KEY)
            .POST(BodyPublishers.ofByteArray(mail.getBytes(UTF_8))),
        headers);
  }

  HttpResponse<byte[]> postForm(String path, String form) {
    return send(
        request(path, "Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  /** Calls with the key of {@code acme}, or another one given as a header. */
  HttpResponse<byte[]> call(String path, String json, String... headers) {
    return send(
        request(path, "Content-Type", "application/json")
            .setHeader("Authorization", "Bearer " + IngestFixture.ACME_KEY)
            .POST(BodyPublishers.ofString(json)),
        headers);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request, String... headers) {
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  /** Sends, and holds request and answer against the interface's document. */
  HttpResponse<byte[]> send(HttpRequest.Builder builder) {
    try {
      HttpRequest request = builder.build();
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      Contract.check(request, response);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (!List.of(headers).contains("Host")) {
      request.setHeader("Host", IngestFixture.SHARED_HOST);
    }
    return headers.length == 0 ? request : request.headers(headers);
  }

  /** Sends text as it stands and reads all that comes back until the other side closes. */
  String raw(String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks by the internal port. */
  HttpResponse<byte[]> inside(String path) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + internalPort + path)).build(),
          BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
  }

  /** What has become of the requests to pixels and links. */
  Counters counters() {
    JsonNode json = json(inside("/internal/counters"));
    return new Counters(
        json.get("received").asLong(),
        json.get("recorded").asLong(),
        json.get("rejected").asLong(),
        json.get("ignored").asLong(),
        json.get("lost").asLong(),
        json.get("recordedByReason"),
        json.get("rejectedByReason"),
        json.get("ignoredByReason"));
  }

  /** How many hits the journal holds. */
  long journaled() {
    return json(inside("/internal/counters")).get("journal").get("hits").asLong();
  }

  boolean isDiverted() {
    return json(inside("/internal/counters")).get("diverted").asBoolean();
  }

  static JsonNode json(HttpResponse<byte[]> response) {
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    return JSON.readTree(response.body());
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  /** The counters at one moment. */
  record Counters(
      long received,
      long recorded,
      long rejected,
      long ignored,
      long lost,
      JsonNode recorders,
      JsonNode reasons,
      JsonNode ignoredReasons) {

    Counters since(Counters before) {
      return new Counters(
          received - before.received,
          recorded - before.recorded,
          rejected - before.rejected,
          ignored - before.ignored,
          lost - before.lost,
          recorders,
          reasons,
          ignoredReasons);
    }

    /** The identity that holds when nothing is in flight. */
    boolean addUp() {
      return received == recorded + rejected + ignored + lost;
    }

    /** {@code kafka} or {@code journal}. */
    long recordedBy(String who) {
      return recorders.get(who).asLong();
    }

    long rejectedFor(String reason) {
      return reasons.get(reason).asLong();
    }

    long ignoredFor(String reason) {
      return ignoredReasons.get(reason).asLong();
    }

    @Override
    public String toString() {
      return "received %d, recorded %d, rejected %d, ignored %d, lost %d"
          .formatted(received, recorded, rejected, ignored, lost);
    }
  }
}
