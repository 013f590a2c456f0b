package org.trueopen.admin.report;

import java.util.Locale;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.store.generation.Generation;

/** What a person has to know of figures that are not what the running job writes. */
public final class GenerationWords {

  private GenerationWords() {}

  /** A word or two, for every page. */
  public static String brief(Generation shown) {
    return "Generation " + shown.name();
  }

  /** In whole sentences. */
  public static String full(Generation shown, Viewer viewer) {
    return String.format(
        Locale.ENGLISH,
        "Shown is generation \u201c%s\u201d: history judged anew by rules %s, as it stood on %s."
            + " What came later is not in it. %,d deliveries were judged anew; %,d stand as before,"
            + " since they were no longer at hand."
            + " ./trueopen reclassify switch default shows what the running job writes.",
        shown.name(),
        shown.ruleVersion(),
        viewer.full(shown.judgedUntil()),
        shown.counts().deliveries(),
        shown.counts().carriedDeliveries());
  }
}
