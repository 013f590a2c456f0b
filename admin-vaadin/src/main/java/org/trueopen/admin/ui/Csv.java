package org.trueopen.admin.ui;

import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A table as CSV (RFC 4180) that a spreadsheet takes for text and never for a formula. For tables
 * that the report store does not know; the others are streamed from it.
 */
public final class Csv {

  private final List<List<String>> lines = new ArrayList<>();

  /**
   * @param columns as programs name them, {@code changed_at}
   */
  public Csv(String... columns) {
    lines.add(List.of(columns));
  }

  /**
   * Adds a row.
   *
   * @param values one for each column: times in UTC, shares as fractions, numbers without grouping
   * @throws IllegalArgumentException if there are more or fewer than columns
   */
  public Csv row(Object... values) {
    if (values.length != lines.getFirst().size()) {
      throw new IllegalArgumentException(
          values.length + " values in a table of " + lines.getFirst().size() + " columns");
    }
    List<String> row = new ArrayList<>();
    for (Object value : values) {
      row.add(String.valueOf(value));
    }
    lines.add(row);
    return this;
  }

  /** All of it, with the line of its columns. */
  public String text() {
    return lines.stream()
        .map(line -> line.stream().map(Csv::quoted).collect(Collectors.joining(",", "", "\r\n")))
        .collect(Collectors.joining());
  }

  /**
   * Answers a click with a table as it is by then.
   *
   * @param file name of what is downloaded
   */
  public static DownloadHandler download(String file, Supplier<Csv> table) {
    return DownloadHandler.fromInputStream(
        event -> {
          byte[] bytes = table.get().text().getBytes(StandardCharsets.UTF_8);
          return new DownloadResponse(
              new ByteArrayInputStream(bytes), file, "text/csv", bytes.length);
        });
  }

  private static String quoted(String value) {
    // OWASP's advice against CSV injection: what begins so would be computed.
    String safe =
        !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 && !isNumber(value)
            ? "'" + value
            : value;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }

  private static boolean isNumber(String value) {
    return value.matches("-?\\d+(\\.\\d+)?");
  }
}
