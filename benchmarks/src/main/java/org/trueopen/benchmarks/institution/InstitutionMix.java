package org.trueopen.benchmarks.institution;

import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What makes one of these worlds differ from another. */
public record InstitutionMix(String name, Sending sending, People people, Machines machines) {

  /**
   * How mail goes out.
   *
   * @param recipients of one sending
   * @param links in a mail
   * @param times of day, UTC; one is drawn
   */
  record Sending(int recipients, int links, List<LocalTime> times) {}

  /**
   * Who gets it. Shares are of mailboxes, 0 to 1, unless said otherwise.
   *
   * @param seats most mailboxes of one organisation; 0: all are private
   * @param campus share of organisations where each machine has an address of its own
   * @param sixth share of organisations on IPv6
   * @param setups weights of what they read with
   * @param habits weights of when they do
   * @param reads probability that a mailbox's owner reads a mail
   * @param clicks probability that one who reads clicks
   * @param imagesOff readers who load no images
   * @param shared mailboxes that somebody else reads too: an assistant, the family
   * @param tunnels people behind a VPN or their employer's web gateway in a cloud
   * @param forwards probability that one who reads passes the mail on
   * @param chats probability that one who clicks puts the link into a chat
   */
  record People(
      int seats,
      double campus,
      double sixth,
      Map<Setup, Double> setups,
      Map<Habit, Double> habits,
      double reads,
      double clicks,
      double imagesOff,
      double shared,
      double tunnels,
      double forwards,
      double chats) {

    People {
      // In the enum's order, as draws depend on it.
      setups = Collections.unmodifiableMap(new EnumMap<>(setups));
      habits = Collections.unmodifiableMap(new EnumMap<>(habits));
    }
  }

  /**
   * What else touches the mail.
   *
   * @param scanned share of organisations, or of providers, that scan
   * @param scanners weights of how
   * @param egress weights of from where
   * @param programs share of mailboxes that belong to a program
   * @param ownViews probability that the sender's people look at a sent mail
   * @param prefetches probability that Gmail or Yahoo fetch images ahead of the reader
   */
  record Machines(
      double scanned,
      Map<Scanner.Kind, Double> scanners,
      Map<Egress, Double> egress,
      double programs,
      double ownViews,
      double prefetches) {

    Machines {
      scanners = Collections.unmodifiableMap(new EnumMap<>(scanners));
      egress = Collections.unmodifiableMap(new EnumMap<>(egress));
    }
  }

  /** Universities and firms that work with them; sent when the week is nearly over, too. */
  static final InstitutionMix UNIVERSITIES =
      new InstitutionMix(
          "universities",
          new Sending(900, 7, List.of(LocalTime.of(9, 10), LocalTime.of(15, 40))),
          new People(
              60,
              0.5,
              0.4,
              Map.of(
                  Setup.OUTLOOK, 0.30,
                  Setup.THUNDERBIRD, 0.17,
                  Setup.WEBMAIL, 0.20,
                  Setup.GMAIL, 0.12,
                  Setup.APPLE, 0.12,
                  Setup.APPLE_DIRECT, 0.05,
                  Setup.MOBILE_APP, 0.04),
              Map.of(
                  Habit.AT_THE_DESK, 0.52,
                  Habit.IN_ONE_GO, 0.16,
                  Habit.COMMUTING, 0.10,
                  Habit.AT_NIGHT, 0.08,
                  Habit.AT_ONCE, 0.03,
                  Habit.WHENEVER, 0.11),
              0.34,
              0.30,
              0.30,
              0.08,
              0.16,
              0.06,
              0.04),
          new Machines(
              0.32,
              Map.of(
                  Scanner.Kind.SANDBOX, 0.21,
                  Scanner.Kind.BEFORE_DELIVERY, 0.10,
                  Scanner.Kind.SAMPLE, 0.15,
                  Scanner.Kind.NEW_KINDS, 0.17,
                  Scanner.Kind.NIGHTLY, 0.08,
                  Scanner.Kind.AFTER_CLICK, 0.12,
                  Scanner.Kind.AT_OPENING, 0.05,
                  Scanner.Kind.TWO_ENGINES, 0.05,
                  Scanner.Kind.PICTURES, 0.07),
              Map.of(
                  Egress.PUBLISHED, 0.42,
                  Egress.CLOUDS, 0.33,
                  Egress.OFFICE, 0.10,
                  Egress.UNLISTED, 0.15),
              0.012,
              0.001,
              0.03));

  /** A shop's customers: phones, evenings, families; few providers scan, and these not much. */
  static final InstitutionMix RETAILER =
      new InstitutionMix(
          "retailer",
          new Sending(2500, 14, List.of(LocalTime.of(5, 30), LocalTime.of(17, 15))),
          new People(
              0,
              0,
              0,
              Map.of(
                  Setup.APPLE, 0.40,
                  Setup.GMAIL, 0.27,
                  Setup.MOBILE_APP, 0.11,
                  Setup.WEBMAIL, 0.10,
                  Setup.YAHOO, 0.05,
                  Setup.APPLE_DIRECT, 0.03,
                  Setup.RAMBLER, 0.01,
                  Setup.UKR_NET, 0.02,
                  Setup.THUNDERBIRD, 0.01),
              Map.of(
                  Habit.WHENEVER, 0.42,
                  Habit.AT_NIGHT, 0.22,
                  Habit.COMMUTING, 0.20,
                  Habit.AT_ONCE, 0.08,
                  Habit.AT_THE_DESK, 0.06,
                  Habit.IN_ONE_GO, 0.02),
              0.31,
              0.13,
              0.06,
              0.10,
              0.09,
              0.015,
              0.05),
          new Machines(
              0.25,
              Map.of(
                  Scanner.Kind.SAMPLE, 0.45,
                  Scanner.Kind.NEW_KINDS, 0.15,
                  Scanner.Kind.AFTER_CLICK, 0.25,
                  Scanner.Kind.PICTURES, 0.15),
              Map.of(Egress.PUBLISHED, 0.2, Egress.CLOUDS, 0.5, Egress.UNLISTED, 0.3),
              0.003,
              0.0003,
              0.03));

  /** A school's letters to parents: small sendings, read by both, passed on, put into chats. */
  static final InstitutionMix SCHOOL =
      new InstitutionMix(
          "school",
          new Sending(140, 4, List.of(LocalTime.of(11, 50), LocalTime.of(19, 20))),
          new People(
              0,
              0,
              0,
              Map.of(
                  Setup.APPLE, 0.32,
                  Setup.GMAIL, 0.26,
                  Setup.WEBMAIL, 0.14,
                  Setup.MOBILE_APP, 0.14,
                  Setup.OUTLOOK, 0.06,
                  Setup.YAHOO, 0.03,
                  Setup.APPLE_DIRECT, 0.04,
                  Setup.THUNDERBIRD, 0.01),
              Map.of(
                  Habit.WHENEVER, 0.34,
                  Habit.AT_NIGHT, 0.20,
                  Habit.AT_ONCE, 0.16,
                  Habit.COMMUTING, 0.15,
                  Habit.AT_THE_DESK, 0.12,
                  Habit.IN_ONE_GO, 0.03),
              0.68,
              0.38,
              0.08,
              0.35,
              0.06,
              0.10,
              0.16),
          new Machines(
              0.4,
              Map.of(
                  Scanner.Kind.SAMPLE, 0.30,
                  Scanner.Kind.SANDBOX, 0.15,
                  Scanner.Kind.AFTER_CLICK, 0.35,
                  Scanner.Kind.NIGHTLY, 0.10,
                  Scanner.Kind.PICTURES, 0.10),
              Map.of(Egress.PUBLISHED, 0.35, Egress.CLOUDS, 0.4, Egress.UNLISTED, 0.25),
              0.004,
              0.01,
              0.04));

  public static final List<InstitutionMix> ALL = List.of(UNIVERSITIES, RETAILER, SCHOOL);
}
