package org.trueopen.benchmarks.world;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.trueopen.benchmarks.history.Caller;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.verdict.VerdictClass;

/** Programs that are nobody's gateway, and the sender's own people. */
final class Machines {

  /** A messenger's previewer; without networks it runs on the sender's own phone. */
  private record Previewer(String userAgent, List<Block> networks) {}

  private static final List<Previewer> PREVIEWERS =
      List.of(
          new Previewer(
              "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", Networks.AMAZON),
          new Previewer("WhatsApp/2.24.20.89 A", List.of()),
          new Previewer(
              "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
              Networks.META),
          new Previewer("TelegramBot (like TwitterBot)", Networks.TELEGRAM),
          new Previewer(
              "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com",
              Networks.TEAMS),
          // Apple's messages claim to be two others.
          new Previewer(
              "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
              List.of()));

  /** Some programs run where everything runs. */
  private static final List<Block> HOSTS = Networks.CLOUDS;

  private final Draws draws;
  private final Hits out;

  Machines(Draws draws, Hits out) {
    this.draws = draws;
    this.out = out;
  }

  /** A link pasted into a chat: the previewer, then whoever follows it there. */
  void preview(Letter letter, int link, Recipient.Spot spot, Instant at) {
    Previewer previewer = draws.pick(PREVIEWERS);
    Block network =
        previewer.networks().isEmpty() ? spot.network() : draws.pick(previewer.networks());
    out.click(
        letter.mail(),
        new Caller(
            "preview in a chat",
            VerdictClass.LINK_PREVIEW,
            network.address(draws),
            previewer.userAgent(),
            Headers.PLAIN),
        link,
        at);
    for (int friend = draws.below(3); friend > 0; friend--) {
      out.click(
          letter.mail(),
          new Caller(
              "click out of a chat",
              VerdictClass.PERSON,
              Networks.home(draws).address(draws),
              draws.pick(UserAgents.ANDROID_BROWSERS),
              Headers.PAGE),
          link,
          at.plus(draws.around(Duration.ofMinutes(6), 1.4)));
    }
  }

  /** A ticket system, archive or automatic reply takes the mail apart. */
  void program(Letter letter) {
    Caller caller =
        new Caller(
            "declared program",
            VerdictClass.DECLARED_BOT,
            draws.pick(HOSTS).address(draws),
            draws.pick(UserAgents.PROGRAMS),
            Headers.PLAIN);
    Instant at = letter.deliveredAt().plus(draws.seconds(1, 90));
    out.open(letter.mail(), caller, at);
    if (draws.chance(0.5)) {
      out.click(letter.mail(), caller, draws.below(letter.links()), at.plus(draws.seconds(0.1, 5)));
    }
  }

  /** The sender's people look at what was sent, or at an automatic reply that quotes it. */
  void ownView(Letter letter, Block office) {
    Caller images =
        new Caller(
            "sender's own view",
            VerdictClass.OWN_TRAFFIC,
            office.address(draws),
            draws.pick(UserAgents.OUTLOOK),
            Headers.MAIL_IMAGE);
    Instant at = letter.deliveredAt().plus(draws.around(Duration.ofMinutes(15), 1.5));
    out.open(letter.mail(), images, at);
    if (draws.chance(0.3)) {
      out.click(
          letter.mail(),
          new Caller(
              images.story(),
              VerdictClass.OWN_TRAFFIC,
              images.address(),
              draws.pick(UserAgents.DESKTOP_BROWSERS),
              Headers.PAGE),
          0,
          at.plus(draws.seconds(3, 40)));
    }
  }
}
