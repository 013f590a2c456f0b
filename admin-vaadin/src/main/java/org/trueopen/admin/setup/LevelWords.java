package org.trueopen.admin.setup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.settings.Level;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;

/** What the pages of domains, mailboxes and campaigns say. */
final class LevelWords {

  private LevelWords() {}

  /** What saving would do; said before it is done, empty if nothing would change. */
  static String effect(LevelState state, TrackingSwitches chosen, Reach reach) {
    List<String> words = new ArrayList<>();
    for (Knob knob : Knob.values()) {
      if (knob.of(chosen) != knob.of(state.switches())) {
        words.add(change(knob, state, chosen));
        words.add(reach.words(knob));
      }
    }
    if (words.isEmpty()) {
      return "";
    }
    words.removeIf(String::isEmpty);
    words.add(
        state.level() == Level.CAMPAIGN
            ? "Only outreach not yet sent changes; mail of this campaign that is out keeps what it"
                + " carries."
            : "Mail already sent keeps what it carries.");
    return "After you save: " + String.join(" ", words);
  }

  private static String change(Knob knob, LevelState state, TrackingSwitches chosen) {
    Switch before = state.effective(knob, state.switches());
    Switch after = state.effective(knob, chosen);
    String label = knob.label();
    if (before != after) {
      return "%s goes from %s to %s for the %s %s."
          .formatted(
              label,
              knob.word(before),
              knob.word(after),
              LevelNames.noun(state.level()),
              state.name());
    }
    return knob.of(chosen) == Switch.INHERIT
        ? "%s stays %s, and follows what is wider from then on.".formatted(label, knob.word(after))
        : "%s stays %s, whatever is set wider from then on.".formatted(label, knob.word(after));
  }

  /** {@code Inherit: On, from the account}. */
  static String choice(Knob knob, Switch value, LevelState state) {
    if (value != Switch.INHERIT) {
      return knob.word(value);
    }
    Inherited inherited = state.inherited(knob);
    String where =
        state.level() == Level.CAMPAIGN
            ? inherited.from() + ", unless the mailbox or its domain says otherwise"
            : inherited.from();
    return "Inherit: " + knob.word(inherited.value()) + ", " + where;
  }

  /** Who set it and when. */
  static String changed(LevelState state, Viewer viewer) {
    Instant at = state.changedAt();
    return at == null
        ? "Nothing set"
        : "Set by " + state.changedBy() + ", " + viewer.brief(at, Instant.now());
  }

  /** That somebody else was quicker, and to what. */
  static String conflict(LevelState newer, Viewer viewer) {
    List<String> theirs = new ArrayList<>();
    for (Knob knob : Knob.values()) {
      theirs.add(knob.label() + ": " + knob.word(knob.of(newer.switches())));
    }
    Instant at = newer.changedAt();
    return "Changed meanwhile by "
        + newer.changedBy()
        + (at == null ? "" : " on " + viewer.full(at))
        + ". It now reads: "
        + String.join("; ", theirs)
        + ". Nothing of yours was saved. Save again to set your choice, or cancel.";
  }
}
