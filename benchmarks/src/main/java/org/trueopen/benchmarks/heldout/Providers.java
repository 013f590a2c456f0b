package org.trueopen.benchmarks.heldout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.trueopen.benchmarks.history.Caller;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.world.Block;
import org.trueopen.benchmarks.world.Draws;
import org.trueopen.benchmarks.world.Networks;
import org.trueopen.benchmarks.world.UserAgents;
import org.trueopen.verdict.VerdictClass;

/** What mail providers and Apple fetch, for a reader or ahead of one. */
final class Providers {

  private static final Block APPLES_OWN = Block.of("17.0.0.0/8");

  private final double prefetches;
  private final Draws draws;
  private final Hits out;

  /**
   * @param prefetches probability that Gmail or Yahoo fetch images ahead of the reader
   */
  Providers(double prefetches, Draws draws, Hits out) {
    this.prefetches = prefetches;
    this.draws = draws;
    this.out = out;
  }

  /** Images fetched whether or not anybody reads. */
  void ahead(Mail mail, Program program) {
    switch (program) {
      case APPLE_PROTECTED -> preload(mail);
      case GMAIL -> {
        if (draws.chance(prefetches)) {
          boolean named = draws.chance(0.85);
          String agent = named ? UserAgents.GMAIL_PREFETCH : UserAgents.GMAIL_PROXY;
          String story = "Gmail prefetch, " + (named ? "named" : "as the proxy");
          prefetch(mail, story, Networks.GOOGLE_IMAGES, agent);
        }
      }
      case YAHOO -> {
        if (draws.chance(prefetches)) {
          String agent = draws.pick(UserAgents.YAHOO_PROXY);
          prefetch(mail, "Yahoo prefetch, as the proxy", Networks.YAHOO, agent);
        }
      }
      default -> {} // loads what is looked at
    }
  }

  /** While the phone is awake and on wireless within minutes; else in the next night's charge. */
  private void preload(Mail mail) {
    if (draws.chance(0.1)) {
      return;
    }
    Block from = draws.chance(0.96) ? draws.pick(Networks.APPLE_RELAY) : APPLES_OWN;
    Caller caller =
        new Caller(
            "Apple preload",
            VerdictClass.PRIVACY_PRELOAD,
            from.address(draws),
            UserAgents.PRIVACY_PRELOAD,
            Headers.APP_IMAGE);
    Duration wait =
        draws.chance(0.6)
            ? draws.around(Duration.ofMinutes(3), 1.3)
            : draws.around(Duration.ofHours(6), 0.7);
    out.open(mail, caller, mail.deliveredAt().plus(wait));
  }

  private void prefetch(Mail mail, String story, List<Block> networks, String agent) {
    Caller caller =
        new Caller(
            story,
            VerdictClass.PROVIDER_PREFETCH,
            draws.pick(networks).address(draws),
            agent,
            Headers.PLAIN);
    out.open(mail, caller, mail.deliveredAt().plus(draws.around(Duration.ofSeconds(4), 1)));
  }

  /** Somebody looks at the mail; whether the sender sees it is the program's affair. */
  void open(Mail mail, Device device, Instant at) {
    switch (device.program()) {
      case APPLE_PROTECTED, WEBMAIL_BLOCKED -> {} // was preloaded; is not let through
      case GMAIL -> proxied(mail, "Gmail", Networks.GOOGLE_IMAGES, UserAgents.GMAIL_PROXY, at);
      case YAHOO -> {
        String agent = draws.pick(UserAgents.YAHOO_PROXY);
        Instant next = at;
        for (int i = draws.chance(0.18) ? 2 + draws.below(3) : 1; i > 0; i--) {
          proxied(mail, "Yahoo", Networks.YAHOO, agent, next);
          next = next.plus(draws.seconds(0.1, 4));
        }
      }
      default -> out.open(mail, device.looking(draws), at);
    }
  }

  private void proxied(Mail mail, String story, List<Block> networks, String agent, Instant at) {
    Caller caller =
        new Caller(
            story + " reader",
            VerdictClass.PERSON_VIA_PROXY,
            draws.pick(networks).address(draws),
            agent,
            Headers.PLAIN);
    out.open(mail, caller, at);
  }
}
