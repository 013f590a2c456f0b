package org.trueopen.benchmarks.heldout;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.trueopen.benchmarks.world.Block;
import org.trueopen.benchmarks.world.Draws;
import org.trueopen.benchmarks.world.Networks;

/**
 * Products for protection that can be bought. Those who buy the same one are looked after from the
 * same networks, so one network is seen with mail to many companies.
 */
final class Market {

  /** Who buys: with their own line and which vantages they prefer. */
  record Customer(List<Block> line, Map<Vantage, Double> vantages) {}

  private record Product(List<Block> networks, List<String> agents, Map<String, String> headers) {}

  private static final List<String> BROWSERS =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/154.0.0.0 Safari/537.36",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Safari/537.36 Edg/133.0.0.0",
          "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
          "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Safari/605.1.15",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1");

  private static final List<String> CHROMIUM = BROWSERS.subList(0, 4);

  private static final List<String> PLAIN =
      List.of("", "Go-http-client/1.1", "python-requests/2.32.5", "Mozilla/5.0 (compatible)");

  private static final List<List<Block>> VENDORS =
      List.of(
          Networks.MICROSOFT_MAIL,
          Networks.MICROSOFT_MAIL,
          Places.PROOFPOINT,
          Places.PROOFPOINT,
          Networks.MIMECAST,
          Networks.BARRACUDA,
          Places.MESSAGE_LABS,
          Places.TREND_MICRO,
          Places.HORNETSECURITY);

  private final Draws draws;
  private final Map<Vantage, List<Product>> products = new EnumMap<>(Vantage.class);
  private final List<Block> detonators = new ArrayList<>();

  Market(Draws draws) {
    this.draws = draws;
    List<Product> vendors = new ArrayList<>();
    for (List<Block> networks : VENDORS) {
      vendors.add(product(networks));
    }
    products.put(Vantage.VENDOR, vendors);
    List<Product> clouds = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      List<Block> networks = new ArrayList<>();
      for (int n = 1 + draws.below(5); n > 0; n--) {
        networks.add(Places.cloud(draws));
      }
      clouds.add(product(networks));
    }
    products.put(Vantage.PUBLIC_CLOUD, clouds);
    List<Product> racks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      racks.add(product(List.of(Places.rack(draws), Places.rack(draws))));
    }
    products.put(Vantage.UNLISTED, racks);
    detonators.addAll(Places.MICROSOFT_CHECKS);
    detonators.addAll(Networks.MICROSOFT_MAIL);
  }

  private Product product(List<Block> networks) {
    if (draws.chance(0.12)) {
      return new Product(networks, List.of(draws.pick(PLAIN)), Headers.PLAIN);
    }
    // What drives a browser mostly lets it say what it is; an imitation may say anything.
    boolean imitation = draws.chance(0.35);
    List<String> agents = new ArrayList<>();
    for (int n = 1 + draws.below(3); n > 0; n--) {
      agents.add(draws.pick(imitation || draws.chance(0.15) ? BROWSERS : CHROMIUM));
    }
    Map<String, String> page =
        Headers.page(agents.getFirst(), false, draws.pick(Headers.LANGUAGES));
    List<Map<String, String>> headers =
        imitation
            ? List.of(Headers.IMITATED, Headers.PLAIN, page)
            : List.of(Headers.DRIVEN, Headers.DRIVEN, page);
    return new Product(networks, List.copyOf(agents), draws.pick(headers));
  }

  /** Something bought by this customer. */
  Look look(Tactic tactic, Customer customer) {
    Vantage vantage = draws.weighted(customer.vantages());
    Product product =
        vantage == Vantage.OFFICE
            ? product(customer.line())
            : draws.pick(products.getOrDefault(vantage, List.of()));
    return named(tactic, vantage, product);
  }

  /** Something that its vendor runs in a cloud. */
  Look look(Tactic tactic) {
    return named(
        tactic,
        Vantage.PUBLIC_CLOUD,
        draws.pick(products.getOrDefault(Vantage.PUBLIC_CLOUD, List.of())));
  }

  /** Microsoft's, as most that rewrite are, or another vendor's. */
  Look rewriter(Tactic tactic) {
    if (draws.chance(0.7)) {
      return named(tactic, Vantage.VENDOR, new Product(detonators, CHROMIUM, Headers.DRIVEN));
    }
    return named(
        tactic, Vantage.VENDOR, draws.pick(products.getOrDefault(Vantage.VENDOR, List.of())));
  }

  /** A vendor of protection for one's own computer, on its own networks or in a cloud. */
  Look antivirus(Tactic tactic) {
    boolean own = draws.chance(0.5);
    List<Block> networks =
        own ? List.of(draws.pick(Places.ANTIVIRUS_VENDORS)) : List.of(Places.cloud(draws));
    return named(tactic, own ? Vantage.VENDOR : Vantage.PUBLIC_CLOUD, product(networks));
  }

  private static Look named(Tactic tactic, Vantage vantage, Product product) {
    return new Look(
        "scanner, %s, %s".formatted(tactic.story(), vantage.story()),
        product.networks(),
        product.agents(),
        product.headers());
  }
}
