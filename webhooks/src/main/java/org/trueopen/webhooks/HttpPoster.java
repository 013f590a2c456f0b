package org.trueopen.webhooks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Posts over HTTP. No redirect is followed, no proxy of the environment is used, no cookie is kept;
 * of the answer only the status counts.
 */
final class HttpPoster implements AutoCloseable {

  private static final ContentType CLOUD_EVENT =
      ContentType.parse("application/cloudevents+json; charset=UTF-8");

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Read so that the connection can be used again; what is longer is not worth it. */
  private static final int ANSWER_BYTES = 16 * 1024;

  /**
   * Nothing bounds these unless it is said, and a receiver could fill our memory. Web servers as
   * well take lines of about so many bytes; at most 800 kB are held of one answer's headers.
   */
  private static final Http1Config ANSWER_HEAD =
      Http1Config.custom().setMaxLineLength(8 * 1024).setMaxHeaderCount(100).build();

  private final Duration patience;
  private final CloseableHttpClient http;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhook-deadlines").factory());

  /**
   * @param patience for one request with its answer, whatever the receiver does
   * @param perEndpoint connections to one host
   */
  HttpPoster(AddressGuard guard, Duration patience, int perEndpoint) {
    this.patience = patience;
    this.http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(guard)
                    .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder()
                            .http1Config(ANSWER_HEAD)
                            .build())
                    // Endpoints bound what is under way; one host must not wait for another.
                    .setMaxConnTotal(Integer.MAX_VALUE)
                    .setMaxConnPerRoute(perEndpoint)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.of(CONNECT))
                            .setSocketTimeout(Timeout.of(patience))
                            .setTimeToLive(Timeout.ofMinutes(5))
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(Timeout.of(patience))
                    .setResponseTimeout(Timeout.of(patience))
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .setUserAgent("TrueOpen-Webhooks/1")
            .build();
  }

  /**
   * One request.
   *
   * @param secrets each signs; more than one while a receiver may still have the one before
   */
  Attempt post(Post post, String url, List<String> secrets, long seconds) {
    String id = post.key().eventId();
    HttpPost request;
    try {
      request = new HttpPost(URI.create(url));
    } catch (IllegalArgumentException e) {
      return Attempt.failed("not a URL: " + e.getMessage());
    }
    request.setHeader("webhook-id", id);
    request.setHeader("webhook-timestamp", Long.toString(seconds));
    request.setHeader(
        "webhook-signature",
        secrets.stream()
            .map(secret -> Signature.of(secret, id, seconds, post.body()))
            .collect(Collectors.joining(" ")));
    request.setEntity(new ByteArrayEntity(post.body(), CLOUD_EVENT));
    return send(request);
  }

  /** A receiver that sends a byte now and then is cut off as well. */
  private Attempt send(HttpPost request) {
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> deadline =
        deadlines.schedule(
            () -> {
              late.set(true);
              request.cancel();
            },
            patience.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      return http.execute(request, HttpPoster::attempt);
    } catch (AddressGuard.ForbiddenException e) {
      return Attempt.failed(String.valueOf(e.getMessage()));
    } catch (UnknownHostException e) {
      return Attempt.failed("no such host: " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      return Attempt.failed(
          late.get() ? "no answer within " + patience.toMillis() + " ms" : e.toString());
    } finally {
      deadline.cancel(false);
    }
  }

  private static Attempt attempt(ClassicHttpResponse response) throws IOException {
    int status = response.getCode();
    drain(response.getEntity());
    if (status / 100 == 2) {
      return new Attempt(Attempt.Kind.TAKEN, status, "", null);
    }
    if (status == 410) {
      return new Attempt(Attempt.Kind.GONE, status, "410: the receiver wants no more", null);
    }
    String why = status / 100 == 3 ? "answered %d; redirects are not followed" : "answered %d";
    return new Attempt(
        Attempt.Kind.FAILED,
        status,
        why.formatted(status),
        pause(response.getFirstHeader("Retry-After")));
  }

  private static void drain(@Nullable HttpEntity entity) throws IOException {
    if (entity != null) {
      try (InputStream in = entity.getContent()) {
        in.readNBytes(ANSWER_BYTES);
      }
    }
  }

  /** RFC 9110 section 10.2.3, in seconds; dates are not looked at. */
  private static @Nullable Duration pause(@Nullable Header retryAfter) {
    return retryAfter != null && retryAfter.getValue().matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(retryAfter.getValue()))
        : null;
  }

  @Override
  public void close() throws IOException {
    deadlines.shutdownNow();
    http.close();
  }
}
