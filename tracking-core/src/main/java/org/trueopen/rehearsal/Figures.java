package org.trueopen.rehearsal;

import org.trueopen.verdict.DeliveryFacts;
import org.trueopen.verdict.Engagement;

/**
 * Deliveries, counted as the reports count them.
 *
 * @param sent all
 * @param trackable those whose opens can be seen; the open rate divides by it
 * @param clicksTrackable those whose clicks can be seen
 * @param rawOpened whose pixel was loaded by anyone; like the next three of those trackable
 * @param opened by people
 * @param unknowable not opened for certain, but by a preload or an unknown client
 * @param machineOnly touched by machines only
 * @param clicked by people
 * @param forwards readers beyond the recipients
 */
public record Figures(
    long sent,
    long trackable,
    long clicksTrackable,
    long rawOpened,
    long opened,
    long unknowable,
    long machineOnly,
    long clicked,
    long forwards) {

  public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0);

  static Figures of(DeliveryFacts delivery, Engagement engagement) {
    // A click implies an open also where opens were not tracked; such mail is in no open rate.
    boolean trackable = delivery.opensTracked() && !engagement.lost();
    return new Figures(
        1,
        flag(trackable),
        flag(delivery.clicksTracked() && !engagement.lost()),
        flag(trackable && engagement.rawOpened()),
        flag(trackable && engagement.opened()),
        flag(trackable && engagement.unknowable()),
        flag(trackable && engagement.machineOnly()),
        flag(engagement.clicked()),
        engagement.forwards());
  }

  Figures plus(Figures other) {
    return new Figures(
        sent + other.sent,
        trackable + other.trackable,
        clicksTrackable + other.clicksTrackable,
        rawOpened + other.rawOpened,
        opened + other.opened,
        unknowable + other.unknowable,
        machineOnly + other.machineOnly,
        clicked + other.clicked,
        forwards + other.forwards);
  }

  /** Opened by people for certain, of the trackable: 0 to 1, NaN where none is trackable. */
  public double floor() {
    return (double) opened / trackable;
  }

  /** With all that may have been opened. */
  public double ceiling() {
    return (double) (opened + unknowable) / trackable;
  }

  /** Clicked by people, of those whose clicks can be seen. */
  public double clickRate() {
    return (double) clicked / clicksTrackable;
  }

  private static long flag(boolean value) {
    return value ? 1 : 0;
  }
}
