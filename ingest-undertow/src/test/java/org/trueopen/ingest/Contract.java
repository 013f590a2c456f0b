package org.trueopen.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Holds what really went over the wire against {@code openapi.yaml}: every answer, and every
 * request that was taken.
 */
final class Contract {

  private static final OpenApiInteractionValidator VALIDATOR =
      OpenApiInteractionValidator.createForInlineApiSpecification(document()).build();

  /** Larger bodies differ from others in their size only. */
  private static final int MAX_CHECKED_BYTES = 1024 * 1024;

  private static final AtomicInteger CHECKED = new AtomicInteger();

  private Contract() {}

  static String document() {
    try (InputStream in = Contract.class.getResourceAsStream("/openapi.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many answers were held against the document. */
  static int checked() {
    return CHECKED.get();
  }

  static void check(HttpRequest request, HttpResponse<byte[]> response) {
    if (response.statusCode() == 404) {
      assertThat(response.body()).as("an answer to what is not ours").isEmpty();
      return;
    }
    if (response.body().length > MAX_CHECKED_BYTES) {
      return;
    }
    ValidationReport report =
        response.statusCode() < 400
            ? VALIDATOR.validate(request(request), response(response))
            : VALIDATOR.validateResponse(
                request.uri().getPath(), documentedMethod(request, response), response(response));
    CHECKED.incrementAndGet();
    assertThat(report.getMessages())
        .as("%s %s: %d", request.method(), request.uri().getPath(), response.statusCode())
        .noneMatch(message -> message.getLevel() == ValidationReport.Level.ERROR);
  }

  /** The answer to another method is described with the method that would do. */
  private static Request.Method documentedMethod(
      HttpRequest request, HttpResponse<byte[]> response) {
    return response.statusCode() == 405
        ? Request.Method.POST
        : Request.Method.valueOf(request.method());
  }

  private static Request request(HttpRequest request) {
    SimpleRequest.Builder result =
        new SimpleRequest.Builder(request.method(), request.uri().getRawPath());
    request.headers().map().forEach(result::withHeader);
    String query = request.uri().getRawQuery();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        String[] both = pair.split("=", 2);
        result.withQueryParam(both[0], URLDecoder.decode(both[1], UTF_8));
      }
    }
    byte[] body = request.bodyPublisher().map(Contract::bytes).orElse(new byte[0]);
    if (body.length > 0) {
      result.withBody(body);
    }
    return result.build();
  }

  private static SimpleResponse response(HttpResponse<byte[]> response) {
    SimpleResponse.Builder result = new SimpleResponse.Builder(response.statusCode());
    response.headers().map().forEach(result::withHeader);
    if (response.body().length > 0) {
      result.withBody(response.body());
    }
    return result.build();
  }

  private static byte[] bytes(HttpRequest.BodyPublisher publisher) {
    CompletableFuture<byte[]> result = new CompletableFuture<>();
    publisher.subscribe(
        new Flow.Subscriber<ByteBuffer>() {
          private final ByteArrayOutputStream out = new ByteArrayOutputStream();

          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(ByteBuffer part) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            out.writeBytes(bytes);
          }

          @Override
          public void onError(Throwable problem) {
            result.completeExceptionally(problem);
          }

          @Override
          public void onComplete() {
            result.complete(out.toByteArray());
          }
        });
    return result.join();
  }
}
