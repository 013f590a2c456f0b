package org.trueopen.admin.report;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.trueopen.id.AccountId;
import org.trueopen.store.generation.Generation;

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

  /**
   * Which generation of verdicts is answered from; empty for what the running job writes.
   *
   * @throws ReportsUnavailableException if the store does not answer
   */
  default Optional<Generation> generation() {
    return Optional.empty();
  }
}
