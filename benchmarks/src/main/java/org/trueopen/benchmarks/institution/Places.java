package org.trueopen.benchmarks.institution;

import java.util.List;
import java.util.stream.Stream;
import org.trueopen.benchmarks.world.Block;
import org.trueopen.benchmarks.world.Draws;

/**
 * Where people and machines of this world are. Whoever is invented lives in 246.0.0.0 to
 * 250.255.255.255, which are nobody's (RFC 1112), or in 2001:db8::/32 (RFC 3849); clouds and
 * companies that are meant have a range of theirs.
 */
final class Places {

  private static final Block HOMES = Block.of("246.0.0.0/8");
  private static final Block HOMES_V6 = Block.of("2001:db8:a000::/36");
  private static final Block ORGANISATIONS = Block.of("247.0.0.0/8");
  private static final Block ORGANISATIONS_V6 = Block.of("2001:db8:c000::/35");
  private static final Block APPLIANCES = Block.of("249.0.0.0/8");

  /** A subscriber's next request may leave by another address of these. */
  private static final List<Block> CARRIERS =
      blocks(
          "248.8.0.0/24", "248.8.77.0/24", "248.30.4.0/22", "248.99.0.0/25", "2001:db8:8000::/44");

  /** Exits in rented racks, next door to machines. */
  private static final List<Block> VPN_EXITS =
      blocks("95.216.40.0/24", "51.15.33.0/25", "248.200.1.0/26", "248.201.9.0/24");

  /** Employees who browse through their employer's service in a cloud (Zscaler's ranges). */
  private static final List<Block> WEB_GATEWAYS =
      blocks("165.225.72.0/23", "147.161.164.0/23", "165.225.26.0/24");

  /** Google's, Amazon's in Paris and Stockholm, Microsoft's, Hetzner's, Scaleway's. */
  static final List<Block> CLOUDS =
      blocks(
          "34.64.0.0/11",
          "35.180.0.0/16",
          "13.48.0.0/15",
          "20.40.0.0/15",
          "95.216.0.0/16",
          "51.15.0.0/16");

  static final List<Block> MICROSOFT_V6 = blocks("2a01:111:f400::/48", "2a01:111:f403::/48");
  static final List<Block> RAMBLER = blocks("81.19.64.0/19");
  static final List<Block> UKR_NET = blocks("212.42.64.0/19");
  static final List<Block> SEARCH_ENGINES = blocks("66.249.64.0/20", "157.55.39.0/24");

  /** Prefix length of what an organisation behind address translation leaves by. */
  static final int SHARED = 31;

  private Places() {}

  static Block home(Draws draws) {
    return HOMES.part(draws, 32);
  }

  /** A household's prefix; its devices take new addresses in it every day. */
  static Block homeV6(Draws draws) {
    return HOMES_V6.part(draws, 64);
  }

  static Block carrier(Draws draws) {
    return draws.pick(CARRIERS);
  }

  static Block vpn(Draws draws) {
    return draws.pick(VPN_EXITS);
  }

  static Block webGateway(Draws draws) {
    return draws.pick(WEB_GATEWAYS);
  }

  /** All that an organisation has. */
  static Block organisation(Draws draws, int length) {
    return ORGANISATIONS.part(draws, length);
  }

  static Block organisationV6(Draws draws) {
    return ORGANISATIONS_V6.part(draws, 48);
  }

  /** One machine's place there: an address or prefix of its own, or the address that all share. */
  static Block desk(Block organisation, Draws draws) {
    if (organisation.bits() == 128) {
      return organisation.part(draws, 64);
    }
    return organisation.length() < SHARED ? organisation.part(draws, 32) : organisation;
  }

  /** One network of a scanner that nobody has listed. */
  static Block appliance(Draws draws) {
    return APPLIANCES.part(draws, 26);
  }

  private static List<Block> blocks(String... texts) {
    return Stream.of(texts).map(Block::of).toList();
  }
}
