package org.trueopen.admin.report;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.trueopen.id.AccountId;
import org.trueopen.store.generation.Generation;

/**
 * Answers that nobody waits for in vain.
 *
 * @param answers of the store that is watched
 */
public record WatchedAnswers(ReportAnswers answers, StoreWatch watch) implements ReportAnswers {

  @Override
  public InputStream ask(AccountId account, String sql, Map<String, ?> parameters, String format) {
    return watch.measured(() -> answers.ask(account, sql, parameters, format));
  }

  @Override
  public Optional<Generation> generation() {
    return watch.watched(answers::generation);
  }
}
