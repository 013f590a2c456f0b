package org.trueopen.admin.setup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.settings.Switch;

/** What the Message Tracker page says. */
final class TrackerWords {

  private TrackerWords() {}

  /** What open tracking does at present. */
  static String opens(TrackerState state) {
    if (!state.tracksOpens()) {
      return "New mail carries no pixel. Opens of it cannot be seen.";
    }
    return state.killSwitch()
        ? "On, but the account's kill switch is on: nothing is tracked."
        : "HTML mail from validated domains carries a pixel.";
  }

  /** What click tracking does at present. */
  static String clicks(TrackerState state) {
    if (!state.tracksClicks()) {
      return "Links in new mail lead straight to where they point.";
    }
    if (state.killSwitch()) {
      return "On, but the account's kill switch is on: nothing is tracked.";
    }
    return state.clickDomains().isEmpty()
        ? "On, but without effect until a sending domain has a verified tracking host."
        : "Links lead over the tracking host in mail from "
            + String.join(", ", state.clickDomains())
            + ".";
  }

  /** Where a switch's value comes from. */
  static String source(TrackerState state, Switch value, Viewer viewer) {
    Instant changedAt = state.changedAt();
    if (value == Switch.INHERIT || changedAt == null) {
      return "On by default: nobody has set it.";
    }
    return "Set to "
        + (value == Switch.ON ? "on" : "off")
        + " by "
        + state.changedBy()
        + " on "
        + viewer.full(changedAt)
        + ".";
  }

  /** What saving would do; said before it is done. */
  static String effect(TrackerState state, boolean opens, boolean clicks) {
    List<String> words = new ArrayList<>();
    if (opens != state.tracksOpens()) {
      words.add(
          opens
              ? "HTML mail sent from then on gets a pixel again."
              : "Mail sent from then on gets no pixel, so its opens stay unknown and it leaves the"
                  + " open rate's denominator.");
    }
    if (clicks != state.tracksClicks()) {
      words.add(
          clicks
              ? "Links in mail sent from then on lead over the tracking host."
              : "Links in mail sent from then on stay as they are, so clicks on them stay unknown.");
    }
    words.add("Mail already sent keeps what it carries.");
    return "After you save: " + String.join(" ", words);
  }

  /** That somebody else was quicker, and to what. */
  static String conflict(TrackerState newer, Viewer viewer) {
    Instant changedAt = newer.changedAt();
    return "Changed meanwhile by "
        + newer.changedBy()
        + (changedAt == null ? "" : " on " + viewer.full(changedAt))
        + ": open tracking is now "
        + onOff(newer.tracksOpens())
        + ", click tracking "
        + onOff(newer.tracksClicks())
        + ". Nothing of yours was saved. Save again to set your choice, or discard it.";
  }

  private static String onOff(boolean on) {
    return on ? "on" : "off";
  }
}
