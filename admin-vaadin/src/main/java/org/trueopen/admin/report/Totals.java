package org.trueopen.admin.report;

/**
 * What a set of deliveries adds up to. All are counts of deliveries, save the last five, which
 * count hits.
 *
 * @param opensTrackable with a pixel, so that an open could be seen
 * @param clicksTrackable with tracked links
 * @param rawOpened whose pixel was loaded by anybody or anything
 * @param opened opened by people for certain: the floor
 * @param unknowable not opened for certain, yet loaded by something that hides whether anybody
 *     reads
 * @param machineOnly loaded by machines only
 * @param clicked of which a person followed a link
 * @param opens times opened by people, reloads left out
 * @param clicks links followed by people
 * @param forwards hits of readers beyond the recipient
 */
public record Totals(
    long deliveries,
    long opensTrackable,
    long clicksTrackable,
    long rawOpened,
    long opened,
    long unknowable,
    long machineOnly,
    long clicked,
    long opens,
    long clicks,
    long machineOpens,
    long machineClicks,
    long forwards) {

  public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** The open rate that holds for certain. */
  public Rate openFloor() {
    return new Rate(opened, opensTrackable);
  }

  /** The open rate if everybody unknowable did read. */
  public Rate openCeiling() {
    return new Rate(opened + unknowable, opensTrackable);
  }

  /** The open rate as one would have it who counts every load of a pixel. */
  public Rate openRaw() {
    return new Rate(rawOpened, opensTrackable);
  }

  public Rate clickRate() {
    return new Rate(clicked, clicksTrackable);
  }

  public Rate clickToOpen() {
    return new Rate(clicked, opened);
  }

  public long machineHits() {
    return machineOpens + machineClicks;
  }
}
