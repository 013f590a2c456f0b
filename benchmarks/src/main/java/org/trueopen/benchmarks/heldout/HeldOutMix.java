package org.trueopen.benchmarks.heldout;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What makes one held-out world differ from another; see the package on when to look at one. */
public record HeldOutMix(String name, Plan plan, People people, Machines machines) {

  /** Weights of what a group of people reads with, when, and from where. */
  record Group(
      Map<Program, Double> programs, Map<Rhythm, Double> rhythms, Map<Whereabouts, Double> places) {

    Group {
      // In the enums' order, as draws depend on it.
      programs = Collections.unmodifiableMap(new EnumMap<>(programs));
      rhythms = Collections.unmodifiableMap(new EnumMap<>(rhythms));
      places = Collections.unmodifiableMap(new EnumMap<>(places));
    }
  }

  /**
   * What readers do, on average; probabilities.
   *
   * @param reads of a mail's being read
   * @param clicks of a click by one who reads it
   * @param returns of its being looked at again weeks later
   * @param forwards of its being passed on
   * @param chats of a clicked link's being put into a chat
   */
  record Conduct(double reads, double clicks, double returns, double forwards, double chats) {}

  /**
   * Who gets the mail.
   *
   * @param companies share of companies among groups; the others are households
   * @param seats most recipients of one company
   * @param families share of households with more than one recipient
   * @param hoursAhead time zones of groups
   */
  record People(
      double companies,
      int seats,
      double families,
      List<Integer> hoursAhead,
      Group work,
      Group home,
      Conduct conduct) {}

  /**
   * What else touches the mail.
   *
   * @param guardedCompanies share of companies that have mail scanned
   * @param guardedProviders share of mailbox providers that do
   * @param guardedHomes share of households with something that checks links
   * @param vantages weights of where bought scanners look from
   * @param robots share of mailboxes that belong to a program
   * @param archives share of these that feed a public archive
   * @param ownViews probability that the sender's people look at a sent mail
   * @param prefetches probability that Gmail or Yahoo fetch images ahead of the reader
   */
  record Machines(
      double guardedCompanies,
      double guardedProviders,
      double guardedHomes,
      Map<Tactic, Double> companyTactics,
      Map<Tactic, Double> homeTactics,
      Map<Vantage, Double> vantages,
      double robots,
      double archives,
      double ownViews,
      double prefetches) {

    Machines {
      companyTactics = Collections.unmodifiableMap(new EnumMap<>(companyTactics));
      homeTactics = Collections.unmodifiableMap(new EnumMap<>(homeTactics));
      vantages = Collections.unmodifiableMap(new EnumMap<>(vantages));
    }
  }

  private static final Group OFFICES =
      new Group(
          Map.of(
              Program.OUTLOOK_NEW, 0.30,
              Program.OUTLOOK_CLASSIC, 0.22,
              Program.GMAIL, 0.20,
              Program.OUTLOOK_MOBILE, 0.09,
              Program.APPLE_PROTECTED, 0.08,
              Program.APPLE_PLAIN, 0.04,
              Program.WEBMAIL, 0.04,
              Program.THUNDERBIRD, 0.03),
          Map.of(
              Rhythm.DESK, 0.66,
              Rhythm.PHONE_AT_HAND, 0.16,
              Rhythm.NOW_AND_THEN, 0.16,
              Rhythm.CATCHING_UP, 0.02),
          Map.of(
              Whereabouts.OFFICE_LINE, 0.42,
              Whereabouts.WEB_GATEWAY, 0.20,
              Whereabouts.COMPANY_EXIT, 0.16,
              Whereabouts.HOME, 0.16,
              Whereabouts.REMOTE_DESKTOP, 0.06));

  /** Households, with phones above all. */
  private static final Group CUSTOMERS =
      new Group(
          Map.of(
              Program.APPLE_PROTECTED, 0.34,
              Program.GMAIL, 0.29,
              Program.WEBMAIL, 0.10,
              Program.ANDROID_APP, 0.09,
              Program.YAHOO, 0.06,
              Program.OUTLOOK_MOBILE, 0.03,
              Program.THUNDERBIRD, 0.03,
              Program.APPLE_PLAIN, 0.03,
              Program.OUTLOOK_CLASSIC, 0.03),
          Map.of(
              Rhythm.PHONE_AT_HAND, 0.40,
              Rhythm.NOW_AND_THEN, 0.28,
              Rhythm.EVENINGS, 0.20,
              Rhythm.CATCHING_UP, 0.09,
              Rhythm.DESK, 0.03),
          Map.of(
              Whereabouts.HOME, 0.46,
              Whereabouts.PHONE, 0.32,
              Whereabouts.SHARED_HOME, 0.17,
              Whereabouts.RENTED_VPN, 0.05));

  /** Households that know how to keep trackers out, more than others do. */
  private static final Group AUDIENCE =
      new Group(
          Map.of(
              Program.APPLE_PROTECTED, 0.31,
              Program.GMAIL, 0.27,
              Program.WEBMAIL_BLOCKED, 0.11,
              Program.WEBMAIL, 0.09,
              Program.ANDROID_APP, 0.08,
              Program.THUNDERBIRD, 0.05,
              Program.YAHOO, 0.05,
              Program.APPLE_PLAIN, 0.04),
          Map.of(
              Rhythm.NOW_AND_THEN, 0.38,
              Rhythm.EVENINGS, 0.28,
              Rhythm.PHONE_AT_HAND, 0.27,
              Rhythm.CATCHING_UP, 0.07),
          Map.of(
              Whereabouts.HOME, 0.52,
              Whereabouts.PHONE, 0.26,
              Whereabouts.SHARED_HOME, 0.14,
              Whereabouts.RENTED_VPN, 0.08));

  private static final Map<Tactic, Double> COMPANY_TACTICS =
      Map.of(
          Tactic.LINK_REWRITER, 0.38,
          Tactic.TWO_STAGES, 0.20,
          Tactic.CLOAK_HUNTER, 0.10,
          Tactic.INBOX_SWEEP, 0.10,
          Tactic.TRAFFIC_TAP, 0.03,
          Tactic.QUARANTINE, 0.08,
          Tactic.REPORT_DESK, 0.05);

  private static final Map<Tactic, Double> HOME_TACTICS =
      Map.of(
          Tactic.HOME_CLOUD, 0.45,
          Tactic.HOME_PREFETCH, 0.25,
          Tactic.CARRIER_FILTER, 0.30);

  private static final Map<Vantage, Double> VANTAGES =
      Map.of(
          Vantage.VENDOR, 0.46,
          Vantage.PUBLIC_CLOUD, 0.34,
          Vantage.UNLISTED, 0.13,
          Vantage.OFFICE, 0.07);

  /** A software company writes to businesses, and helps those that buy to begin. */
  static final HeldOutMix SOFTWARE_SALES =
      new HeldOutMix(
          "held-out-software-sales",
          Plan.SEQUENCES,
          new People(
              0.97,
              30,
              0.05,
              List.of(-8, -6, -5, -5, 0, 1, 1, 2, 5, 8),
              OFFICES,
              CUSTOMERS,
              new Conduct(0.66, 0.34, 0.03, 0.05, 0.04)),
          new Machines(
              0.35, 0.3, 0.15, COMPANY_TACTICS, HOME_TACTICS, VANTAGES, 0.008, 0.1, 0.015, 0.04));

  /** An insurer's statements and alerts: one mail per person, few links, phones. */
  static final HeldOutMix INSURER =
      new HeldOutMix(
          "held-out-insurer",
          Plan.EVENTS,
          new People(
              0.02,
              6,
              0.18,
              List.of(1, 1, 1, 0, 2),
              OFFICES,
              CUSTOMERS,
              new Conduct(0.85, 0.42, 0.05, 0.01, 0.004)),
          new Machines(
              0.4, 0.10, 0.60, COMPANY_TACTICS, HOME_TACTICS, VANTAGES, 0.004, 0, 0.001, 0.04));

  /** A festival's news to its friends, families, sponsors and the press; and their tickets. */
  static final HeldOutMix FESTIVAL =
      new HeldOutMix(
          "held-out-festival",
          Plan.COUNTDOWN,
          new People(
              0.07,
              14,
              0.30,
              List.of(1, 1, 1, 1, 0, 2),
              OFFICES,
              AUDIENCE,
              new Conduct(0.60, 0.26, 0.08, 0.05, 0.08)),
          new Machines(
              0.48, 0.18, 0.22, COMPANY_TACTICS, HOME_TACTICS, VANTAGES, 0.005, 0.5, 0.002, 0.04));

  public static final List<HeldOutMix> ALL = List.of(SOFTWARE_SALES, INSURER, FESTIVAL);
}
