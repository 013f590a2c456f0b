package org.trueopen.admin.report;

/**
 * What the verdicts of one delivery add up to.
 *
 * @param opensTracked whether it carries a pixel
 * @param clicksTracked whether its links are tracked
 * @param anonymous whether pixel and links are shared by all mail of its campaign or mailbox
 * @param bounced whether it came back, and was not delivered after that
 * @param opens times opened by people, reloads left out
 * @param clicks links followed by people
 * @param forwards hits of readers beyond the recipient
 */
public record Engagement(
    boolean opensTracked,
    boolean clicksTracked,
    boolean anonymous,
    boolean bounced,
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
    if (bounced) {
      return TrackingStatus.BOUNCED;
    }
    if (unknowable) {
      return TrackingStatus.UNKNOWABLE;
    }
    if (machineOnly || machineClicked || machineOpens + machineClicks > 0) {
      return TrackingStatus.MACHINE_ONLY;
    }
    if (!opensTracked && !clicksTracked) {
      return TrackingStatus.NOT_TRACKED;
    }
    return anonymous ? TrackingStatus.ANONYMOUS : TrackingStatus.NO_SIGNAL;
  }
}
