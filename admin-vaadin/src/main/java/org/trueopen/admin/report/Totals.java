package org.trueopen.admin.report;

/**
 * What a set of deliveries adds up to. All are counts of deliveries, save {@code opens} to {@code
 * forwards}, which count hits.
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
 * @param trackedClicked of the trackable ones, of which a person followed a link
 * @param forwarded with a reader beyond the recipient
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
    long forwards,
    long trackedClicked,
    long forwarded) {

  public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** From a row with a column for each. */
  public static Totals of(StoredRow row) {
    return new Totals(
        row.number("deliveries"),
        row.number("opens_trackable"),
        row.number("clicks_trackable"),
        row.number("raw_opened"),
        row.number("opened"),
        row.number("unknowable"),
        row.number("machine_only"),
        row.number("clicked"),
        row.number("opens"),
        row.number("clicks"),
        row.number("machine_opens"),
        row.number("machine_clicks"),
        row.number("forwards"),
        row.number("tracked_clicked"),
        row.number("forwarded"));
  }

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
    return new Rate(trackedClicked, opened);
  }

  public long machineHits() {
    return machineOpens + machineClicks;
  }
}
