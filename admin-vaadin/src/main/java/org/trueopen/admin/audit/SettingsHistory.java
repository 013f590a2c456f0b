package org.trueopen.admin.audit;

import java.time.Instant;
import java.util.List;
import org.trueopen.id.AccountId;

/** The changes of settings as the report store remembers them. */
public interface SettingsHistory {

  /**
   * One change.
   *
   * @param before the value as JSON; empty if it was the first
   * @param after the value as JSON
   */
  record Row(Instant at, String who, String what, String subject, String before, String after) {}

  /**
   * The latest first.
   *
   * @param what a kind of setting; empty for all
   * @throws org.trueopen.admin.report.ReportsUnavailableException if the store does not answer
   */
  List<Row> find(
      AccountId account, Instant from, Instant to, String what, String search, int limit);
}
