package org.trueopen.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.trueopen.admin.audit.SettingsHistory;
import org.trueopen.admin.report.ReportsUnavailableException;
import org.trueopen.id.AccountId;

/** Changes a test names beforehand, and a store that can be switched off. */
public final class FakeHistory implements SettingsHistory {

  private final List<Row> rows = new ArrayList<>();
  private boolean down;

  @Override
  public synchronized List<Row> find(
      AccountId account, Instant from, Instant to, String what, String search, int limit) {
    if (down) {
      throw new ReportsUnavailableException("switched off", new IllegalStateException());
    }
    return rows.stream()
        .filter(row -> what.isEmpty() || row.what().equals(what))
        .filter(row -> row.who().contains(search) || row.subject().contains(search))
        .filter(row -> !row.at().isBefore(from) && row.at().isBefore(to))
        .limit(limit)
        .toList();
  }

  public synchronized void add(Row row) {
    rows.add(row);
  }

  public synchronized void reset() {
    rows.clear();
    down = false;
  }

  public synchronized void setDown(boolean isDown) {
    down = isDown;
  }
}
