package org.trueopen.admin.audit;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of CSV (RFC 4180) that a spreadsheet takes for text and never for a formula. */
final class Csv {

  private Csv() {}

  static String line(List<String> values) {
    return values.stream().map(Csv::quoted).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String quoted(String value) {
    // OWASP's advice against CSV injection: what begins so would be computed.
    String safe =
        !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }
}
