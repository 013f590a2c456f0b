package org.trueopen.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ingest tier seen from outside: sends mail as an application does, loads pixels and follows
 * links as mail clients do, never further than the redirect.
 *
 * <p>One call is one request. The JDK's client would otherwise repeat a GET by itself when a kept
 * connection turns out to be closed, and one planned hit could be received twice.
 */
final class IngestApi implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration HIT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration SEND_TIMEOUT = Duration.ofSeconds(30);

  private final URI ingest;
  private final String apiKey;
  private final ExecutorService threads;
  private final HttpClient client;

  IngestApi(URI ingest, String apiKey) {
    allowOneAttemptOnly();
    this.ingest = ingest;
    this.apiKey = apiKey;
    this.threads =
        Executors.newFixedThreadPool(
            2, Thread.ofPlatform().daemon().name("demo-http-", 0).factory());
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(threads)
            .build();
  }

  /**
   * The JDK's client reads these once, before the process's first exchange; a process that may have
   * used it earlier must be started with them as {@code -D} flags. The "redirects" limit counts
   * attempts of every kind (jdk.internal.net.http.MultiExchange).
   */
  private static void allowOneAttemptOnly() {
    System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
    System.setProperty("jdk.httpclient.disableRetryConnect", "true");
  }

  /**
   * Sends one mail to some recipients.
   *
   * @throws IOException if there was no answer, or one that asks to try again (429, 5xx)
   */
  SendOutcome send(OutgoingMail mail) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(ingest.resolve("/v1/messages"))
            .timeout(SEND_TIMEOUT)
            .header("Authorization", "Bearer " + apiKey)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(mail)))
            .build();
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    int status = response.statusCode();
    if (status == 200) {
      return new SendOutcome.Sent(deliveries(response.body()));
    }
    String answer = new String(response.body(), StandardCharsets.UTF_8);
    if (status == 429 || status >= 500) {
      throw new IOException("ingest answered " + status + ": " + answer);
    }
    return new SendOutcome.Refused(status, answer);
  }

  /**
   * Requests a pixel or a link.
   *
   * @param path from the delivered mail; asked of the ingest tier given, whatever host the mail
   *     names
   * @param ip the address to come from; believed where the ingest tier trusts this machine
   * @return the status answered; fails with an IOException if there was no answer
   */
  CompletableFuture<Integer> hit(String method, String path, String ip, Agent agent) {
    try {
      return client
          .sendAsync(request(method, path, ip, agent, HIT_TIMEOUT), BodyHandlers.discarding())
          .thenApply(HttpResponse::statusCode);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(new IOException("not a path to request", e));
    }
  }

  /**
   * Requests a pixel or a link by GET and takes the whole answer.
   *
   * @return fails with an IOException if there was no answer within {@code timeout}
   */
  CompletableFuture<HttpResponse<byte[]>> get(
      String path, String ip, Agent agent, Duration timeout) {
    return client.sendAsync(request("GET", path, ip, agent, timeout), BodyHandlers.ofByteArray());
  }

  private HttpRequest request(
      String method, String path, String ip, Agent agent, Duration timeout) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(ingest.resolve(path))
            .timeout(timeout)
            .method(method, BodyPublishers.noBody())
            .header("X-Forwarded-For", ip)
            .header("User-Agent", agent.userAgent());
    agent.headers().forEach(request::header);
    return request.build();
  }

  private static List<TrackedMail> deliveries(byte[] body) throws IOException {
    try {
      List<TrackedMail> mails = new ArrayList<>();
      for (JsonNode delivery : JsonMapper.shared().readTree(body).path("deliveries")) {
        mails.add(
            TrackedMail.of(
                delivery.required("deliveryId").asString(),
                delivery.required("to").asString(),
                delivery.path("html").asString("")));
      }
      return mails;
    } catch (JacksonException e) {
      throw new IOException("ingest answered 200 with something else than deliveries", e);
    }
  }

  /** Drops what is under way. */
  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
