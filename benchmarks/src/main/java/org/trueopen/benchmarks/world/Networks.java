package org.trueopen.benchmarks.world;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Who has which addresses. Providers that are meant have their published ones. Whoever is invented
 * lives in 240.0.0.0/4, which is nobody's (RFC 1112), in the benchmarking range 198.18.0.0/15 (RFC
 * 2544) or in 2001:db8::/32 (RFC 3849): documentation's own three /24s are too small for a world.
 */
public final class Networks {

  /** Homes on the Internet at large. */
  private static final Block HOMES = Block.of("241.0.0.0/8");

  private static final Block HOMES_V6 = Block.of("2001:db8:4000::/34");

  /** Many subscribers leave through few addresses. */
  private static final List<Block> CARRIERS =
      blocks("242.16.8.0/21", "242.64.32.0/21", "242.129.0.0/22", "2001:db8:9000::/40");

  private static final Block OFFICES = Block.of("243.0.0.0/8");

  private static final List<Block> VPN_EXITS =
      blocks("244.10.1.0/24", "244.10.9.0/24", "244.77.3.0/24", "244.201.0.0/25", "244.9.14.64/26");

  private static final Block UNLISTED = Block.of("198.18.0.0/15");

  public static final List<Block> MICROSOFT_MAIL =
      blocks("40.92.0.0/15", "40.107.0.0/16", "52.100.0.0/14", "104.47.0.0/17");
  public static final List<Block> BARRACUDA = blocks("209.222.82.0/24");
  static final List<Block> PROOFPOINT =
      blocks("67.231.144.0/20", "148.163.128.0/19", "208.84.64.0/22", "91.209.104.0/24");
  public static final List<Block> MIMECAST =
      blocks("207.211.30.0/24", "205.139.110.0/24", "216.205.24.0/24", "195.130.217.0/24");

  /** Gateways that run in somebody's cloud: Amazon's Frankfurt, Microsoft's Azure. */
  static final List<Block> CLOUDS = blocks("3.120.0.0/14", "18.192.0.0/15", "20.52.0.0/16");

  public static final List<Block> GOOGLE_IMAGES =
      blocks("66.249.80.0/20", "66.102.0.0/20", "74.125.208.0/20");
  public static final List<Block> YAHOO =
      blocks("87.248.96.0/19", "74.6.0.0/16", "66.196.64.0/18", "106.10.128.0/17");
  static final List<Block> SEZNAM = blocks("77.75.72.0/21");
  static final List<Block> META = blocks("31.13.24.0/21", "69.171.224.0/19", "173.252.64.0/18");
  static final List<Block> TELEGRAM = blocks("149.154.160.0/20");
  static final List<Block> TEAMS = blocks("52.112.0.0/14");
  static final List<Block> AMAZON = blocks("54.224.0.0/12", "3.208.0.0/12");

  /** Apple's own, where preloads come from that the published list does not have yet. */
  static final List<Block> APPLE = blocks("17.0.0.0/8");

  public static final List<Block> APPLE_RELAY = relay();

  private Networks() {}

  /** A household's address; every third has IPv6, where only the prefix stays. */
  static Block home(Draws draws) {
    return draws.chance(0.33) ? HOMES_V6.part(draws, 64) : HOMES.part(draws, 32);
  }

  static Block carrier(Draws draws) {
    return draws.pick(CARRIERS);
  }

  /** The address that a whole office shares, or the few of a larger one. */
  static Block office(Draws draws) {
    return OFFICES.part(draws, draws.chance(0.8) ? 32 : 30);
  }

  static Block vpn(Draws draws) {
    return draws.pick(VPN_EXITS);
  }

  /** One /24 of a gateway that is on nobody's list. */
  static Block unlisted(Draws draws) {
    return UNLISTED.part(draws, 24);
  }

  private static List<Block> blocks(String... texts) {
    return Stream.of(texts).map(Block::of).toList();
  }

  private static List<Block> relay() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Networks.class.getResourceAsStream("apple-relay.txt")),
                StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).map(Block::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
