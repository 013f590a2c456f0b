package org.trueopen.admin.setup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.settings.Identity;
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

  /** What becomes of links in plain text at present. */
  static String textLinks(TrackerState state) {
    if (!state.tracksTextLinks()) {
      return "Links in plain text stay readable as they were written; only HTML links are tracked.";
    }
    return state.tracksClicks()
        ? "Where clicks are tracked, links in plain text are replaced too. Readers see the long"
            + " tracking address."
        : "On, but click tracking is off.";
  }

  /** What an identity mode means. */
  static String identity(Identity identity) {
    return identity == Identity.ANONYMOUS
        ? "Anonymous: all mail of a campaign carries the same pixel and links. Opens and clicks"
            + " count in totals only; nobody can tell who read."
        : "Identified: each recipient's mail has a pixel and links of its own, so that its opens and"
            + " clicks can be told.";
  }

  /**
   * Where a value comes from.
   *
   * @param value a switch or an identity
   * @param byDefault what holds if nobody has set it
   */
  static String source(TrackerState state, Enum<?> value, String byDefault, Viewer viewer) {
    Instant changedAt = state.changedAt();
    if (value.name().equals(Switch.INHERIT.name()) || changedAt == null) {
      return byDefault + " by default: nobody has set it.";
    }
    return "Set to "
        + value.name().toLowerCase(Locale.ROOT)
        + " by "
        + state.changedBy()
        + " on "
        + viewer.full(changedAt)
        + ".";
  }

  /** What saving would do; said before it is done. */
  static String effect(TrackerChoice before, TrackerChoice after, Reach reach) {
    List<String> words = new ArrayList<>();
    if (after.opens() != before.opens()) {
      words.add(
          after.opens()
              ? "HTML mail sent from then on gets a pixel again."
              : "Mail sent from then on gets no pixel, so its opens stay unknown and it leaves the"
                  + " open rate's denominator.");
      words.add(reach.words(Knob.OPENS));
    }
    if (after.clicks() != before.clicks()) {
      words.add(
          after.clicks()
              ? "Links in mail sent from then on lead over the tracking host."
              : "Links in mail sent from then on stay as they are, so clicks on them stay unknown.");
      words.add(reach.words(Knob.CLICKS));
    }
    if (after.textLinks() != before.textLinks()) {
      words.add(
          after.textLinks()
              ? "Links in plain text are replaced too, where clicks are tracked."
              : "Links in plain text stay as they are.");
      words.add(reach.words(Knob.TEXT_LINKS));
    }
    if (after.anonymous() != before.anonymous()) {
      words.add(
          after.anonymous()
              ? "Opens and clicks of mail sent from then on are counted in totals only, never for a"
                  + " recipient."
              : "Opens and clicks of mail sent from then on are tied to their recipients.");
      words.add(reach.words(Knob.IDENTITY));
    }
    words.removeIf(String::isEmpty);
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
        + ", links in plain text "
        + onOff(newer.tracksTextLinks())
        + ", identity "
        + (newer.isAnonymous() ? "anonymous" : "identified")
        + ". Nothing of yours was saved. Save again to set your choice, or discard it.";
  }

  private static String onOff(boolean on) {
    return on ? "on" : "off";
  }
}
