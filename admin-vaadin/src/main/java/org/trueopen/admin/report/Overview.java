package org.trueopen.admin.report;

import java.util.List;

/**
 * The dashboard's figures.
 *
 * @param totals of the deliveries sent in the window
 * @param before of those sent in the period before, as long as the window has lasted by now
 * @param opens one for each bar of the window, by the time of the hit
 * @param clicks likewise
 * @param marks changes of settings in the window, in order
 * @param exclusions what is not trackable, by reason; empty where only the store of senders knows
 * @param everSent whether the account has ever sent anything
 */
public record Overview(
    Window window,
    Totals totals,
    Totals before,
    List<Bar> opens,
    List<Bar> clicks,
    List<Mark> marks,
    List<Exclusion> exclusions,
    boolean everSent) {

  public Overview {
    opens = List.copyOf(opens);
    clicks = List.copyOf(clicks);
    marks = List.copyOf(marks);
    exclusions = List.copyOf(exclusions);
  }
}
