package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.id.DeliveryId;

class StatusTest {

  private static final IngestClient CLIENT = IngestFixture.shared().client;

  private final String id = DeliveryId.next().value();

  @Test
  void aStatusIsRecordedWithItsTime() {
    Instant at = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);

    HttpResponse<byte[]> response = one("{\"status\":\"delivered\",\"at\":\"" + at + "\"}");

    assertThat(response.statusCode()).as(IngestClient.text(response)).isEqualTo(202);
    assertThat(IngestClient.json(response).get("recorded").asInt()).isEqualTo(1);
    assertThat(Recorded.eventsOf(id))
        .containsExactly(new DeliveryStatus("acme", id, DeliveryStatus.Status.DELIVERED, at));
  }

  @Test
  void withoutATimeItIsNow() {
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    assertThat(one("{\"status\":\"bounced\"}").statusCode()).isEqualTo(202);

    assertThat(Recorded.eventsOf(id))
        .singleElement()
        .isInstanceOfSatisfying(
            DeliveryStatus.class,
            status -> {
              assertThat(status.status()).isEqualTo(DeliveryStatus.Status.BOUNCED);
              assertThat(status.at()).isBetween(before, Instant.now());
            });
  }

  @Test
  void aTimeMayHaveAnyOffset() {
    Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String text = at.atOffset(java.time.ZoneOffset.ofHours(5)).toString();

    assertThat(one("{\"status\":\"delivered\",\"at\":\"" + text + "\"}").statusCode())
        .isEqualTo(202);
    assertThat(Recorded.eventsOf(id))
        .containsExactly(new DeliveryStatus("acme", id, DeliveryStatus.Status.DELIVERED, at));
  }

  @Test
  void aThousandStatusesAreRecordedAtOnceAndOneMoreIsRefused() {
    long before = Recorded.deliveryCount();

    assertThat(many(1000).statusCode()).isEqualTo(202);
    assertThat(Recorded.deliveryCount()).isEqualTo(before + 1000);
    assertError(many(1001), 422, "invalid-status", "statuses: expected 1 to 1000, found 1001");
    assertError(many(0), 422, "invalid-status", "statuses: expected 1 to 1000, found 0");
    assertThat(Recorded.deliveryCount()).isEqualTo(before + 1000);
  }

  @Test
  void ifOneCannotBeUsedNoneIsRecorded() {
    long before = Recorded.deliveryCount();

    HttpResponse<byte[]> response =
        CLIENT.call(
            "/v1/statuses",
            """
            {"statuses":[{"deliveryId":"%s","status":"delivered"},{"deliveryId":"a b","status":"lost"},null]}"""
                .formatted(id));

    assertError(
        response,
        422,
        "invalid-status",
        "statuses[1].deliveryId: expected 1 to 64 of A-Z, a-z, 0-9, '_' and '-', found \\\"a b\\\";"
            + " statuses[1].status: expected delivered or bounced, found \\\"lost\\\";"
            + " statuses[2].deliveryId");
    assertThat(Recorded.deliveryCount()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          {"status":"opened"}                                    => 422 => invalid-status => expected delivered or bounced
          {"at":"2026-11-01T10:00:00Z"}                          => 422 => invalid-status => expected delivered or bounced
          {"status":"delivered","at":"yesterday"}                => 422 => invalid-status => (RFC 3339), found
          {"status":"delivered","at":"2026-11-01"}               => 422 => invalid-status => (RFC 3339), found
          {"status":"delivered","at":"2001-01-01T00:00:00Z"}     => 422 => invalid-status => at: expected a time between 30 days ago and 5 minutes from now
          {"status":"delivered","at":"2999-01-01T00:00:00Z"}     => 422 => invalid-status => at: expected a time between 30 days ago and 5 minutes from now
          {"status":"delivered","at":"+999999999-12-31T23:59:59Z"} => 422 => invalid-status => at
          {"status":"delivered","deliveryId":"x"}                => 400 => unknown-field => known here: at, status
          []                                                     => 400 => malformed-json => expected a JSON object
          {"status":                                             => 400 => malformed-json => no JSON
          """)
  void aStatusThatCannotBeUsedIsExplained(String json, int status, String code, String message) {
    assertError(one(json), status, code, message);
    assertThat(Recorded.eventsOf(id)).isEmpty();
  }

  @Test
  void anotherContentTypeMethodOrKeyIsRefused() {
    assertError(
        CLIENT.call("/v1/statuses", "{}", "Content-Type", "text/csv"),
        415,
        "unsupported-media-type",
        "expected Content-Type application/json, found text/csv");
    assertError(
        CLIENT.get("/v1/statuses", "Authorization", "Bearer acme-key"),
        405,
        "method-not-allowed",
        "found GET");
    assertError(
        CLIENT.call("/v1/statuses", "{}", "Authorization", "Bearer x"),
        401,
        "unauthorized",
        "not known");
  }

  @Test
  void anotherPathUnderDeliveriesIsNotFound() {
    for (String path :
        new String[] {
          "/v1/deliveries",
          "/v1/deliveries/x",
          "/v1/deliveries//status",
          "/v1/deliveries/x/y/status",
          "/v1/deliveries/x/status/",
          "/v1/deliveries/status"
        }) {
      assertThat(CLIENT.call(path, "{\"status\":\"bounced\"}").statusCode())
          .as(path)
          .isEqualTo(404);
    }
    assertError(
        CLIENT.call("/v1/deliveries/" + "x".repeat(65) + "/status", "{\"status\":\"bounced\"}"),
        422,
        "invalid-status",
        "deliveryId: expected 1 to 64");
  }

  private HttpResponse<byte[]> one(String json) {
    return CLIENT.call("/v1/deliveries/" + id + "/status", json);
  }

  private HttpResponse<byte[]> many(int number) {
    return CLIENT.call(
        "/v1/statuses",
        IntStream.range(0, number)
            .mapToObj(i -> "{\"deliveryId\":\"" + id + i + "\",\"status\":\"delivered\"}")
            .collect(Collectors.joining(",", "{\"statuses\":[", "]}")));
  }

  private static void assertError(
      HttpResponse<byte[]> response, int status, String code, String message) {
    assertThat(response.statusCode()).as(IngestClient.text(response)).isEqualTo(status);
    assertThat(IngestClient.text(response)).contains(code, message);
  }
}
