package org.trueopen.benchmarks.heldout;

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
final class Robots {

  /** Who walks through a public archive of newsletters. */
  private static final List<String> CRAWLERS =
      List.of(
          "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/154.0.7900.61 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.1.1 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)",
          "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
          "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; PerplexityBot/1.0; +https://perplexity.ai/perplexitybot)",
          "Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/archive.org_bot)",
          "Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)");

  /** What takes mail apart: ticket systems, collectors of documents, assistants. */
  private static final List<String> INTAKES =
      List.of(
          "axios/1.12.2",
          "python-httpx/0.28.1",
          "Apache-HttpClient/5.5 (Java/21.0.8)",
          "Ruby",
          "node-fetch/1.0 (+https://github.com/bitinn/node-fetch)",
          "curl/8.15.0",
          "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot");

  private final Draws draws;
  private final Hits out;

  Robots(Draws draws, Hits out) {
    this.draws = draws;
    this.out = out;
  }

  /**
   * @param archives probability that the mailbox feeds a public archive
   */
  void receive(Mail mail, double archives) {
    if (draws.chance(archives)) {
      archive(mail);
    } else {
      intake(mail);
    }
  }

  private void intake(Mail mail) {
    Caller caller = robot("intake of a program", draws.pick(INTAKES), Places.cloud(draws));
    Instant at = mail.deliveredAt().plus(draws.around(Duration.ofSeconds(50), 1.3));
    if (draws.chance(0.6)) {
      out.open(mail, caller, at);
    }
    for (int link : Links.some(mail, draws.below(3), false, true, draws)) {
      at = at.plus(draws.seconds(0.1, 3));
      out.click(mail, caller, link, at);
    }
  }

  /** The archive's page holds the mail's own links: crawlers follow them, and so do its readers. */
  private void archive(Mail mail) {
    for (int i = 1 + draws.below(4); i > 0; i--) {
      String agent = draws.pick(CRAWLERS);
      Caller caller = robot("crawler of an archive", agent, draws.pick(Places.SEARCH_ENGINES));
      Instant at = mail.deliveredAt().plus(draws.around(Duration.ofDays(3), 1));
      for (int link : Links.some(mail, 1 + draws.below(5), false, false, draws)) {
        out.click(mail, caller, link, at);
        at = at.plus(draws.around(Duration.ofMinutes(9), 1.2));
      }
    }
    for (int i = draws.below(6); i > 0; i--) {
      Device device = Device.of(Whereabouts.HOME, Program.WEBMAIL, Places.home(draws), draws);
      Instant at = mail.deliveredAt().plus(draws.around(Duration.ofDays(4), 1));
      out.open(mail, device.looking(draws), at);
      if (draws.chance(0.4)) {
        Caller visitor = device.clicking("click in an archive", draws);
        out.click(mail, visitor, Links.clicked(mail, draws), at.plus(Reading.pause(draws)));
      }
    }
  }

  private Caller robot(String story, String agent, Block network) {
    return new Caller(
        story, VerdictClass.DECLARED_BOT, network.address(draws), agent, Headers.PLAIN);
  }

  /** Somebody of the sender's looks at what went out, in the office or on the way. */
  void ownView(Mail mail, List<Block> office) {
    boolean away = draws.chance(0.35);
    Device device =
        away
            ? Device.of(Whereabouts.PHONE, Program.OUTLOOK_MOBILE, Places.carrier(draws), draws)
            : Device.of(Whereabouts.OFFICE_LINE, Program.OUTLOOK_NEW, office, draws);
    Instant at = mail.deliveredAt().plus(draws.around(Duration.ofMinutes(40), 1.6));
    out.open(mail, own(device.looking(draws), away), at);
    if (draws.chance(0.3)) {
      Instant pressed = at.plus(Reading.pause(draws));
      out.click(mail, own(device.clicking("", draws), away), draws.below(mail.links()), pressed);
    }
  }

  private static Caller own(Caller caller, boolean away) {
    return new Caller(
        "sender's own view, " + (away ? "on the way" : "office"),
        VerdictClass.OWN_TRAFFIC,
        caller.address(),
        caller.userAgent(),
        caller.headers());
  }
}
