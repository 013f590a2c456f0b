package org.trueopen.admin.report;

/**
 * What the verdicts of one delivery add up to.
 *
 * @param opensTracked whether it carries a pixel
 * @param clicksTracked whether its links are tracked
 * @param opens times opened by people, reloads left out
 * @param clicks links followed by people
 * @param forwards hits of readers beyond the recipient
 */
public record Engagement(
    boolean opensTracked,
    boolean clicksTracked,
    boolean rawOpened,
    boolean opened,
    boolean unknowable,
    boolean machineOnly,
    boolean clicked,
    boolean machineClicked,
    long opens,
    long clicks,
    long machineOpens,
    long machineClicks,
    long forwards) {

  /** The one word for it: what is most telling of what is known. */
  public TrackingStatus status() {
    if (clicked) {
      return TrackingStatus.CLICKED;
    }
    if (forwards > 0) {
      return TrackingStatus.FORWARDED;
    }
    if (opened) {
      return TrackingStatus.OPENED;
    }
    if (unknowable) {
      return TrackingStatus.UNKNOWABLE;
    }
    if (machineOnly || machineClicked || machineOpens + machineClicks > 0) {
      return TrackingStatus.MACHINE_ONLY;
    }
    return opensTracked || clicksTracked ? TrackingStatus.NO_SIGNAL : TrackingStatus.NOT_TRACKED;
  }
}
