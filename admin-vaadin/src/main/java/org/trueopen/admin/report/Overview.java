package org.trueopen.admin.report;

import java.util.List;

/**
 * The dashboard's figures.
 *
 * @param totals of the deliveries sent in the window
 * @param opens one for each bar of the window, by the time of the hit
 * @param clicks likewise
 * @param everSent whether the account has ever sent anything
 */
public record Overview(
    Window window, Totals totals, List<Bar> opens, List<Bar> clicks, boolean everSent) {

  public Overview {
    opens = List.copyOf(opens);
    clicks = List.copyOf(clicks);
  }
}
