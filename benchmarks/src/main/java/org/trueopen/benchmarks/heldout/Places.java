package org.trueopen.benchmarks.heldout;

import java.util.List;
import java.util.stream.Stream;
import org.trueopen.benchmarks.world.Block;
import org.trueopen.benchmarks.world.Draws;

/**
 * Where people and machines of this world are. Whoever is invented lives in 251.0.0.0 to
 * 254.255.255.255, which are nobody's (RFC 1112), or in 3fff::/20 (RFC 9637); clouds and companies
 * that are meant have ranges of theirs.
 */
final class Places {

  private static final Block HOMES = Block.of("251.0.0.0/8");
  private static final Block HOMES_V6 = Block.of("3fff:400::/24");
  private static final Block LINES = Block.of("252.0.0.0/9");
  private static final Block DATA_CENTRES = Block.of("252.128.0.0/9");
  private static final Block RACKS = Block.of("254.0.0.0/8");

  /** A phone's next request may leave by another address of its carrier's. */
  private static final List<List<Block>> CARRIERS =
      List.of(
          blocks("253.4.16.0/22"),
          blocks("253.60.0.0/23", "253.61.8.0/24"),
          blocks("253.90.128.0/25", "3fff:c00:10::/44"),
          blocks("253.17.0.0/20", "3fff:c00:200::/40"),
          blocks("253.201.4.0/26"));

  /** What fixed-line carriers without addresses enough put their households behind. */
  private static final List<Block> SHARED_HOMES =
      blocks("253.130.2.0/25", "253.131.0.0/24", "253.140.77.0/26");

  /** Zscaler, Netskope, Cisco Umbrella, Palo Alto's Prisma Access. */
  private static final List<Block> WEB_GATEWAYS =
      blocks(
          "136.226.0.0/16",
          "185.46.212.0/22",
          "163.116.128.0/17",
          "155.190.0.0/18",
          "146.112.128.0/18",
          "208.127.64.0/18",
          "134.238.0.0/16");

  /** Racks that VPN services rent: Datacamp, M247, Leaseweb; and exits at OVH and DigitalOcean. */
  private static final List<Block> RENTED_VPNS =
      blocks(
          "156.146.33.0/24",
          "138.199.15.0/24",
          "212.102.35.0/24",
          "89.238.130.0/24",
          "5.79.80.0/24",
          "51.38.112.0/24",
          "167.99.44.0/26");

  /** Azure's and Amazon's: where desktops are rented by the month. */
  private static final List<Block> DESKTOP_CLOUDS =
      blocks("20.64.0.0/10", "51.104.0.0/15", "40.112.0.0/13", "52.28.0.0/16", "44.192.0.0/11");

  /**
   * Amazon in Frankfurt, Dublin, Virginia, Tokyo; Azure; Google; OVH; Hetzner; DigitalOcean;
   * Alibaba; Akamai's Linode; Oracle; Vultr.
   */
  static final List<Block> CLOUDS =
      blocks(
          "52.28.0.0/16",
          "54.72.0.0/14",
          "44.192.0.0/11",
          "35.72.0.0/13",
          "13.64.0.0/11",
          "40.112.0.0/13",
          "51.104.0.0/15",
          "35.184.0.0/13",
          "104.196.0.0/14",
          "34.140.0.0/16",
          "51.38.0.0/16",
          "54.36.0.0/16",
          "88.198.0.0/16",
          "116.202.0.0/16",
          "159.69.0.0/16",
          "138.68.0.0/16",
          "206.189.0.0/16",
          "47.88.0.0/16",
          "8.208.0.0/16",
          "172.104.0.0/15",
          "140.238.0.0/16",
          "45.76.0.0/16");

  /** Of vendors of protection for one's own computer: Trend Micro, ESET, Kaspersky, Avast. */
  static final List<Block> ANTIVIRUS_VENDORS =
      blocks("150.70.96.0/20", "91.228.164.0/22", "77.74.176.0/21", "77.234.40.0/22");

  static final List<Block> PROOFPOINT = blocks("67.231.144.0/20", "148.163.128.0/19");
  static final List<Block> MESSAGE_LABS = blocks("67.219.240.0/20", "46.226.48.0/21");
  static final List<Block> TREND_MICRO = blocks("150.70.160.0/20");
  static final List<Block> HORNETSECURITY = blocks("94.100.128.0/20");

  /** Where Microsoft's mail protection is, without its IPv4 ranges that others know; and Azure. */
  static final List<Block> MICROSOFT_CHECKS =
      blocks("40.94.0.0/16", "2a01:111:f400::/48", "2a01:111:f403::/48", "20.64.0.0/10");

  static final List<Block> SEARCH_ENGINES =
      blocks("66.249.64.0/20", "157.55.39.0/24", "17.241.208.0/20", "207.46.13.0/24");

  private Places() {}

  /** A household's own address, and often a prefix whose devices change theirs daily. */
  static List<Block> home(Draws draws) {
    Block fourth = HOMES.part(draws, 32);
    return draws.chance(0.5) ? List.of(fourth, HOMES_V6.part(draws, 64)) : List.of(fourth);
  }

  static List<Block> sharedHome(Draws draws) {
    Block fourth = draws.pick(SHARED_HOMES);
    // Such a line has an IPv6 prefix of its own, and what can takes that.
    return List.of(fourth, HOMES_V6.part(draws, 64), HOMES_V6.part(draws, 64));
  }

  static List<Block> carrier(Draws draws) {
    return draws.pick(CARRIERS);
  }

  /** One line, or two of which either may carry the next request. */
  static List<Block> line(Draws draws) {
    Block first = LINES.part(draws, draws.chance(0.7) ? 32 : 29);
    return draws.chance(0.25) ? List.of(first, LINES.part(draws, 32)) : List.of(first);
  }

  static List<Block> dataCentre(Draws draws) {
    return List.of(DATA_CENTRES.part(draws, 31));
  }

  static List<Block> webGateway(Draws draws) {
    return List.of(draws.pick(WEB_GATEWAYS).part(draws, 24));
  }

  static List<Block> remoteDesktop(Draws draws) {
    return List.of(draws.pick(DESKTOP_CLOUDS).part(draws, 30));
  }

  static List<Block> rentedVpn(Draws draws) {
    return List.of(draws.pick(RENTED_VPNS));
  }

  /** A network that somebody has rented for a program. */
  static Block cloud(Draws draws) {
    return draws.pick(CLOUDS).part(draws, 22 + draws.below(5));
  }

  /** A network of a scanner's own that nobody has listed. */
  static Block rack(Draws draws) {
    return RACKS.part(draws, 24 + draws.below(4));
  }

  static List<Block> blocks(String... texts) {
    return Stream.of(texts).map(Block::of).toList();
  }
}
