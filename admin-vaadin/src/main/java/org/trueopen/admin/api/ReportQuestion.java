package org.trueopen.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a call that reads reports. Each is asked for by name; what is wrong with
 * any of them is collected and said at once by {@link #finish}.
 */
final class ReportQuestion {

  /** Rollups hold quarters of an hour. */
  static final Duration GRAIN = Duration.ofMinutes(15);

  private static final int DEFAULT_DAYS = 30;
  private static final int MAX_VALUES = 100;

  private final HttpServletRequest request;
  private final Instant now;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<String> problems = new ArrayList<>();

  ReportQuestion(HttpServletRequest request, Instant now) {
    this.request = request;
    this.now = now;
  }

  /** A range of time, {@code from} included, {@code to} not, and the zone its days are meant in. */
  record Span(Instant from, Instant to, ZoneId zone) {}

  /** The last 30 days and today unless told otherwise. */
  Span span() {
    ZoneId zone = zone(text("zone", "UTC"));
    LocalDate today = now.atZone(zone).toLocalDate();
    Instant from = time("from", today.minusDays(DEFAULT_DAYS), zone);
    Instant to = time("to", today.plusDays(1), zone);
    if (!from.isBefore(to)) {
      problems.add("from: expected a time before to");
    }
    return new Span(from, to, zone);
  }

  private ZoneId zone(String name) {
    try {
      ZoneId zone = ZoneId.of(name);
      // The store knows places and UTC, no bare offsets.
      if (!(zone instanceof ZoneOffset) && (name.contains("/") || name.equals("UTC"))) {
        return zone;
      }
    } catch (DateTimeException e) {
      // said below
    }
    problems.add("zone: expected a time zone as Europe/Berlin or UTC");
    return ZoneOffset.UTC;
  }

  private Instant time(String name, LocalDate otherwise, ZoneId zone) {
    String text = text(name, otherwise.toString());
    try {
      Instant time =
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
              : Instant.parse(text);
      // What ClickHouse's DateTime can hold.
      if (time.toEpochMilli() % GRAIN.toMillis() == 0
          && time.getEpochSecond() >= 0
          && time.getEpochSecond() < 1L << 32) {
        return time;
      }
    } catch (DateTimeException e) {
      // said below
    }
    problems.add(
        name
            + ": expected a day, as 2026-11-21, or a whole quarter of an hour, as 2026-11-21T20:15:00Z");
    return now;
  }

  /** A parameter that may be left out. */
  String text(String name, String otherwise) {
    known.add(name);
    @Nullable String[] values = request.getParameterValues(name);
    if (values == null) {
      return otherwise;
    }
    if (values.length > 1) {
      problems.add(name + ": expected once");
    }
    return String.valueOf(values[0]);
  }

  /** A parameter that may come several times. */
  List<String> texts(String name) {
    known.add(name);
    String[] values = request.getParameterValues(name);
    if (values != null && values.length > MAX_VALUES) {
      problems.add(name + ": expected at most " + MAX_VALUES + " times");
      return List.of();
    }
    return values == null ? List.of() : List.of(values);
  }

  /** Words with commas between, each one of those allowed. */
  List<String> words(String name, List<String> allowed, int most) {
    String text = text(name, "");
    List<String> words = text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
    if (words.size() > most
        || !allowed.containsAll(words)
        || new LinkedHashSet<>(words).size() < words.size()) {
      problems.add(
          most == 0
              ? name + ": this report has none"
              : name + ": expected at most " + most + " of " + String.join(", ", allowed));
      return List.of();
    }
    return words;
  }

  int number(String name, int otherwise, int most) {
    String text = text(name, Integer.toString(otherwise));
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    problems.add(name + ": expected a number from 1 to " + most);
    return otherwise;
  }

  /** Adds what only the caller can judge. */
  void problem(String problem) {
    problems.add(problem);
  }

  /** What every query of the store is given: span, and senders to filter by. */
  Map<String, Object> parameters(ApiCaller caller, Span span) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("account", caller.account().value());
    parameters.put("from", span.from());
    parameters.put("to", span.to());
    parameters.put("zone", span.zone().getId());
    parameters.put("domains", texts("domain"));
    parameters.put("mailboxes", texts("mailbox"));
    parameters.put("campaigns", texts("campaign"));
    return parameters;
  }

  /**
   * To be called when everything has been asked for.
   *
   * @throws ApiException if anything was wrong
   */
  void finish() {
    ErrorCode code = ErrorCode.BAD_REQUEST;
    for (String name : request.getParameterMap().keySet()) {
      if (!known.contains(name)) {
        code = ErrorCode.UNKNOWN_PARAMETER;
        problems.add("there is no parameter of that name; there are " + String.join(", ", known));
      }
    }
    if (!problems.isEmpty()) {
      throw new ApiException(code, String.join("; ", problems) + '.');
    }
  }
}
