package org.trueopen.admin.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.trueopen.id.AccountId;
import org.trueopen.store.FormattedQueries;

/** The answers out of ClickHouse. */
public final class ClickHouseAnswers implements ReportAnswers {

  private final FormattedQueries queries;

  /**
   * @param queries stays the caller's to close
   */
  public ClickHouseAnswers(FormattedQueries queries) {
    this.queries = queries;
  }

  @Override
  public InputStream ask(AccountId account, String sql, Map<String, ?> parameters, String format) {
    try {
      return queries.askFor(account.value(), sql, parameters, format);
    } catch (IOException e) {
      throw new ReportsUnavailableException("ClickHouse: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReportsUnavailableException("Interrupted while ClickHouse answered", e);
    }
  }
}
