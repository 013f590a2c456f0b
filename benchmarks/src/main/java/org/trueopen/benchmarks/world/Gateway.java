package org.trueopen.benchmarks.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.trueopen.benchmarks.history.Caller;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.verdict.VerdictClass;

/**
 * Looks through a company's mail before, or after, its people do. One looks the same way each time.
 *
 * @param listed whether its networks are published as a gateway's
 * @param agents what it claims to be; it changes between links if there are several
 */
record Gateway(
    Style style, boolean listed, List<Block> networks, List<String> agents, boolean polished) {

  enum Style {
    /** The pixel within some seconds, then all links within one. */
    BURST,
    /** One link after the other, over minutes to hours. */
    SLOW,
    /** All links, each from another of its networks. */
    SPREAD,
    /** Nothing before somebody clicks; then it looks first. */
    AT_CLICK,
    /** Asks for each link's head, then for some of the pages. */
    HEAD_FIRST,
    /** One link that looks new to it. */
    ONE_LINK,
    /** Renders the mail in a sandbox, links left alone. */
    IMAGES_ONLY,
    /** As a burst, and again a day later. */
    RESCAN
  }

  private static final Map<Style, Double> STYLES = new java.util.EnumMap<>(Style.class);

  static {
    STYLES.put(Style.BURST, 0.30);
    STYLES.put(Style.SLOW, 0.14);
    STYLES.put(Style.SPREAD, 0.14);
    STYLES.put(Style.AT_CLICK, 0.10);
    STYLES.put(Style.HEAD_FIRST, 0.10);
    STYLES.put(Style.ONE_LINK, 0.08);
    STYLES.put(Style.IMAGES_ONLY, 0.06);
    STYLES.put(Style.RESCAN, 0.08);
  }

  private static final List<List<Block>> PUBLISHED =
      List.of(
          Networks.MICROSOFT_MAIL,
          Networks.MICROSOFT_MAIL,
          Networks.BARRACUDA,
          Networks.PROOFPOINT,
          Networks.MIMECAST);

  static Gateway draw(Draws draws, double listedShare) {
    Style style = draws.weighted(STYLES);
    boolean listed = draws.chance(listedShare);
    List<Block> networks = new ArrayList<>();
    if (listed) {
      networks.addAll(draws.pick(PUBLISHED));
    } else if (draws.chance(0.5)) {
      networks.add(draws.pick(Networks.CLOUDS).part(draws, 24));
      networks.add(draws.pick(Networks.CLOUDS).part(draws, 24));
    }
    while (!listed && networks.size() < (style == Style.SPREAD ? 4 : 1)) {
      networks.add(Networks.unlisted(draws));
    }
    List<String> agents = new ArrayList<>(List.of(draws.pick(UserAgents.DISGUISES)));
    if (draws.chance(0.3)) {
      agents.add(draws.pick(UserAgents.DISGUISES));
    }
    return new Gateway(style, listed, networks, agents, draws.chance(0.5));
  }

  /** What it does as a mail comes in. */
  void receive(Letter letter, Hits out, Draws draws) {
    switch (style) {
      case BURST -> burst(letter, letter.deliveredAt(), out, draws);
      case RESCAN -> {
        burst(letter, letter.deliveredAt(), out, draws);
        burst(letter, letter.deliveredAt().plus(draws.seconds(80_000, 95_000)), out, draws);
      }
      case SLOW -> slowly(letter, out, draws);
      case SPREAD -> spread(letter, out, draws);
      case HEAD_FIRST -> heads(letter, out, draws);
      case ONE_LINK ->
          out.click(
              letter.mail(),
              caller(draws),
              draws.below(letter.links()),
              letter.deliveredAt().plus(draws.around(Duration.ofSeconds(25), 1.2)));
      case IMAGES_ONLY ->
          out.open(letter.mail(), caller(draws), letter.deliveredAt().plus(pixelDelay(draws)));
      case AT_CLICK -> {} // it waits
    }
  }

  /** What it does when somebody clicks: it asks for the page a moment before they may. */
  void beforeClick(Letter letter, int link, Instant at, Hits out, Draws draws) {
    if (style == Style.AT_CLICK) {
      out.click(letter.mail(), caller(draws), link, at.minus(draws.seconds(0.3, 3)));
    }
  }

  private void burst(Letter letter, Instant start, Hits out, Draws draws) {
    Caller caller = caller(draws);
    if (draws.chance(0.85)) {
      out.open(letter.mail(), caller, start.plus(pixelDelay(draws)));
    }
    Instant at = start.plus(draws.around(Duration.ofSeconds(43), 0.8));
    for (int link = 0; link < letter.links(); link++) {
      at = at.plus(draws.seconds(0.02, 0.25));
      out.click(letter.mail(), caller, link, at);
    }
  }

  private void slowly(Letter letter, Hits out, Draws draws) {
    Instant at = letter.deliveredAt().plus(draws.around(Duration.ofMinutes(3), 1));
    for (int link = 0; link < letter.links(); link++) {
      out.click(letter.mail(), caller(draws), link, at);
      at = at.plus(draws.around(Duration.ofMinutes(7), 1.3));
    }
  }

  private void spread(Letter letter, Hits out, Draws draws) {
    out.open(letter.mail(), caller(draws), letter.deliveredAt().plus(pixelDelay(draws)));
    for (int link = 0; link < letter.links(); link++) {
      Instant at = letter.deliveredAt().plus(draws.around(Duration.ofSeconds(50), 0.5));
      out.click(letter.mail(), caller(draws), link, at);
    }
  }

  private void heads(Letter letter, Hits out, Draws draws) {
    Caller caller = caller(draws);
    Instant at = letter.deliveredAt().plus(draws.around(Duration.ofSeconds(30), 1));
    for (int link = 0; link < letter.links(); link++) {
      out.click(letter.mail(), caller, link, at, "HEAD");
      if (draws.chance(0.4)) {
        out.click(letter.mail(), caller, link, at.plus(draws.seconds(0.1, 1)));
      }
      at = at.plus(draws.seconds(0.1, 2));
    }
  }

  private static Duration pixelDelay(Draws draws) {
    return draws.around(Duration.ofSeconds(9), 0.8);
  }

  private Caller caller(Draws draws) {
    String story =
        "gateway, %s, %s"
            .formatted(
                style.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                listed ? "published networks" : "unknown networks");
    return new Caller(
        story,
        VerdictClass.SECURITY_SCANNER,
        draws.pick(networks).address(draws),
        draws.pick(agents),
        polished ? Headers.PAGE : Headers.BARE_PAGE);
  }
}
