package org.trueopen.benchmarks.institution;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.trueopen.benchmarks.history.Caller;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.world.Block;
import org.trueopen.benchmarks.world.Draws;
import org.trueopen.verdict.VerdictClass;

/** Mailboxes without people, and the sender's own people. */
final class Programs {

  /** Mail turned into a feed; its readers' servers come again and again. */
  private static final List<String> FEEDS =
      List.of(
          "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 12 subscribers; like FeedFetcher-Google)",
          "FreshRSS/1.26.3 (Linux; https://freshrss.org)",
          "NewsBlur Feed Fetcher - 3 subscribers - https://www.newsblur.com",
          "Tiny Tiny RSS/24.06 (https://tt-rss.org/)");

  /** Who walks through a list's public archive. */
  private static final List<String> CRAWLERS =
      List.of(
          "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
          "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36",
          "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
          "CCBot/2.0 (https://commoncrawl.org/faq/)");

  private final Draws draws;
  private final Hits out;

  Programs(Draws draws, Hits out) {
    this.draws = draws;
    this.out = out;
  }

  void receive(Mail mail) {
    if (draws.chance(0.5)) {
      feed(mail);
    } else {
      archive(mail);
    }
  }

  private void feed(Mail mail) {
    Caller caller = program("feed reader", draws.pick(FEEDS), draws.pick(Places.CLOUDS));
    Instant at = mail.deliveredAt().plus(draws.seconds(30, 3600));
    for (int i = 1 + draws.below(4); i > 0; i--) {
      out.open(mail, caller, at);
      if (draws.chance(0.4)) {
        out.click(mail, caller, draws.below(mail.links()), at.plus(draws.seconds(0.2, 3)));
      }
      at = at.plus(draws.seconds(3500, 3700));
    }
  }

  private void archive(Mail mail) {
    for (int i = 1 + draws.below(3); i > 0; i--) {
      Instant at = mail.deliveredAt().plus(draws.around(Duration.ofDays(2), 0.9));
      // By hours, a link at a time, as crawlers are told to.
      Caller caller = program("crawler", draws.pick(CRAWLERS), draws.pick(Places.SEARCH_ENGINES));
      for (int link = 0; link < mail.links(); link += 1 + draws.below(3)) {
        out.click(mail, caller, link, at);
        at = at.plus(draws.around(Duration.ofMinutes(20), 1));
      }
    }
  }

  private Caller program(String story, String agent, Block network) {
    return new Caller(
        story, VerdictClass.DECLARED_BOT, network.address(draws), agent, Headers.PLAIN);
  }

  /** Somebody of the sender's reads a copy, or a reply that quotes the whole mail. */
  void ownView(Mail mail, Block office) {
    Instant at = mail.deliveredAt().plus(draws.around(Duration.ofHours(1), 1.2));
    String desk = office.part(draws, 64).address(draws);
    out.open(mail, own(desk, draws.pick(Agents.THUNDERBIRD)), at);
    if (draws.chance(0.4)) {
      Caller browser = own(desk, draws.pick(Agents.DESKTOP));
      out.click(mail, browser, 0, at.plus(draws.seconds(4, 60)));
    }
  }

  private static Caller own(String address, String agent) {
    return new Caller(
        "sender's own view", VerdictClass.OWN_TRAFFIC, address, agent, Headers.APP_IMAGE);
  }
}
