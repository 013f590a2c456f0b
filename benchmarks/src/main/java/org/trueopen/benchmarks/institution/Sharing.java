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

/** What becomes of a mail that is passed on, and of a link that is. */
final class Sharing {

  /** A previewer; without networks it runs on the device of whoever pastes. */
  private record Previewer(String agent, List<Block> networks) {}

  private static final List<Previewer> CHATS =
      List.of(
          new Previewer("WhatsApp/2.25.18.80 A", List.of()),
          new Previewer("WhatsApp/2.25.18.80 i", List.of()),
          new Previewer(
              "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)", Places.CLOUDS),
          new Previewer("TelegramBot (like TwitterBot)", List.of(Block.of("149.154.161.0/24"))),
          new Previewer(
              "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
              List.of(Block.of("108.174.0.0/20"))),
          new Previewer(
              "MicrosoftPreview/2.0 +https://aka.ms/MicrosoftPreview",
              List.of(Block.of("52.112.0.0/16"))),
          new Previewer(
              "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", Places.CLOUDS),
          new Previewer("Mozilla/5.0 (compatible; Mattermost-Bot/1.1)", Places.CLOUDS));

  private static final List<Setup> FRIENDS =
      List.of(
          Setup.GMAIL, Setup.GMAIL, Setup.OUTLOOK, Setup.MOBILE_APP, Setup.WEBMAIL, Setup.APPLE);

  private final InstitutionMix mix;
  private final Draws draws;
  private final Hits out;
  private final Providers providers;

  Sharing(InstitutionMix mix, Draws draws, Hits out, Providers providers) {
    this.mix = mix;
    this.draws = draws;
    this.out = out;
    this.providers = providers;
  }

  /** To one, or to a list of some; where they are, mail may be scanned again. */
  void forward(Mail mail, Device from, Instant at) {
    for (int i = draws.chance(0.2) ? 3 + draws.below(6) : 1; i > 0; i--) {
      Setup setup = draws.pick(FRIENDS);
      boolean colleague = mix.people().seats() > 0 && draws.chance(0.5);
      Device device =
          colleague
              ? Device.of(setup, "forwarded to a colleague", from.images(), from.pages(), draws)
              : Device.atHome(setup, "forwarded", draws);
      Mail passed = mail.passedOn(at, at.plus(draws.seconds(1, 20)));
      if (!colleague && draws.chance(mix.machines().scanned() / 2)) {
        Scanner theirs = scanner(device);
        passed = mail.passedOn(at, passed.deliveredAt().plus(theirs.holds(draws)));
        theirs.receive(passed, out, draws);
      }
      providers.preload(passed, setup, mix.machines().prefetches());
      if (draws.chance(0.7)) {
        friend(passed, setup, device);
      }
    }
  }

  /** Whoever has it now has their own gateway, and that one looks at a forwarded mail as at any. */
  private Scanner scanner(Device device) {
    return new Scanner(
        draws.weighted(mix.machines().scanners()),
        draws.chance(0.5) ? Egress.PUBLISHED : Egress.CLOUDS,
        device.pages(),
        draws);
  }

  private void friend(Mail mail, Setup setup, Device device) {
    Instant at = draws.pick(List.of(Habit.values())).after(mail.deliveredAt(), draws);
    providers.open(mail, setup, device, at);
    if (draws.chance(0.25)) {
      person(mail, "click, " + device.story(), device, draws.below(mail.unsubscribeLink()), at);
    }
  }

  /** A link in a chat: its previewer, or those of many servers at once, then who follows it. */
  void chat(Mail mail, int link, Device from, Instant at) {
    if (draws.chance(0.06)) {
      fediverse(mail, link, at);
    } else {
      Previewer previewer = draws.pick(CHATS);
      Block network =
          previewer.networks().isEmpty() ? from.pages() : draws.pick(previewer.networks());
      preview(mail, previewer.agent(), network, link, at);
    }
    for (int i = draws.below(5); i > 0; i--) {
      Device device =
          draws.chance(0.7)
              ? Device.phone(Setup.MOBILE_APP, draws)
              : Device.atHome(Setup.WEBMAIL, "home", draws);
      Instant followed = at.plus(draws.around(Duration.ofMinutes(4), 1.6));
      person(mail, "click out of a chat", device, link, followed);
    }
  }

  /** Every server that gets the post makes a preview of its own. */
  private void fediverse(Mail mail, int link, Instant at) {
    for (int i = 4 + draws.below(16); i > 0; i--) {
      String agent =
          "http.rb/5.1.1 (Mastodon/4.2.%d; +https://social-%d.example/) Bot"
              .formatted(draws.below(12), draws.below(4000));
      Block network = draws.pick(Places.CLOUDS);
      preview(mail, agent, network, link, at.plus(draws.seconds(0, 60)));
    }
  }

  private void preview(Mail mail, String agent, Block network, int link, Instant at) {
    out.click(
        mail,
        new Caller(
            "preview of a link passed on",
            VerdictClass.LINK_PREVIEW,
            network.address(draws),
            agent,
            Headers.PLAIN),
        link,
        at);
  }

  private void person(Mail mail, String story, Device device, int link, Instant at) {
    out.click(
        mail,
        new Caller(
            story,
            VerdictClass.PERSON,
            device.pages().address(draws),
            device.browser(),
            device.pageHeaders()),
        link,
        at.plus(draws.around(Duration.ofSeconds(20), 1)));
  }
}
