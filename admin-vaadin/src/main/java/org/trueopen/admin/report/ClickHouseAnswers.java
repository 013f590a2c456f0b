package org.trueopen.admin.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trueopen.id.AccountId;
import org.trueopen.store.FormattedQueries;
import org.trueopen.store.Queries;
import org.trueopen.store.StoreConfig;
import org.trueopen.store.generation.Generation;
import org.trueopen.store.generation.ShownGeneration;

/** The answers out of ClickHouse. */
public final class ClickHouseAnswers implements ReportAnswers {

  private final FormattedQueries queries;
  private final @Nullable ShownGeneration shown;

  /**
   * Out of what the running job writes.
   *
   * @param queries stays the caller's to close
   */
  public ClickHouseAnswers(FormattedQueries queries) {
    this.queries = queries;
    this.shown = null;
  }

  /** Out of the generation that is shown. */
  public ClickHouseAnswers(FormattedQueries queries, ShownGeneration shown) {
    this.queries = queries;
    this.shown = shown;
  }

  @Override
  public Optional<Generation> generation() {
    if (shown == null) {
      return Optional.empty();
    }
    try {
      return shown.now();
    } catch (RuntimeException e) {
      throw new ReportsUnavailableException("ClickHouse: " + e.getMessage(), e);
    }
  }

  private String aboutShown(String sql) {
    return Queries.in(generation().map(Generation::database).orElse(StoreConfig.DATABASE), sql);
  }

  @Override
  public InputStream ask(AccountId account, String sql, Map<String, ?> parameters, String format) {
    String about = aboutShown(sql);
    try {
      return queries.askFor(account.value(), about, parameters, format);
    } catch (IOException e) {
      throw new ReportsUnavailableException("ClickHouse: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReportsUnavailableException("Interrupted while ClickHouse answered", e);
    }
  }
}
