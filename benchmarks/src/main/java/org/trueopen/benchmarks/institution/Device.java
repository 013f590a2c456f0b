package org.trueopen.benchmarks.institution;

import java.util.List;
import java.util.Map;
import org.trueopen.benchmarks.world.Block;
import org.trueopen.benchmarks.world.Draws;

/**
 * A device somewhere.
 *
 * @param images where its mail program's requests come from
 * @param pages where its browser's do: on a network with IPv4 and IPv6 not always the same
 */
record Device(
    String story,
    Block images,
    Block pages,
    String mailAgent,
    String browser,
    Map<String, String> pageHeaders) {

  private static final String PHONE = "phone";

  static Device of(Setup setup, String story, Block images, Block pages, Draws draws) {
    String desktop = draws.pick(Agents.DESKTOP);
    boolean phone = story.equals(PHONE);
    String browser =
        switch (setup) {
          case APPLE, APPLE_DIRECT -> draws.pick(Agents.IPHONE);
          case MOBILE_APP -> draws.pick(Agents.ANDROID);
          default ->
              phone ? draws.pick(draws.chance(0.4) ? Agents.IPHONE : Agents.ANDROID) : desktop;
        };
    String mail =
        switch (setup) {
          case APPLE, APPLE_DIRECT -> draws.pick(Agents.APPLE_MAIL);
          case MOBILE_APP -> draws.pick(Agents.MOBILE_APPS);
          case OUTLOOK -> draws.pick(phone ? Agents.MOBILE_APPS : Agents.OUTLOOK);
          case THUNDERBIRD -> draws.pick(phone ? Agents.MOBILE_APPS : Agents.THUNDERBIRD);
          default -> browser;
        };
    return new Device(story, images, pages, mail, browser, draws.pick(Headers.PEOPLE));
  }

  static Device phone(Setup setup, Draws draws) {
    Block carrier = Places.carrier(draws);
    return of(setup, PHONE, carrier, carrier, draws);
  }

  /** Somewhere at home, with or without IPv6. */
  static Device atHome(Setup setup, String story, Draws draws) {
    Block home = Places.home(draws);
    List<Block> both = List.of(home, Places.homeV6(draws));
    return draws.chance(0.45)
        ? of(setup, story + ", two protocols", draws.pick(both), draws.pick(both), draws)
        : of(setup, story, home, home, draws);
  }
}
