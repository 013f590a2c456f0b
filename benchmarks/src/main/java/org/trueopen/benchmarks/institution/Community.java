package org.trueopen.benchmarks.institution;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trueopen.benchmarks.world.Block;
import org.trueopen.benchmarks.world.Draws;

/** The mailboxes of a world: in organisations, or with providers that many share. */
final class Community {

  /** A provider, or an organisation; its office is an address of no consequence for the former. */
  private record Domain(String name, Block office, @Nullable Scanner scanner) {}

  private static final int PROVIDERS = 90;

  private final InstitutionMix mix;
  private final Draws draws;
  private final List<Mailbox> all = new ArrayList<>();

  private Community(InstitutionMix mix, Draws draws) {
    this.mix = mix;
    this.draws = draws;
  }

  static List<Mailbox> of(InstitutionMix mix, int size, Draws draws) {
    Community community = new Community(mix, draws);
    if (mix.people().seats() > 0) {
      while (community.all.size() < size) {
        community.organisation();
      }
    } else {
      community.customers(size);
    }
    return List.copyOf(community.all.subList(0, size));
  }

  private void organisation() {
    boolean campus = draws.chance(mix.people().campus());
    boolean sixth = draws.chance(mix.people().sixth());
    Block fourth = Places.organisation(draws, campus ? 20 : Places.SHARED);
    Block office = sixth ? Places.organisationV6(draws) : fourth;
    Domain domain = domain("org-%d.example".formatted(all.size()), office);
    for (int seat = 1 + draws.below(mix.people().seats()); seat > 0; seat--) {
      Block desk = Places.desk(office, draws);
      // Where there are both protocols, the browser may take the other.
      Block pages = sixth && draws.chance(0.3) ? Places.desk(fourth, draws) : desk;
      Setup setup = setup();
      add(domain, setup, Device.of(setup, "office", desk, pages, draws), office);
    }
  }

  private void customers(int size) {
    List<Domain> providers = new ArrayList<>();
    for (int i = 0; i < PROVIDERS; i++) {
      providers.add(domain("provider-%d.example".formatted(i), Places.home(draws)));
    }
    while (all.size() < size) {
      Setup setup = setup();
      boolean phone = draws.chance(0.4);
      Device home = Device.atHome(setup, "home", draws);
      Device first = phone ? Device.phone(setup, draws) : home;
      add(draws.pick(providers), setup, first, home.images());
    }
  }

  private Domain domain(String name, Block office) {
    boolean scans = draws.chance(mix.machines().scanned());
    Scanner scanner =
        scans
            ? new Scanner(
                draws.weighted(mix.machines().scanners()),
                draws.weighted(mix.machines().egress()),
                office,
                draws)
            : null;
    return new Domain(name, office, scanner);
  }

  private Setup setup() {
    return draws.weighted(mix.people().setups());
  }

  private void add(Domain domain, Setup setup, Device first, Block around) {
    String address = "m%d@%s".formatted(all.size(), domain.name());
    if (draws.chance(mix.machines().programs())) {
      all.add(new Mailbox(address, List.of(), domain.scanner()));
      return;
    }
    List<Reader> readers = new ArrayList<>();
    boolean shared = draws.chance(mix.people().shared());
    readers.add(reader(setup, tunnelled(first), shared ? 0.7 : 1));
    if (shared) {
      readers.add(companion(setup, around));
    }
    all.add(new Mailbox(address, readers, domain.scanner()));
  }

  private List<Device> tunnelled(Device first) {
    Device usual = first;
    if (draws.chance(mix.people().tunnels())) {
      boolean office = mix.people().seats() > 0 && draws.chance(0.6);
      Block exit = office ? Places.webGateway(draws) : Places.vpn(draws);
      String story = office ? "web gateway in a cloud" : "vpn in a rented rack";
      usual =
          new Device(story, exit, exit, first.mailAgent(), first.browser(), first.pageHeaders());
    }
    return draws.chance(0.3)
        ? List.of(usual, Device.phone(Setup.MOBILE_APP, draws))
        : List.of(usual);
  }

  /**
   * An assistant with another desk and a program of their own; or the other parent, on the sofa.
   */
  private Reader companion(Setup owner, Block around) {
    boolean office = mix.people().seats() > 0;
    Setup setup =
        office ? draws.pick(List.of(Setup.OUTLOOK, Setup.WEBMAIL, Setup.THUNDERBIRD)) : owner;
    Block desk = office ? Places.desk(around, draws) : around;
    Device device = Device.of(setup, office ? "assistant" : "family", desk, desk, draws);
    return reader(setup, List.of(device), office ? 2 : 0.6);
  }

  private Reader reader(Setup setup, List<Device> devices, double eagerness) {
    return new Reader(
        setup,
        devices,
        draws.weighted(mix.people().habits()),
        draws.chance(mix.people().imagesOff()),
        eagerness);
  }
}
