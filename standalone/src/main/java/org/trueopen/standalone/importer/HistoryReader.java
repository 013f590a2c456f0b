package org.trueopen.standalone.importer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.Hit;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.id.KeyedHash;
import org.trueopen.id.MailboxAddress;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.Decision;
import org.trueopen.settings.Outcome;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads a file of past deliveries, statuses and hits, a JSON object per line. */
final class HistoryReader {

  /** What a line may hold; which fields it must hold depends on its type. */
  private record Line(
      @Nullable String type,
      @Nullable String deliveryId,
      @Nullable Instant at,
      @Nullable String account,
      @Nullable String campaign,
      @Nullable String mailbox,
      @Nullable String recipient,
      @Nullable String subject,
      @Nullable List<String> links,
      @Nullable Integer unsubscribeLink,
      @Nullable String status,
      @Nullable String hitId,
      @Nullable String kind,
      @Nullable Integer link,
      @Nullable String method,
      @Nullable String ip,
      @Nullable String userAgent,
      @Nullable Map<String, String> headers,
      @Nullable String label) {}

  /** Gets the events in the file's order. */
  interface Sink {
    void delivery(Delivery delivery);

    void status(DeliveryStatus status);

    void hit(Hit hit);

    /** The delivery given last carries a label of its own. */
    default void label(Delivery delivery, String label) {}
  }

  /** What later lines need of a delivery. */
  private record Known(String account, List<String> links) {}

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** About 1 GB of memory; a larger history is brought in as several files. */
  private static final int MAX_DELIVERIES = 5_000_000;

  private static final Outcome IMPORTED = new Outcome(true, DecidedBy.IMPORTED, "", null, "");
  private static final Outcome NO_LINKS = new Outcome(false, DecidedBy.IMPORTED, "", null, "");

  private final KeyedHash hashes;
  private final String defaultAccount;
  private final Map<String, Known> deliveries = new HashMap<>();
  // A campaign's deliveries have the same links; each list is kept once.
  private final Map<List<String>, List<String>> linkLists = new HashMap<>();

  /**
   * @param defaultAccount for lines that name none and follow no delivery that did
   */
  HistoryReader(KeyedHash hashes, String defaultAccount) {
    this.hashes = hashes;
    this.defaultAccount = new AccountId(defaultAccount).value();
  }

  /**
   * @throws BadImportException at the first line that cannot be used
   */
  void read(Path file, Sink sink) throws IOException, BadImportException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      long number = 0;
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        number++;
        if (text.isBlank()) {
          continue;
        }
        try {
          take(JSON.readValue(text, Line.class), sink);
        } catch (JacksonException e) {
          throw new BadImportException(
              "%s, line %d: %s".formatted(file, number, e.getOriginalMessage()));
        } catch (IllegalArgumentException e) {
          throw new BadImportException("%s, line %d: %s".formatted(file, number, e.getMessage()));
        }
      }
    }
  }

  private void take(Line line, Sink sink) {
    switch (Objects.requireNonNullElse(line.type(), "")) {
      case "delivery" -> {
        Delivery delivery = delivery(line);
        sink.delivery(delivery);
        if (line.label() != null) {
          sink.label(delivery, line.label());
        }
      }
      case "status" -> sink.status(status(line));
      case "hit" -> sink.hit(hit(line));
      default ->
          throw new IllegalArgumentException(
              "type: expected delivery, status or hit, found \"" + line.type() + '"');
    }
  }

  private Delivery delivery(Line line) {
    String id = deliveryId(line);
    String account =
        new AccountId(Objects.requireNonNullElse(line.account(), defaultAccount)).value();
    MailboxAddress recipient = new MailboxAddress(required("recipient", line.recipient()));
    MailboxAddress mailbox = new MailboxAddress(required("mailbox", line.mailbox()));
    List<String> links = Objects.requireNonNullElse(line.links(), List.of());
    links = linkLists.computeIfAbsent(List.copyOf(links), list -> list);
    if (deliveries.size() >= MAX_DELIVERIES) {
      throw new IllegalArgumentException(
          "more than " + MAX_DELIVERIES + " deliveries; split the file by time");
    }
    if (deliveries.put(id, new Known(account, links)) != null) {
      throw new IllegalArgumentException("deliveryId: \"" + id + "\" stands there a second time");
    }
    int unsubscribe = Objects.requireNonNullElse(line.unsubscribeLink(), -1);
    if (unsubscribe < -1 || unsubscribe >= links.size()) {
      throw new IllegalArgumentException(
          "unsubscribeLink: expected a number below %d, found %d"
              .formatted(links.size(), unsubscribe));
    }
    return new Delivery(
        account,
        id,
        "",
        mailbox.value(),
        Objects.requireNonNullElse(line.campaign(), ""),
        recipient.value(),
        hashes.recipient(new AccountId(account), recipient),
        Objects.requireNonNullElse(line.subject(), ""),
        required("at", line.at()),
        true,
        links,
        unsubscribe,
        new Decision(IMPORTED, links.isEmpty() ? NO_LINKS : IMPORTED));
  }

  private DeliveryStatus status(Line line) {
    return new DeliveryStatus(
        account(line),
        deliveryId(line),
        oneOf("status", DeliveryStatus.Status.class, line.status()),
        required("at", line.at()));
  }

  private Hit hit(Line line) {
    HitKind kind = oneOf("kind", HitKind.class, line.kind());
    int link = kind == HitKind.CLICK ? required("link", line.link()) : -1;
    String account = account(line);
    return new Hit(
        account,
        deliveryId(line),
        required("hitId", line.hitId()),
        kind,
        link,
        kind == HitKind.CLICK ? url(line, link) : "",
        required("at", line.at()),
        Objects.requireNonNullElse(line.method(), "GET"),
        Objects.requireNonNullElse(line.ip(), ""),
        Objects.requireNonNullElse(line.userAgent(), ""),
        headers(line),
        kind == HitKind.OPEN ? PixelPlace.END : PixelPlace.NONE,
        Objects.requireNonNullElse(line.label(), ""));
  }

  private String url(Line line, int link) {
    Known known = deliveries.get(deliveryId(line));
    if (known == null) {
      return "";
    }
    if (link < 0 || link >= known.links().size()) {
      throw new IllegalArgumentException(
          "link: expected a number below %d, found %d".formatted(known.links().size(), link));
    }
    return known.links().get(link);
  }

  private String account(Line line) {
    if (line.account() != null) {
      return new AccountId(line.account()).value();
    }
    Known known = deliveries.get(deliveryId(line));
    return known == null ? defaultAccount : known.account();
  }

  private static Map<String, String> headers(Line line) {
    Map<String, String> result = new HashMap<>();
    Objects.requireNonNullElse(line.headers(), Map.<String, String>of())
        .forEach((name, value) -> result.put(name.toLowerCase(Locale.ROOT), value));
    return result;
  }

  private static String deliveryId(Line line) {
    return new DeliveryId(required("deliveryId", line.deliveryId())).value();
  }

  private static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + ": missing");
    }
    return value;
  }

  private static <E extends Enum<E>> E oneOf(String name, Class<E> type, @Nullable String text) {
    List<String> expected = new ArrayList<>();
    for (E value : type.getEnumConstants()) {
      if (value.name().equalsIgnoreCase(text)) {
        return value;
      }
      expected.add(value.name());
    }
    throw new IllegalArgumentException(
        name + ": expected one of " + expected + ", found \"" + text + '"');
  }
}
