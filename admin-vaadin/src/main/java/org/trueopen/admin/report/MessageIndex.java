package org.trueopen.admin.report;

import java.time.Instant;
import java.util.List;

/**
 * How many rows a message list has, and where to start reading so that a page deep down costs about
 * as much as the first.
 *
 * @param total rows in all
 * @param anchors from the newest on; the first has position 0 unless there are no rows
 */
public record MessageIndex(long total, List<Anchor> anchors) {

  public MessageIndex {
    anchors = List.copyOf(anchors);
  }

  /**
   * @param position how many rows of the list are newer
   * @param before rows from {@code position} on were sent before this
   */
  public record Anchor(long position, Instant before) {}

  /**
   * Where a page begins.
   *
   * @param before rows sent before this
   * @param skip so many of them are on earlier pages
   */
  public record Start(Instant before, long skip) {}

  /** Where the page begins whose first row has this many rows before it. */
  public Start at(long offset) {
    Anchor nearest = new Anchor(0, StoredRows.LATER_THAN_ALL);
    for (Anchor anchor : anchors) {
      if (anchor.position() <= offset && anchor.position() >= nearest.position()) {
        nearest = anchor;
      }
    }
    return new Start(nearest.before(), offset - nearest.position());
  }
}
