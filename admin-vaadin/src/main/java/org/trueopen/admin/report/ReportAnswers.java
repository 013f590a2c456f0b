package org.trueopen.admin.report;

import java.io.InputStream;
import java.util.Map;
import org.trueopen.id.AccountId;

/** Answers of the store, written by the store itself in the format asked for. */
@FunctionalInterface
public interface ReportAnswers {

  /**
   * Asks for one account, whose rows alone are seen.
   *
   * @param sql a SELECT without FORMAT
   * @param parameters values of its parameters: texts, numbers, times, lists of texts
   * @param format as ClickHouse names it
   * @return the whole answer, to be passed on as it comes; the caller closes it
   * @throws ReportsUnavailableException if the store does not answer
   */
  InputStream ask(AccountId account, String sql, Map<String, ?> parameters, String format);
}
