package org.trueopen.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.stream.Collectors;

/** Values of query parameters as ClickHouse reads them from a URL: as in its format TSV. */
final class QueryParameters {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private QueryParameters() {}

  /** Texts, numbers, times, and lists of them. Times of whole seconds fit DateTime as well. */
  static String text(Object value) {
    return switch (value) {
      case Instant at when at.toEpochMilli() % 1000 == 0 -> SECONDS.format(at);
      case Instant at -> MILLIS.format(at);
      case Collection<?> list ->
          list.stream()
              .map(each -> '\'' + text(each).replace("'", "\\'") + '\'')
              .collect(Collectors.joining(",", "[", "]"));
      default -> escaped(value.toString());
    };
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
  }
}
