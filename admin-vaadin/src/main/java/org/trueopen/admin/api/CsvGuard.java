package org.trueopen.admin.api;

import java.util.List;
import java.util.stream.Collectors;

/** A spreadsheet would take a text that begins like a formula for one, whoever wrote it. */
final class CsvGuard {

  private static final String GUARDED =
      "if(match(`%1$s`, '^[=+@\\\\-\\t\\r]'), concat('\\'', `%1$s`), `%1$s`) AS `%1$s`";

  private CsvGuard() {}

  /**
   * The query, with an apostrophe before such texts.
   *
   * @param texts columns that hold what strangers or senders wrote
   */
  static String guarded(String sql, List<String> texts) {
    if (texts.isEmpty()) {
      return sql;
    }
    return texts.stream()
        .map(GUARDED::formatted)
        .collect(Collectors.joining(", ", "SELECT * REPLACE (", ") FROM (\n" + sql + "\n)"));
  }
}
