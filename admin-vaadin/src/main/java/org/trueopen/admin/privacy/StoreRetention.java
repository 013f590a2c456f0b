package org.trueopen.admin.privacy;

import java.util.List;

/** How long the report store keeps rows, as its tables say. */
@FunctionalInterface
public interface StoreRetention {

  /**
   * What is kept how long.
   *
   * @param days 0 for as long as the store stands
   */
  record Kept(String table, int days) {}

  /**
   * @throws org.trueopen.admin.report.ReportsUnavailableException if the store does not answer
   */
  List<Kept> kept();
}
