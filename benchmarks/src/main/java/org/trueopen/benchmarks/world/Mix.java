package org.trueopen.benchmarks.world;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that makes one world differ from another. Shares are of recipients unless said
 * otherwise, 0 to 1.
 *
 * @param clients weights of the clients recipients read with
 * @param recipientsPerSending how many one sending goes to; 1 for mail that somebody's action sets
 *     off
 * @param links in a mail
 * @param companySize recipients of one domain behind one office address; 0: all are at home
 * @param gateways share of companies, or of providers' domains, that scan mail
 * @param listedGateways of these, those whose networks are published
 * @param scans probability that a gateway looks into a mail; many remember links they have judged
 * @param reads probability that a recipient reads a mail
 * @param clicks probability that a reader clicks
 * @param readingDelay median from delivery to reading
 * @param fastReaders who open within seconds, as they wait for the mail
 * @param imagesBlocked who read without loading images
 * @param secondDevice who may read again on another device
 * @param vpn who go out through a VPN's shared exits
 * @param families who share their home's address and devices with another recipient
 * @param clicksEverything who click every link they are sent
 * @param forwards probability that a reader passes the mail on to a colleague or friend
 * @param pastes probability that a clicker pastes a link into a chat
 * @param programs recipients that are ticket systems, archives and the like
 * @param ownViews probability that the sender's people look at a sent mail
 * @param prefetches probability that Gmail or Yahoo fetch a mail's images ahead of the reader
 */
public record Mix(
    String name,
    Map<Client, Double> clients,
    int recipientsPerSending,
    int links,
    int companySize,
    double gateways,
    double listedGateways,
    double scans,
    double reads,
    double clicks,
    Duration readingDelay,
    double fastReaders,
    double imagesBlocked,
    double secondDevice,
    double vpn,
    double families,
    double clicksEverything,
    double forwards,
    double pastes,
    double programs,
    double ownViews,
    double prefetches) {

  private static final Map<Client, Double> AT_HOME =
      Map.ofEntries(
          entry(Client.APPLE_PROTECTED, 0.44),
          entry(Client.GMAIL, 0.30),
          entry(Client.YAHOO, 0.08),
          entry(Client.WEBMAIL, 0.08),
          entry(Client.ANDROID, 0.04),
          entry(Client.APPLE_DIRECT, 0.03),
          entry(Client.OUTLOOK, 0.01),
          entry(Client.THUNDERBIRD, 0.01),
          entry(Client.SEZNAM, 0.01));

  private static final Map<Client, Double> AT_WORK =
      Map.ofEntries(
          entry(Client.OUTLOOK, 0.48),
          entry(Client.WEBMAIL, 0.18),
          entry(Client.GMAIL, 0.14),
          entry(Client.APPLE_PROTECTED, 0.10),
          entry(Client.APPLE_DIRECT, 0.05),
          entry(Client.ANDROID, 0.03),
          entry(Client.THUNDERBIRD, 0.02));

  static final Mix CONSUMER_NEWSLETTER =
      new Mix(
          "consumer-newsletter",
          AT_HOME,
          2000,
          9,
          0,
          0.03,
          0.7,
          0.35,
          0.38,
          0.11,
          Duration.ofHours(4),
          0.01,
          0.05,
          0.25,
          0.06,
          0.08,
          0.01,
          0.02,
          0.03,
          0.002,
          0.0005,
          0.04);

  static final Mix BUSINESS =
      new Mix(
          "business-60-percent-machine-clicks",
          AT_WORK,
          800,
          6,
          25,
          0.25,
          0.6,
          0.24,
          0.36,
          0.42,
          Duration.ofHours(2),
          0.02,
          0.20,
          0.30,
          0.08,
          0,
          0.04,
          0.05,
          0.05,
          0.01,
          0.002,
          0.04);

  static final Mix TRANSACTIONAL =
      new Mix(
          "transactional",
          AT_HOME,
          1,
          3,
          0,
          0.06,
          0.6,
          1,
          0.72,
          0.45,
          Duration.ofMinutes(9),
          0.35,
          0.05,
          0.25,
          0.06,
          0.05,
          0.005,
          0.02,
          0.01,
          0.005,
          0.001,
          0.05);

  static final Mix SMALL_OFFICE =
      new Mix(
          "small-office",
          AT_WORK,
          60,
          5,
          12,
          0.30,
          0.4,
          0.3,
          0.55,
          0.30,
          Duration.ofHours(1),
          0.05,
          0.15,
          0.35,
          0.05,
          0,
          0.03,
          0.15,
          0.05,
          0.02,
          0.02,
          0.04);

  public static final List<Mix> ALL =
      List.of(CONSUMER_NEWSLETTER, BUSINESS, TRANSACTIONAL, SMALL_OFFICE);

  public Mix {
    // In the enum's order, as draws depend on it.
    clients = Collections.unmodifiableMap(new EnumMap<>(clients));
  }
}
