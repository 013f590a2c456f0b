package org.trueopen.ingest.message;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.ingest.web.Answers;
import org.trueopen.ingest.web.BodyReader;
import org.trueopen.ingest.web.JsonBody;
import org.trueopen.ingest.web.Problems;
import org.trueopen.ingest.web.RequestException;
import org.trueopen.settings.SettingsView.Caller;

/**
 * What the receiving servers said: {@code POST /v1/deliveries/{id}/status} for one delivery, {@code
 * POST /v1/statuses} for many. All of a call is recorded or none of it. Whether there is such a
 * delivery is not known here.
 */
public final class StatusHandler {

  private static final String CODE = "invalid-status";
  private static final int MAX_STATUSES = 1000;

  /** A thousand statuses take about 100 KB. */
  private static final int MAX_BODY_BYTES = 512 * 1024;

  private static final Duration MAX_AHEAD = Duration.ofMinutes(5);
  private static final Duration MAX_AGE = Duration.ofDays(30);
  private static final String SUFFIX = "/status";

  private record One(@Nullable String status, @Nullable String at) {}

  private record Item(@Nullable String deliveryId, @Nullable String status, @Nullable String at) {}

  private record Batch(@Nullable List<@Nullable Item> statuses) {}

  private final DeliveryPublisher deliveries;
  private final BodyReader bodies;
  private final Clock clock;

  public StatusHandler(DeliveryPublisher deliveries, BodyReader bodies, Clock clock) {
    this.deliveries = deliveries;
    this.bodies = bodies;
    this.clock = clock;
  }

  /** {@code /v1/deliveries/{id}/status}. */
  public void one(HttpServerExchange exchange, Caller caller) throws RequestException, IOException {
    String path = exchange.getRelativePath();
    if (path.length() < SUFFIX.length() + 2
        || !path.endsWith(SUFFIX)
        || path.indexOf('/', 1) != path.length() - SUFFIX.length()) {
      Answers.notFound(exchange);
      return;
    }
    String id = path.substring(1, path.length() - SUFFIX.length());
    One body = read(exchange, One.class);
    record(exchange, caller, List.of(new Item(id, body.status(), body.at())), "");
  }

  /** {@code /v1/statuses}. */
  public void many(HttpServerExchange exchange, Caller caller)
      throws RequestException, IOException {
    List<@Nullable Item> statuses = read(exchange, Batch.class).statuses();
    int found = statuses == null ? 0 : statuses.size();
    if (statuses == null || found == 0 || found > MAX_STATUSES) {
      Problems problems = new Problems();
      problems.add("statuses", "1 to " + MAX_STATUSES, Integer.toString(found));
      problems.finish(CODE);
      return;
    }
    record(exchange, caller, statuses, "statuses[%d].");
  }

  private <T> T read(HttpServerExchange exchange, Class<T> type)
      throws RequestException, IOException {
    if (!JsonBody.mediaType(exchange).equals(JsonBody.TYPE)) {
      throw JsonBody.unsupported(exchange, JsonBody.TYPE);
    }
    return JsonBody.read(bodies.read(exchange, MAX_BODY_BYTES), type);
  }

  /**
   * @param prefix of the fields' names, with a place for the item's number
   */
  private void record(
      HttpServerExchange exchange, Caller caller, List<@Nullable Item> items, String prefix)
      throws RequestException {
    Problems problems = new Problems();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<DeliveryStatus> statuses = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Item item = Objects.requireNonNullElse(items.get(i), new Item(null, null, null));
      statuses.add(status(caller.account(), item, now, prefix.formatted(i), problems));
    }
    problems.finish(CODE);
    deliveries.publish(statuses);
    Answers.json(exchange, StatusCodes.ACCEPTED, Map.of("recorded", statuses.size()));
  }

  private static DeliveryStatus status(
      AccountId account, Item item, Instant now, String prefix, Problems problems) {
    String id = Objects.requireNonNullElse(item.deliveryId(), "");
    try {
      id = new DeliveryId(id).value();
    } catch (IllegalArgumentException e) {
      problems.addQuoted(prefix + "deliveryId", "1 to 64 of A-Z, a-z, 0-9, '_' and '-'", id);
    }
    return new DeliveryStatus(
        account.value(),
        id,
        kind(item.status(), prefix, problems),
        at(item.at(), now, prefix, problems));
  }

  private static DeliveryStatus.Status kind(
      @Nullable String text, String prefix, Problems problems) {
    return switch (Objects.requireNonNullElse(text, "")) {
      case "delivered" -> DeliveryStatus.Status.DELIVERED;
      case "bounced" -> DeliveryStatus.Status.BOUNCED;
      default -> {
        problems.addQuoted(
            prefix + "status", "delivered or bounced", Objects.requireNonNullElse(text, ""));
        yield DeliveryStatus.Status.BOUNCED;
      }
    };
  }

  private static Instant at(@Nullable String text, Instant now, String prefix, Problems problems) {
    if (text == null) {
      return now;
    }
    try {
      Instant at = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
      if (at.isAfter(now.plus(MAX_AHEAD)) || at.isBefore(now.minus(MAX_AGE))) {
        problems.addQuoted(
            prefix + "at",
            "a time between %d days ago and %d minutes from now"
                .formatted(MAX_AGE.toDays(), MAX_AHEAD.toMinutes()),
            text);
      }
      return at;
    } catch (DateTimeException e) {
      problems.addQuoted(prefix + "at", "a time like 2026-11-01T10:00:02Z (RFC 3339)", text);
      return now;
    }
  }
}
