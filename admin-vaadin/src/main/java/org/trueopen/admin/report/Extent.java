package org.trueopen.admin.report;

import java.util.List;

/** How much of a mail was shown, as far as its images tell. */
public enum Extent {
  /** The pixel at the beginning was loaded and the one at the end was, too. */
  COMPLETE,
  /** Only the pixel at the beginning was ever loaded: the client cut the mail short. */
  CUT_SHORT,
  /** There is no pair of pixels to tell by, or nobody has opened the mail. */
  UNKNOWN;

  /** A machine reads its own way, so only the other opens tell what was shown. */
  static Extent of(List<JudgedHit> hits) {
    List<String> loaded =
        hits.stream()
            .filter(hit -> !VerdictWords.group(hit.verdict()).equals("machines"))
            .map(JudgedHit::pixel)
            .toList();
    if (!loaded.contains("EARLY")) {
      // A long mail's one pixel stands at its beginning as well, and says nothing of the rest.
      return UNKNOWN;
    }
    if (loaded.contains("END")) {
      return COMPLETE;
    }
    // An image of the sender's takes the place of the pixel at the end, wherever it stands.
    return loaded.contains("IMAGE") ? UNKNOWN : CUT_SHORT;
  }
}
