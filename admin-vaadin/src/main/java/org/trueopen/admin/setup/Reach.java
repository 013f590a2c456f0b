package org.trueopen.admin.setup;

import java.util.EnumMap;
import java.util.Map;
import org.trueopen.admin.ui.Words;

/**
 * Whom a level's value reaches: of the mailboxes below it that are known to send, how many take
 * each value from it, and how many have one of their own.
 *
 * @param known false if the report store did not answer: then nothing is claimed
 * @param complete false if there are more mailboxes than were looked at
 */
record Reach(Map<Knob, Count> counts, boolean known, boolean complete) {

  /** Mailboxes that take the value from here, and those that do not. */
  record Count(int inherit, int own) {}

  /** Nothing stands below. */
  static final Reach NOBODY = new Reach(Map.of(), true, true);

  static final Reach UNKNOWN = new Reach(Map.of(), false, false);

  Reach {
    counts = counts.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(counts));
  }

  /** {@code 412 mailboxes inherit this; 3 have a value of their own and keep it.} */
  String words(Knob knob) {
    if (!known) {
      return "How many mailboxes inherit this cannot be told at present: the report store does not"
          + " answer.";
    }
    Count count = counts.get(knob);
    if (count == null || count.inherit() + count.own() == 0) {
      return "";
    }
    String words =
        (complete ? "" : "At least ")
            + Words.number(count.inherit())
            + (count.inherit() == 1 ? " mailbox inherits this" : " mailboxes inherit this");
    return count.own() == 0
        ? words + "."
        : words
            + "; "
            + Words.number(count.own())
            + (count.own() == 1
                ? " has a value of its own, or of its domain, and keeps it."
                : " have a value of their own, or of their domain, and keep it.");
  }
}
