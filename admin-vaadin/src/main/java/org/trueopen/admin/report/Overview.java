package org.trueopen.admin.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trueopen.store.generation.Generation;

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
 * @param generation of verdicts that all of this is of; null for what the running job writes
 */
public record Overview(
    Window window,
    Totals totals,
    Totals before,
    List<Bar> opens,
    List<Bar> clicks,
    List<Mark> marks,
    List<Exclusion> exclusions,
    boolean everSent,
    @Nullable Generation generation) {

  public Overview {
    opens = List.copyOf(opens);
    clicks = List.copyOf(clicks);
    marks = List.copyOf(marks);
    exclusions = List.copyOf(exclusions);
  }
}
