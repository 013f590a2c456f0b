package org.trueopen.benchmarks.institution;

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

  private final Draws draws;
  private final Hits out;

  Providers(Draws draws, Hits out) {
    this.draws = draws;
    this.out = out;
  }

  /** Images fetched whether or not anybody reads. */
  void preload(Mail mail, Setup setup, double prefetches) {
    switch (setup) {
      case APPLE -> apple(mail);
      case GMAIL -> {
        if (draws.chance(prefetches)) {
          boolean named = draws.chance(0.9);
          ahead(
              mail,
              "Gmail prefetch, " + (named ? "named" : "as the proxy"),
              Networks.GOOGLE_IMAGES,
              named ? UserAgents.GMAIL_PREFETCH : UserAgents.GMAIL_PROXY);
        }
      }
      case YAHOO -> {
        if (draws.chance(prefetches)) {
          ahead(
              mail,
              "Yahoo prefetch, as the proxy",
              Networks.YAHOO,
              UserAgents.YAHOO_PROXY.getFirst());
        }
      }
      default -> {} // loads what is looked at
    }
  }

  /** At once while the device is awake; otherwise at night, when it charges. */
  private void apple(Mail mail) {
    if (draws.chance(0.15)) {
      return; // long without power and wireless
    }
    Duration delay =
        draws.chance(0.5)
            ? draws.around(Duration.ofMinutes(6), 1.2)
            : draws.around(Duration.ofHours(8), 0.5);
    out.open(
        mail,
        new Caller(
            "Apple preload",
            VerdictClass.PRIVACY_PRELOAD,
            draws.pick(Networks.APPLE_RELAY).address(draws),
            UserAgents.PRIVACY_PRELOAD,
            Headers.APP_IMAGE),
        mail.deliveredAt().plus(delay));
  }

  private void ahead(Mail mail, String story, List<Block> networks, String agent) {
    Caller caller =
        new Caller(
            story,
            VerdictClass.PROVIDER_PREFETCH,
            draws.pick(networks).address(draws),
            agent,
            Headers.PLAIN);
    out.open(mail, caller, mail.deliveredAt().plus(draws.around(Duration.ofSeconds(3), 1)));
  }

  /** Somebody looks at the mail; whether the sender sees it is the setup's affair. */
  void open(Mail mail, Setup setup, Device device, Instant at) {
    switch (setup) {
      case APPLE -> {} // out of what was preloaded
      case GMAIL -> proxied(mail, "Gmail", Networks.GOOGLE_IMAGES, UserAgents.GMAIL_PROXY, at);
      case YAHOO -> {
        String agent = draws.pick(UserAgents.YAHOO_PROXY);
        proxied(mail, "Yahoo", Networks.YAHOO, agent, at);
        if (draws.chance(0.12)) {
          proxied(mail, "Yahoo", Networks.YAHOO, agent, at.plus(draws.seconds(0.1, 6)));
        }
      }
      case RAMBLER -> proxied(mail, "Rambler", Places.RAMBLER, Agents.RAMBLER, at);
      case UKR_NET -> proxied(mail, "Ukr.net", Places.UKR_NET, Agents.UKR_NET, at);
      default ->
          out.open(
              mail,
              new Caller(
                  "reader, " + device.story(),
                  VerdictClass.PERSON,
                  device.images().address(draws),
                  device.mailAgent(),
                  setup == Setup.WEBMAIL ? Headers.BROWSER_IMAGE : Headers.APP_IMAGE),
              at);
    }
  }

  private void proxied(Mail mail, String story, List<Block> networks, String agent, Instant at) {
    Caller caller =
        new Caller(
            story,
            VerdictClass.PERSON_VIA_PROXY,
            draws.pick(networks).address(draws),
            agent,
            Headers.PLAIN);
    out.open(mail, caller, at);
  }
}
