package org.trueopen.verdict;

import java.util.Optional;

/**
 * The catalogue of what may be set about the rules: each with its unit, default, range, and reason
 * and source in words. Names stand in settings and in the API and never change.
 */
public enum Threshold {
  RELOAD_WINDOW(
      "reloadSeconds",
      Unit.SECONDS,
      30,
      0,
      3600,
      "The same reader asking for the same thing again within this time reloads, which is not"
          + " counted: clients that show a mail twice in a row load its pixel twice.",
      "Yahoo's proxy was seen asking up to four times for one look (Litmus)"),
  BURST_LINKS(
      "burstLinks",
      Unit.COUNT,
      3,
      2,
      50,
      "So many different links of one delivery in a short time are a burst.",
      "in use by several senders; measured scanners fetch all nine or ten links"),
  BURST_WINDOW(
      "burstSeconds",
      Unit.SECONDS,
      10,
      1,
      300,
      "The time in which that many links are a loose burst: scanners do it, and people who open"
          + " several links in tabs can.",
      "in use by several senders"),
  BURST_CERTAINTY(
      "burstPercent",
      Unit.PERCENT,
      60,
      0,
      99,
      "How sure a loose burst makes us of a machine. Alone it leaves the hits unknown.",
      "a judgement: people who open tabs are rare, yet real"),
  LATE_BURST_AFTER(
      "lateBurstSeconds",
      Unit.SECONDS,
      300,
      0,
      86_400,
      "A loose burst that begins later than this after delivery is a late one: few scanners come"
          + " by then, and most people do.",
      "97 % of scanners' link bursts begin within five minutes (craft-campaign issue 546)"),
  LATE_BURST_CERTAINTY(
      "lateBurstPercent",
      Unit.PERCENT,
      40,
      0,
      99,
      "How sure a late loose burst makes us of a machine. Alone it lowers confidence only.",
      "a judgement from the same figures"),
  DENSE_BURST_WINDOW(
      "denseBurstSeconds",
      Unit.SECONDS,
      2,
      0,
      60,
      "The time in which that many links are a dense burst, which no hand makes.",
      "836 scanned contacts of one sender: all links in under a second (craft-campaign issue 546)"),
  DENSE_BURST_CERTAINTY(
      "denseBurstPercent",
      Unit.PERCENT,
      90,
      0,
      99,
      "How sure a dense burst makes us of a machine. Alone it is enough.",
      "as for denseBurstSeconds"),
  BURST_SHADOW(
      "burstShadowSeconds",
      Unit.SECONDS,
      600,
      0,
      86_400,
      "How long before and after a burst the same client at the same place counts as its gateway:"
          + " the pixel comes half a minute before the links. Not for ever, as people may sit"
          + " behind the same address with the same browser.",
      "pixel at a median of 9 s after sending, links at 43 s (craft-campaign issue 546)"),
  NO_PIXEL_CERTAINTY(
      "noPixelPercent",
      Unit.PERCENT,
      25,
      0,
      99,
      "How much is added to a burst when nobody had loaded the pixel before it. By itself it says"
          + " nothing: many people block images.",
      "a judgement"),
  HONEYPOT_CERTAINTY(
      "honeypotPercent",
      Unit.PERCENT,
      90,
      0,
      99,
      "How sure a followed honeypot makes us of a machine, for what else came from its network at"
          + " once, and from the same client at the same place about that time. Alone it is enough.",
      "a judgement: an empty link without a place on the page cannot be followed by hand"),
  NETWORKS_COUNT(
      "networks",
      Unit.COUNT,
      3,
      2,
      20,
      "Hits of one delivery from so many networks (/24, /48) at once are seldom one person's.",
      "in use by several senders"),
  NETWORKS_WINDOW(
      "networksSeconds",
      Unit.SECONDS,
      120,
      1,
      3600,
      "What counts as at once for hits from several networks.",
      "in use by several senders"),
  NETWORKS_CERTAINTY(
      "networksPercent",
      Unit.PERCENT,
      45,
      0,
      99,
      "How sure several networks make us of a machine. Alone it lowers confidence only: VPNs change"
          + " networks, and a mail may be passed round a team.",
      "a judgement"),
  UNSUBSCRIBE_WINDOW(
      "unsubscribeSeconds",
      Unit.SECONDS,
      60,
      1,
      3600,
      "The unsubscribe link and a content link by one reader within this time.",
      "in use by several senders"),
  UNSUBSCRIBE_CERTAINTY(
      "unsubscribePercent",
      Unit.PERCENT,
      45,
      0,
      99,
      "How sure that makes us of a machine. Alone it lowers confidence only: people do look at an"
          + " offer and then unsubscribe.",
      "a judgement"),
  SOON_OPEN_WINDOW(
      "soonOpenSeconds",
      Unit.SECONDS,
      20,
      0,
      3600,
      "An open so soon after delivery, or after sending if nobody has said when it was delivered.",
      "84 % of scanners' pixels within 20 s (craft-campaign issue 546)"),
  SOON_CLICK_WINDOW(
      "soonClickSeconds",
      Unit.SECONDS,
      60,
      0,
      3600,
      "A click so soon after delivery, or after sending if nobody has said when it was delivered.",
      "69 % of scanners' link bursts begin within 60 s (craft-campaign issue 546)"),
  SOON_CERTAINTY(
      "soonPercent",
      Unit.PERCENT,
      25,
      0,
      99,
      "How sure that makes us of a machine. Alone it lowers confidence only: who waits for a mail"
          + " reads it at once.",
      "a judgement: fast readers are not to be lost"),
  SWEEP_LINKS(
      "sweepLinks",
      Unit.COUNT,
      4,
      3,
      50,
      "So many different links followed by one reader one after the other are a sweep; or all of"
          + " them, of a mail that has three or more but not as many.",
      "a judgement: few people follow four links of one mail, and gateways follow all"),
  SWEEP_WINDOW(
      "sweepSeconds",
      Unit.SECONDS,
      21_600,
      1,
      86_400,
      "The time in which one place follows a sweep's links. For networks and domains three links"
          + " within it, or both of a mail with two, are enough: there many recipients' mail is asked"
          + " for.",
      "fitted to generated gateways, the slow ones of which take one to four hours; of real ones"
          + " no figures are known"),
  SPREAD_WINDOW(
      "spreadSeconds",
      Unit.SECONDS,
      600,
      1,
      86_400,
      "The time in which several networks together follow so many links. Not for long, as the"
          + " recipient may follow one that a gateway has followed before.",
      "97 % of scanners' link bursts begin within five minutes (craft-campaign issue 546)"),
  SWEEP_CERTAINTY(
      "sweepPercent",
      Unit.PERCENT,
      45,
      0,
      99,
      "How sure a sweep makes us of a machine. Alone it lowers confidence only: some people read"
          + " everything.",
      "a judgement"),
  SPREAD_SWEEP_CERTAINTY(
      "spreadSweepPercent",
      Unit.PERCENT,
      55,
      0,
      99,
      "How sure a sweep by several readers makes us of a machine, if nobody opened the mail where"
          + " they are. Alone it leaves the hits unknown.",
      "a judgement: a slow gateway with many addresses, or a team that passes a mail round"),
  EVERY_LINK_CERTAINTY(
      "everyLinkPercent",
      Unit.PERCENT,
      80,
      0,
      99,
      "How sure it makes us of a machine that every link of a mail with as many as a sweep was"
          + " followed from one network in a sweep's time, the one that unsubscribes among them."
          + " Alone it is enough.",
      "a judgement: who reads everything does not unsubscribe on the way"),
  CHECK_WINDOW(
      "checkSeconds",
      Unit.SECONDS,
      5,
      0,
      60,
      "One link followed from two networks by two clients within this time: a gateway looks at what"
          + " somebody clicks.",
      "a judgement: gateways that check at the click answer before the browser goes on"),
  CHECK_CERTAINTY(
      "checkPercent",
      Unit.PERCENT,
      60,
      0,
      99,
      "How sure that makes us of a machine behind the one that comes from where nobody opened the"
          + " mail. Alone it leaves that one unknown.",
      "a judgement: two people seldom follow one link of one mail in the same seconds"),
  COMPANY_CERTAINTY(
      "companyPercent",
      Unit.PERCENT,
      80,
      0,
      99,
      "How sure we are that a machine that was found at several networks is behind what else came"
          + " from one of these within the time of burstShadowSeconds. Alone it is enough.",
      "a judgement: a gateway with many addresses, some of whose requests show it"),
  COMPANY_CLIENT_CERTAINTY(
      "companyClientPercent",
      Unit.PERCENT,
      45,
      0,
      99,
      "How sure we are of the same for what came by the same client from elsewhere. Alone it lowers"
          + " confidence only: gateways use the clients that many people use.",
      "a judgement"),
  CLOUD_CERTAINTY(
      "cloudPercent",
      Unit.PERCENT,
      60,
      0,
      99,
      "How sure an address of a public cloud makes us of a machine, whatever the client calls itself."
          + " Alone it leaves the hit unknown: few people sit behind such addresses, as those whose"
          + " employer's desktops run there.",
      "a judgement; which networks count is in the list clouds.txt"),
  HOSTING_CERTAINTY(
      "hostingPercent",
      Unit.PERCENT,
      40,
      0,
      99,
      "How sure an address of a hoster makes us of a machine. Alone it lowers confidence only: VPNs"
          + " rent their exits there.",
      "a judgement; which networks count is in the list clouds.txt"),
  CROWD_RECIPIENTS(
      "crowdRecipients",
      Unit.COUNT,
      3,
      2,
      1000,
      "The mail of so many recipients has to be swept within a week before a network or a domain is"
          + " called scanned, and so many take their time before a network is called people's.",
      "a judgement: three people at one place who all sweep their mail are most unlikely"),
  CROWD_PERCENT(
      "crowdPercent",
      Unit.PERCENT,
      60,
      51,
      100,
      "And they have to be that share of all recipients seen at the network.",
      "a judgement: a gateway treats all alike, while in an office one in ten reads everything"),
  PEOPLE_OPEN_PERCENT(
      "peopleOpenPercent",
      Unit.PERCENT,
      20,
      0,
      100,
      "The share of a network's recipients who have to have opened their mail there for it to be"
          + " called people's: slow gateways take their time as well, and seldom load images.",
      "fitted to generated traffic; many people block images, but not everybody at one place"),
  PEOPLE_DISCOUNT(
      "peopleDiscountPercent",
      Unit.PERCENT,
      50,
      0,
      100,
      "By how much findings count for less at a network that is known for people, save those that"
          + " are enough by themselves. What rests on hits from elsewhere does not count there.",
      "fitted to generated traffic; the gateway is then somewhere else"),
  GATEWAY_CERTAINTY(
      "gatewayPercent",
      Unit.PERCENT,
      85,
      0,
      99,
      "How sure a network's being called scanned makes us of a machine, for all its hits of the"
          + " week. Alone it is enough.",
      "a judgement"),
  IN_STEP_RECIPIENTS(
      "inStepRecipients",
      Unit.COUNT,
      8,
      3,
      1000,
      "So many recipients have to be seen at a network before it is called in step, or prompt.",
      "one address on ten or more recipients, in use by several senders"),
  IN_STEP_WINDOW(
      "inStepSeconds",
      Unit.SECONDS,
      120,
      1,
      3600,
      "A delivery whose hits at a network all come so soon after delivery is an early one; a prompt"
          + " network's first hits do, and of it only what comes so soon is doubted.",
      "97 % of scanners' link bursts begin within five minutes, most within one (craft-campaign"
          + " issue 546)"),
  IN_STEP_PERCENT(
      "inStepPercent",
      Unit.PERCENT,
      90,
      51,
      100,
      "The share of a network's recipients who have to be early or scanned for it to be in step; or"
          + " whose first hits have to come so soon for it to be prompt.",
      "a judgement: among that many people some read later"),
  IN_STEP_CERTAINTY(
      "inStepCertaintyPercent",
      Unit.PERCENT,
      70,
      0,
      99,
      "How sure a network in step, or a prompt one, makes us of a machine. Alone it leaves the hits"
          + " unknown.",
      "a judgement: an office may wait for one mail together"),
  PICTURES_RECIPIENTS(
      "picturesRecipients",
      Unit.COUNT,
      20,
      5,
      1000,
      "So many recipients have to have opened mail with tracked links at a network, and nobody there"
          + " followed one, before it is said to load pictures only.",
      "a judgement: of 20 readers, one in ten of whom clicks, nobody does in one week of eight"),
  PICTURES_CERTAINTY(
      "picturesCertaintyPercent",
      Unit.PERCENT,
      50,
      0,
      99,
      "How sure a network that loads pictures only makes us of a machine. Alone it leaves the opens"
          + " unknown, and no more than that with whatever else is known of address and time.",
      "a judgement: scanners do it, and image proxies that do not say so, behind which people are"),
  PICTURES_FEW_RECIPIENTS(
      "picturesFewRecipients",
      Unit.COUNT,
      8,
      3,
      1000,
      "From so many recipients on it is doubted whether the network is one of readers.",
      "a judgement: of eight readers nobody clicks in two weeks of five"),
  PICTURES_FEW_CERTAINTY(
      "picturesFewCertaintyPercent",
      Unit.PERCENT,
      30,
      0,
      99,
      "How sure that makes us of a machine. Only beside other evidence, as a hoster's address, it"
          + " leaves the opens unknown.",
      "a judgement"),
  DOMAIN_PERCENT(
      "domainPercent",
      Unit.PERCENT,
      50,
      10,
      100,
      "The share of a domain's recipients with hits whose mail has to be scanned for the domain to"
          + " be called scanned.",
      "a judgement"),
  DOMAIN_WINDOW(
      "domainSeconds",
      Unit.SECONDS,
      600,
      1,
      86_400,
      "How long after delivery scanners are expected there at most. What was learned of the domain,"
          + " by when nine in ten had come, makes it shorter.",
      "97 % of scanners' link bursts begin within five minutes (craft-campaign issue 546)"),
  DOMAIN_CERTAINTY(
      "domainCertaintyPercent",
      Unit.PERCENT,
      45,
      0,
      99,
      "How sure a hit in that time at a scanned domain makes us of a machine. Alone it lowers"
          + " confidence only: people read there, too.",
      "a judgement"),
  MACHINE_CERTAINTY(
      "machinePercent",
      Unit.PERCENT,
      75,
      51,
      100,
      "From this combined certainty on, a hit that looks like a person's is a scanner's.",
      "a judgement: above every weak piece of evidence and above any two of the weakest"),
  DOUBT_CERTAINTY(
      "doubtPercent",
      Unit.PERCENT,
      50,
      1,
      100,
      "From this combined certainty on, such a hit is unknown: as likely a machine's as a person's.",
      "even odds"),
  FORWARD_ALTERNATING_WINDOW(
      "forwardAlternatingSeconds",
      Unit.SECONDS,
      7200,
      1,
      604_800,
      "A reader with another client and another network, who alternates with the recipient within"
          + " this time (one's hit between two of the other's), is likely somebody else: one person"
          + " seldom changes to and fro so fast.",
      "a judgement; two kinds of evidence are asked for in any case"),
  FORWARD_TOGETHER_WINDOW(
      "forwardTogetherSeconds",
      Unit.SECONDS,
      120,
      0,
      3600,
      "Such a reader so close to a hit of the recipient's reads at the same time.",
      "a judgement"),
  FORWARD_CERTAINTY(
      "forwardPercent",
      Unit.PERCENT,
      75,
      51,
      100,
      "From this combined certainty on such a reader is counted as a forward, below it as another"
          + " device of the recipient's. 100 turns forwards off.",
      "a judgement: unique opens are never to be inflated, forwards seldom");

  /** What a value counts. */
  public enum Unit {
    SECONDS,
    COUNT,
    PERCENT
  }

  private final String text;
  private final Unit unit;
  private final int defaultValue;
  private final int min;
  private final int max;
  private final String reason;
  private final String source;

  Threshold(
      String text, Unit unit, int defaultValue, int min, int max, String reason, String source) {
    this.text = text;
    this.unit = unit;
    this.defaultValue = defaultValue;
    this.min = min;
    this.max = max;
    this.reason = reason;
    this.source = source;
  }

  /** Its name in settings and in the API. */
  public String text() {
    return text;
  }

  public Unit unit() {
    return unit;
  }

  public int defaultValue() {
    return defaultValue;
  }

  public int min() {
    return min;
  }

  public int max() {
    return max;
  }

  /** What it does, and why the default is what it is. */
  public String reason() {
    return reason;
  }

  /** Where the default comes from. */
  public String source() {
    return source;
  }

  public boolean allows(int value) {
    return value >= min && value <= max;
  }

  /** Reads {@link #text}. */
  public static Optional<Threshold> parse(String text) {
    for (Threshold threshold : values()) {
      if (threshold.text.equals(text)) {
        return Optional.of(threshold);
      }
    }
    return Optional.empty();
  }
}
