package org.trueopen.standalone.demo;

import java.util.List;

/**
 * What stands between a recipient and the sender, with its share of the population.
 *
 * <p>The shares are set so that preloads by Apple come to some two fifths of all opens (Litmus: 41
 * % in December 2021, 53 % in July 2022) and machines to some three quarters of all clicks (Omeda:
 * 65 %; a vendor's claim for business mail: 75 %).
 */
@SuppressWarnings("ImmutableEnumChecker") // The lists are of List.of; behaviours have no state.
public enum Habit {
  APPLE_MPP(
      25.0,
      ImageRoute.PRELOADED,
      List.of("icloud.example", "me.example", "postbox.example"),
      List.of(MailProgram.IPHONE_MAIL, MailProgram.IPHONE_MAIL, MailProgram.APPLE_MAIL_MAC),
      new PrivacyPreload()),
  APPLE_MAIL(4.0, ImageRoute.DIRECT, Domains.CONSUMER, List.of(MailProgram.APPLE_MAIL_MAC)),
  IPHONE(4.0, ImageRoute.DIRECT, Domains.CONSUMER, List.of(MailProgram.IPHONE_MAIL)),
  GMAIL(
      24.0,
      ImageRoute.GMAIL_PROXY,
      List.of("gmail.example"),
      List.of(MailProgram.GMAIL_WEB, MailProgram.GMAIL_ANDROID),
      ProviderPrefetch.GMAIL),
  SAMSUNG(3.0, ImageRoute.DIRECT, Domains.CONSUMER, List.of(MailProgram.SAMSUNG_MAIL)),
  YAHOO(
      6.0,
      ImageRoute.YAHOO_PROXY,
      List.of("yahoo.example", "aol.example"),
      List.of(MailProgram.YAHOO_WEB, MailProgram.YAHOO_PHONE)),
  OUTLOOK_DESKTOP(
      6.0,
      ImageRoute.DIRECT,
      Domains.CONSUMER,
      List.of(MailProgram.OUTLOOK_DESKTOP, MailProgram.OUTLOOK_OLDER)),
  OUTLOOK_COM(
      5.0,
      ImageRoute.DIRECT,
      List.of("outlook.example", "hotmail.example"),
      List.of(MailProgram.OUTLOOK_WEB)),
  THUNDERBIRD(2.0, ImageRoute.DIRECT, Domains.CONSUMER, List.of(MailProgram.THUNDERBIRD)),
  SEZNAM(0.8, ImageRoute.SEZNAM_PROXY, List.of("seznam.example"), List.of(MailProgram.GMAIL_WEB)),
  RAMBLER(
      0.4, ImageRoute.RAMBLER_PROXY, List.of("rambler.example"), List.of(MailProgram.GMAIL_WEB)),
  BEHIND_EXCHANGE_ONLINE(
      4.5,
      ImageRoute.DIRECT,
      Domains.EXCHANGE_ONLINE,
      List.of(MailProgram.OUTLOOK_DESKTOP, MailProgram.OUTLOOK_WEB),
      new GatewayScan(Network.EXCHANGE_ONLINE, GatewayScan.LIKE_CHROME, 1)),
  BEHIND_BARRACUDA(
      1.5,
      ImageRoute.DIRECT,
      Domains.BARRACUDA,
      List.of(MailProgram.OUTLOOK_DESKTOP, MailProgram.THUNDERBIRD),
      new GatewayScan(Network.BARRACUDA, GatewayScan.BARRACUDA, 1)),
  BEHIND_UNLISTED_GATEWAY(
      2.5,
      ImageRoute.DIRECT,
      Domains.UNLISTED,
      List.of(MailProgram.OUTLOOK_DESKTOP, MailProgram.OUTLOOK_OLDER),
      new GatewayScan(Network.CLOUD, GatewayScan.LIKE_CHROME, 4)),
  BEHIND_LINK_CHECKER(
      0.7,
      ImageRoute.DIRECT,
      Domains.LINK_CHECKER,
      List.of(MailProgram.THUNDERBIRD),
      new LinkChecking()),
  IMAGES_BLOCKED(
      5.3,
      ImageRoute.BLOCKED,
      Domains.CONSUMER,
      List.of(MailProgram.THUNDERBIRD, MailProgram.OUTLOOK_OLDER)),
  NEVER_OPENS(5.0, ImageRoute.DIRECT, Domains.CONSUMER, List.of(MailProgram.THUNDERBIRD)),
  WEB_ARCHIVE(
      0.3,
      ImageRoute.BLOCKED,
      List.of("list-archive.example"),
      List.of(MailProgram.THUNDERBIRD),
      new Crawling());

  /** Recipient domains, all reserved (RFC 2606); a company's people share one office address. */
  private static final class Domains {
    static final List<String> CONSUMER =
        List.of("postbox.example", "gmx.example", "broadband.example", "webpost.example");
    static final List<String> EXCHANGE_ONLINE =
        List.of(
            "northgate.example",
            "halden-bank.example",
            "city-council.example",
            "brightwater.example");
    static final List<String> BARRACUDA = List.of("kestrel-law.example", "oakfield.example");
    static final List<String> UNLISTED =
        List.of("lindqvist.example", "stanmore.example", "trident-parts.example");
    static final List<String> LINK_CHECKER = List.of("riverside-clinic.example");
  }

  private final double percent;
  private final ImageRoute route;
  private final List<String> domains;
  private final List<MailProgram> programs;
  private final List<Behaviour> before;

  Habit(
      double percent,
      ImageRoute route,
      List<String> domains,
      List<MailProgram> programs,
      Behaviour... before) {
    this.percent = percent;
    this.route = route;
    this.domains = domains;
    this.programs = programs;
    this.before = List.of(before);
  }

  /** Share of the population, in percent. */
  public double percent() {
    return percent;
  }

  /** Whether the recipient is at work, behind an office's one address. */
  public boolean corporate() {
    return name().startsWith("BEHIND_");
  }

  /** Whether anybody is there to read. */
  public boolean reads() {
    return this != NEVER_OPENS && this != WEB_ARCHIVE;
  }

  ImageRoute route() {
    return route;
  }

  List<String> domains() {
    return domains;
  }

  List<MailProgram> programs() {
    return programs;
  }

  void act(Recipient who, Plan plan) {
    before.forEach(behaviour -> behaviour.act(who, plan));
    if (reads()) {
      new Reading(route).act(who, plan);
      new Forwarding().act(who, plan);
      new Sharing().act(who, plan);
    }
    if (this == OUTLOOK_COM) {
      ProviderPrefetch.BROWSER.act(who, plan);
    }
  }
}
