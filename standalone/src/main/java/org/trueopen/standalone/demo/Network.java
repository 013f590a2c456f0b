package org.trueopen.standalone.demo;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Where requests come from. The providers' and gateways' networks are real, because verdicts depend
 * on them; those of people, offices, clouds and hosts are only plausible, and on IPv6 they lie in
 * the documentation prefix.
 */
@SuppressWarnings("ImmutableEnumChecker") // The list is one of toList.
enum Network {
  /** Apple's relays, which load images for Mail Privacy Protection. See the file's header. */
  APPLE_RELAY(Resources.lines("apple-relay-sample.txt")),
  /** Commonly cited for Google's image fetchers; registered to Google LLC (ARIN). */
  GOOGLE_IMAGE_FETCHERS("66.249.80.0/20", "66.102.0.0/20"),
  /** Registered to Yahoo (ARIN, RIPE). */
  YAHOO("98.137.0.0/18", "87.248.96.0/19"),
  /** Registered to Seznam.cz (RIPE). */
  SEZNAM("77.75.72.0/21"),
  /** Registered to Rambler Internet Holding (RIPE). */
  RAMBLER("81.19.64.0/19"),
  /** Microsoft Exchange Online Protection, from Microsoft's published endpoint list. */
  EXCHANGE_ONLINE("40.92.0.0/15", "40.107.0.0/16", "52.100.0.0/14", "104.47.0.0/17"),
  /** Barracuda Email Gateway Defense, from its set-up guide. */
  BARRACUDA("209.222.82.0/24"),
  /** Clouds where unlisted scanners run: AWS Frankfurt, Azure Europe, Google, OVH. */
  CLOUD("3.120.0.0/14", "20.50.0.0/16", "34.89.128.0/17", "51.75.64.0/18"),
  /** Slack's previews are fetched from AWS US East. */
  SLACK("3.88.0.0/14", "54.172.0.0/15"),
  /** Teams and Skype media and preview services, from Microsoft's published endpoint list. */
  TEAMS("52.112.0.0/14"),
  /** Telegram's published list. */
  TELEGRAM("149.154.160.0/20"),
  /** Registered to Meta (ARIN). */
  FACEBOOK("173.252.64.0/18"),
  /** Hosting ranges that declared bots and link checkers run in: Hetzner, DigitalOcean. */
  HOSTING("88.198.0.0/16", "138.68.0.0/16"),
  /**
   * Consumer broadband: Deutsche Telekom, Comcast, BT, Orange; IPv6 of the documentation prefix.
   */
  BROADBAND("79.192.0.0/11", "73.0.0.0/9", "86.128.0.0/11", "90.0.0.0/11", "2001:db8::/33"),
  /** Mobile carriers: T-Mobile, Vodafone, EE; IPv6 of the documentation prefix. */
  MOBILE("172.56.0.0/14", "109.40.0.0/14", "31.64.0.0/14", "2001:db8:8000::/33"),
  /** Business lines: Colt, Verizon Business, Swisscom. */
  OFFICE("212.74.64.0/19", "63.64.0.0/12", "195.186.0.0/16");

  private final List<Cidr> ranges;

  Network(String... ranges) {
    this(Arrays.asList(ranges));
  }

  Network(List<String> ranges) {
    this.ranges = ranges.stream().map(Cidr::of).toList();
  }

  String pick(RandomGenerator random) {
    return ranges.get(random.nextInt(ranges.size())).pick(random);
  }

  boolean contains(String address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
