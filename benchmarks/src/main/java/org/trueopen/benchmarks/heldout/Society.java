package org.trueopen.benchmarks.heldout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.trueopen.benchmarks.world.Block;
import org.trueopen.benchmarks.world.Draws;

/** Who gets a world's mail: companies' people, and households with their providers. */
final class Society {

  /** A provider of mailboxes, and what it has to look through mail. */
  private record Provider(String domain, List<Guard> guards) {}

  private static final int PROVIDERS = 240;

  private static final Provider GMAIL = new Provider("gmail.example", List.of());
  private static final Provider YAHOO = new Provider("yahoo.example", List.of());

  /** Share of companies behind a web gateway that have its sandbox look, too. */
  private static final double TAPPED = 0.3;

  private final HeldOutMix mix;
  private final Draws draws;
  private final Market market;
  private final List<Provider> providers = new ArrayList<>();
  private int people;
  private int companies;

  Society(HeldOutMix mix, Draws draws) {
    this.mix = mix;
    this.draws = draws;
    this.market = new Market(draws.split());
    for (int i = 0; i < PROVIDERS; i++) {
      boolean guarded = draws.chance(mix.machines().guardedProviders());
      List<Guard> guards = guarded ? List.of(companysGuard(Places.line(draws))) : List.of();
      providers.add(new Provider("post-%d.example".formatted(i), guards));
    }
  }

  /** The next company's recipients, or the next household's. */
  List<Person> next() {
    return draws.chance(mix.people().companies()) ? company() : household();
  }

  private List<Person> company() {
    String domain = "firm-%d.example".formatted(companies++);
    List<Block> line = Places.line(draws);
    // How its people reach the Internet is the company's rule, which binds most of them.
    Whereabouts rule = draws.weighted(mix.people().work().places());
    List<Block> exit = networks(rule, line);
    List<Guard> guards = new ArrayList<>();
    if (draws.chance(mix.machines().guardedCompanies())) {
      guards.add(companysGuard(line));
      if (draws.chance(0.15)) {
        guards.add(companysGuard(line));
      }
    }
    if (rule == Whereabouts.WEB_GATEWAY && draws.chance(TAPPED)) {
      guards.add(Tactic.TRAFFIC_TAP.guard(market, customer(line), draws));
    }
    int hoursAhead = draws.pick(mix.people().hoursAhead());
    List<Person> found = new ArrayList<>();
    for (int seat = 1 + draws.below(mix.people().seats()); seat > 0; seat--) {
      Program program = draws.weighted(mix.people().work().programs());
      boolean bound = draws.chance(0.75);
      Whereabouts where = bound ? rule : Whereabouts.HOME;
      Device usual = Device.of(where, program, bound ? exit : Places.home(draws), draws);
      found.add(person(domain, usual, guards, mix.people().work(), hoursAhead));
    }
    return found;
  }

  private List<Person> household() {
    HeldOutMix.Group group = mix.people().home();
    Whereabouts where = draws.weighted(group.places());
    List<Block> home = networks(where, List.of());
    List<Guard> own = new ArrayList<>();
    if (draws.chance(mix.machines().guardedHomes())) {
      own.add(draws.weighted(mix.machines().homeTactics()).guard(market, customer(home), draws));
    }
    int hoursAhead = draws.pick(mix.people().hoursAhead());
    List<Person> found = new ArrayList<>();
    for (int member = draws.chance(mix.people().families()) ? 2 + draws.below(2) : 1;
        member > 0;
        member--) {
      Program program = draws.weighted(group.programs());
      Provider provider = provider(program);
      List<Guard> guards = new ArrayList<>(provider.guards());
      guards.addAll(own);
      Device usual = Device.of(where, program, home, draws);
      found.add(person(provider.domain(), usual, guards, group, hoursAhead));
    }
    return found;
  }

  private Provider provider(Program program) {
    return switch (program) {
      case GMAIL -> GMAIL;
      case YAHOO -> YAHOO;
      default -> draws.pick(providers);
    };
  }

  private Person person(
      String domain, Device usual, List<Guard> guards, HeldOutMix.Group group, int hoursAhead) {
    List<Device> devices = new ArrayList<>(List.of(usual));
    if (usual.where() != Whereabouts.PHONE && draws.chance(0.45)) {
      devices.add(second(usual.program()));
    }
    if (draws.chance(mix.machines().robots())) {
      devices.clear();
    }
    double blocking = usual.program() == Program.OUTLOOK_CLASSIC ? 0.4 : 0.06;
    return new Person(
        "p%d@%s".formatted(people++, domain),
        List.copyOf(devices),
        List.copyOf(guards),
        draws.weighted(group.rhythms()),
        draws.below(1000),
        hoursAhead,
        Math.pow(draws.between(0.3, 1.3), 2),
        draws.chance(blocking));
  }

  /** A phone with the same account; its images come as the account's do, or by its own program. */
  private Device second(Program first) {
    Program program =
        switch (first) {
          case GMAIL, YAHOO, APPLE_PROTECTED, APPLE_PLAIN -> first;
          case OUTLOOK_CLASSIC, OUTLOOK_NEW, OUTLOOK_MOBILE -> Program.OUTLOOK_MOBILE;
          case THUNDERBIRD, ANDROID_APP, WEBMAIL, WEBMAIL_BLOCKED -> Program.ANDROID_APP;
        };
    return Device.of(Whereabouts.PHONE, program, Places.carrier(draws), draws);
  }

  private List<Block> networks(Whereabouts where, List<Block> line) {
    return switch (where) {
      case OFFICE_LINE -> line;
      case COMPANY_EXIT -> Places.dataCentre(draws);
      case WEB_GATEWAY -> Places.webGateway(draws);
      case REMOTE_DESKTOP -> Places.remoteDesktop(draws);
      case HOME -> Places.home(draws);
      case SHARED_HOME -> Places.sharedHome(draws);
      case PHONE -> Places.carrier(draws);
      case RENTED_VPN -> Places.rentedVpn(draws);
    };
  }

  /** A friend's provider or company looks at what is passed on as at any mail. */
  List<Guard> friendsGuards(Draws chance) {
    return chance.pick(providers).guards();
  }

  private Guard companysGuard(List<Block> line) {
    Map<Tactic, Double> tactics = mix.machines().companyTactics();
    return draws.weighted(tactics).guard(market, customer(line), draws);
  }

  private Market.Customer customer(List<Block> line) {
    return new Market.Customer(line, mix.machines().vantages());
  }

  /** The sender's own office. */
  List<Block> sendersLine() {
    return Places.line(draws);
  }
}
