package org.trueopen.benchmarks.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The recipients of a world: in companies that share an office's address, or at home. */
final class Population {

  private static final List<String> PROVIDERS =
      List.of("gmail.example", "yahoo.example", "icloud.example", "mail.example", "post.example");

  private final Mix mix;
  private final Draws draws;
  private final List<Recipient> all = new ArrayList<>();

  private Population(Mix mix, Draws draws) {
    this.mix = mix;
    this.draws = draws;
  }

  static List<Recipient> of(Mix mix, int size, Draws draws) {
    Population population = new Population(mix, draws);
    while (population.all.size() < size) {
      population.settle();
    }
    return List.copyOf(population.all.subList(0, size));
  }

  private void settle() {
    if (mix.companySize() > 0) {
      company();
    } else {
      household();
    }
  }

  private void company() {
    String domain = "company-%d.example".formatted(all.size());
    Block office = Networks.office(draws);
    Gateway gateway = gateway();
    int people = 1 + draws.below(2 * mix.companySize());
    for (int i = 0; i < people; i++) {
      Block usual = draws.chance(0.2) ? Networks.home(draws) : office;
      add(domain, usual, "office", gateway);
    }
  }

  private void household() {
    Block home = Networks.home(draws);
    String story = draws.chance(mix.families()) ? "family" : "home";
    int people = story.equals("family") ? 2 : 1;
    for (int i = 0; i < people; i++) {
      add(draws.pick(PROVIDERS), home, story, gateway());
    }
  }

  private @Nullable Gateway gateway() {
    return draws.chance(mix.gateways()) ? Gateway.draw(draws, mix.listedGateways()) : null;
  }

  private void add(String domain, Block usual, String story, @Nullable Gateway gateway) {
    Client client = draws.weighted(mix.clients());
    List<Recipient.Spot> places = new ArrayList<>();
    if (draws.chance(mix.vpn())) {
      places.add(spot(draws, "vpn", Networks.vpn(draws), client));
    } else {
      places.add(spot(draws, story, usual, client));
    }
    if (draws.chance(mix.secondDevice())) {
      places.add(phone(client));
    }
    all.add(
        new Recipient(
            "r%d@%s".formatted(all.size(), domain),
            client,
            places,
            gateway,
            draws.chance(mix.programs()),
            draws.chance(mix.fastReaders()),
            draws.chance(mix.imagesBlocked()),
            draws.chance(mix.clicksEverything())));
  }

  /** A device as somebody with this client has it. */
  static Recipient.Spot spot(Draws draws, String story, Block network, Client client) {
    String desktop = draws.pick(UserAgents.DESKTOP_BROWSERS);
    return switch (client) {
      case APPLE_PROTECTED, APPLE_DIRECT ->
          new Recipient.Spot(
              story,
              network,
              draws.pick(UserAgents.APPLE_MAIL),
              draws.pick(UserAgents.IPHONE_BROWSERS));
      case ANDROID ->
          new Recipient.Spot(
              story,
              network,
              draws.pick(UserAgents.ANDROID_MAIL),
              draws.pick(UserAgents.ANDROID_BROWSERS));
      case OUTLOOK -> new Recipient.Spot(story, network, draws.pick(UserAgents.OUTLOOK), desktop);
      case THUNDERBIRD ->
          new Recipient.Spot(story, network, draws.pick(UserAgents.THUNDERBIRD), desktop);
      case WEBMAIL -> new Recipient.Spot(story, network, desktop, desktop);
      case GMAIL, YAHOO, SEZNAM ->
          new Recipient.Spot(
              story,
              network,
              "",
              draws.chance(0.6) ? draws.pick(UserAgents.ANDROID_BROWSERS) : desktop);
    };
  }

  /** The second device: a phone, at home or on its way. */
  private Recipient.Spot phone(Client client) {
    Block network = draws.chance(0.6) ? Networks.carrier(draws) : Networks.home(draws);
    boolean apple = client == Client.APPLE_DIRECT || draws.chance(0.5);
    return new Recipient.Spot(
        "second device",
        network,
        apple ? draws.pick(UserAgents.APPLE_MAIL) : draws.pick(UserAgents.ANDROID_MAIL),
        apple ? draws.pick(UserAgents.IPHONE_BROWSERS) : draws.pick(UserAgents.ANDROID_BROWSERS));
  }
}
