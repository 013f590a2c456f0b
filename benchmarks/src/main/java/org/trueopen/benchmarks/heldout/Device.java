package org.trueopen.benchmarks.heldout;

import java.util.List;
import java.util.Map;
import org.trueopen.benchmarks.history.Caller;
import org.trueopen.benchmarks.world.Block;
import org.trueopen.benchmarks.world.Draws;
import org.trueopen.verdict.VerdictClass;

/**
 * A device somewhere, with the program that mail is read with there.
 *
 * @param networks any of them may carry the next request: two lines, or IPv4 and IPv6
 * @param mailAgent what loads images, unless a proxy does
 */
record Device(
    Whereabouts where,
    Program program,
    List<Block> networks,
    String mailAgent,
    String browser,
    Map<String, String> imageHeaders,
    Map<String, String> pageHeaders) {

  static Device of(Whereabouts where, Program program, List<Block> networks, Draws draws) {
    String browser = browser(where, program, draws);
    String language = draws.pick(Headers.LANGUAGES);
    return new Device(
        where,
        program,
        networks,
        MailPrograms.agent(program, browser, draws),
        browser,
        program.inBrowser() ? Headers.image(language) : Headers.APP_IMAGE,
        Headers.page(browser, program.inBrowser(), language));
  }

  private static String browser(Whereabouts where, Program program, Draws draws) {
    boolean phone = where == Whereabouts.PHONE || program.onPhonesOnly();
    if (program.apple()) {
      return phone || draws.chance(0.7) ? Browsers.phone(true, draws) : Browsers.mac(draws);
    }
    if (phone || (program.anywhere() && atHome(where) && draws.chance(0.55))) {
      return Browsers.phone(program == Program.OUTLOOK_MOBILE && draws.chance(0.5), draws);
    }
    return Browsers.desktop(draws);
  }

  private static boolean atHome(Whereabouts where) {
    return where == Whereabouts.HOME || where == Whereabouts.SHARED_HOME;
  }

  boolean phone() {
    return Browsers.isPhones(browser);
  }

  Caller looking(Draws draws) {
    return new Caller(
        "reader, " + where.story(), VerdictClass.PERSON, address(draws), mailAgent, imageHeaders);
  }

  Caller clicking(String story, Draws draws) {
    return new Caller(
        story + ", " + where.story(), VerdictClass.PERSON, address(draws), browser, pageHeaders);
  }

  String address(Draws draws) {
    return draws.pick(networks).address(draws);
  }
}
