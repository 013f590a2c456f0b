package org.trueopen.admin.machines;

import java.time.Instant;
import java.util.List;
import org.trueopen.admin.report.JudgedHit.Reason;

/** Rows of the pages about machines. */
final class Machines {

  private Machines() {}

  /**
   * Hits of one verdict class, of people's too.
   *
   * @param verdict a class
   * @param group {@code people}, {@code unknowable} or {@code machines}
   */
  record ByClass(String verdict, String group, long opens, long clicks) {
    long hits() {
      return opens + clicks;
    }
  }

  /**
   * Hits of machines from one network.
   *
   * @param network in CIDR text
   * @param classes verdicts they were given, five at most
   * @param sample a delivery it was on, the latest
   */
  record ByNetwork(
      String network,
      long hits,
      long clicks,
      long deliveries,
      List<String> classes,
      Instant lastAt,
      String sample) {}

  /**
   * Hits of machines on mail to one domain.
   *
   * @param sent deliveries to it
   * @param deliveries of those, looked at by machines
   */
  record ByDomain(
      String domain, long sent, long deliveries, long hits, long clicks, String sample) {}

  /** One hit of a machine. */
  record Sample(
      Instant at,
      String delivery,
      String recipient,
      boolean click,
      String network,
      String client,
      String verdict,
      long confidence,
      Reason reason) {}

  /**
   * What was learned of a recipient domain in the latest week it had mail.
   *
   * @param recipients with hits straight from a network
   * @param scanned of those, whose links were swept
   * @param early of the others, with early hits only
   * @param delays scanned recipients by the delay of the first hit
   * @param withinSeconds how long after delivery scanners are expected, 0 if it is not scanned
   */
  record Profile(
      String domain,
      Instant week,
      long recipients,
      long scanned,
      long early,
      List<Long> delays,
      boolean isScanned,
      long withinSeconds) {}

  /** A hit whose verdict was corrected. */
  record Correction(
      Instant at,
      Instant hitAt,
      String delivery,
      String recipient,
      boolean click,
      String from,
      String to,
      String rule) {}
}
