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

/** Those to whom a mail is passed on, or a link in a chat. */
final class Circle {

  /** A previewer; without networks it runs on the device of whoever pastes. */
  private record Previewer(String agent, List<Block> networks) {}

  private static final List<Previewer> CHATS =
      List.of(
          new Previewer("WhatsApp/2.26.31.75 A", List.of()),
          new Previewer("WhatsApp/2.26.30.2 i", List.of()),
          new Previewer("WhatsApp/2.2638.8 W", List.of()),
          // Signal goes by that name, too.
          new Previewer("WhatsApp/2", List.of()),
          new Previewer(
              "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
              List.of()),
          new Previewer("TelegramBot (like TwitterBot)", Places.blocks("149.154.161.128/25")),
          new Previewer(
              "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
              Places.blocks("66.220.144.0/20", "69.63.176.0/20")));

  private static final List<Previewer> WORK_CHATS =
      List.of(
          new Previewer(
              "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com",
              Places.blocks("52.113.0.0/16", "52.114.0.0/16")),
          new Previewer(
              "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
              Places.blocks("44.192.0.0/11")),
          new Previewer("Iframely/1.3.1 (+https://iframely.com/docs/about)", Places.CLOUDS),
          new Previewer(
              "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
              Places.blocks("108.174.0.0/20")));

  private static final List<Program> FRIENDS =
      List.of(
          Program.GMAIL,
          Program.GMAIL,
          Program.APPLE_PROTECTED,
          Program.APPLE_PLAIN,
          Program.WEBMAIL,
          Program.ANDROID_APP,
          Program.THUNDERBIRD);

  private static final List<Program> COLLEAGUES =
      List.of(
          Program.OUTLOOK_NEW, Program.OUTLOOK_CLASSIC, Program.OUTLOOK_MOBILE, Program.WEBMAIL);

  private final HeldOutMix mix;
  private final Society society;
  private final Draws draws;
  private final Hits out;
  private final Providers providers;

  Circle(HeldOutMix mix, Society society, Draws draws, Hits out) {
    this.mix = mix;
    this.society = society;
    this.draws = draws;
    this.out = out;
    this.providers = new Providers(mix.machines().prefetches(), draws, out);
  }

  /** To one, or to the whole group of friends or the team. */
  void forward(Mail mail, Person person, Device from, Instant at) {
    boolean atWork = from.where().atWork();
    for (int i = draws.chance(0.15) ? 3 + draws.below(8) : 1; i > 0; i--) {
      boolean colleague = atWork && draws.chance(0.7);
      Program program = draws.pick(colleague ? COLLEAGUES : FRIENDS);
      Device device =
          colleague
              ? Device.of(from.where(), program, from.networks(), draws)
              : friendsDevice(program);
      Mail passed = mail.passedOn(at, at.plus(draws.seconds(1, 25)));
      List<Guard> guards = colleague ? person.guards() : society.friendsGuards(draws);
      for (Guard guard : guards) {
        guard.arrived(passed, out, draws);
      }
      providers.ahead(passed, program);
      if (draws.chance(0.75)) {
        read(passed, device, guards);
      }
    }
  }

  private Device friendsDevice(Program program) {
    boolean phone = draws.chance(0.5);
    return Device.of(
        phone ? Whereabouts.PHONE : Whereabouts.HOME,
        program,
        phone ? Places.carrier(draws) : Places.home(draws),
        draws);
  }

  private void read(Mail mail, Device device, List<Guard> guards) {
    Rhythm rhythm = draws.pick(List.of(Rhythm.PHONE_AT_HAND, Rhythm.DESK, Rhythm.NOW_AND_THEN));
    Instant at = rhythm.after(mail.deliveredAt(), 0, 1, draws);
    providers.open(mail, device, at);
    if (draws.chance(Math.min(0.5, 1.3 * mix.people().conduct().clicks()))) {
      Instant pressed = at.plus(Reading.pause(draws));
      int link = Links.clicked(mail, draws);
      for (Guard guard : guards) {
        guard.clicked(mail, device, link, pressed, out, draws);
      }
      out.click(mail, device.clicking("click in a forwarded mail", draws), link, pressed);
    }
  }

  /** A preview is made, and those in the chat follow the link: at once or when they see it. */
  void chat(Mail mail, int link, Device from, Instant at) {
    boolean atWork = from.where().atWork();
    Previewer previewer = draws.pick(atWork && draws.chance(0.7) ? WORK_CHATS : CHATS);
    String address =
        previewer.networks().isEmpty()
            ? from.address(draws)
            : draws.pick(previewer.networks()).address(draws);
    out.click(
        mail,
        new Caller(
            "preview of a link in a chat",
            VerdictClass.LINK_PREVIEW,
            address,
            previewer.agent(),
            Headers.PLAIN),
        link,
        at);
    // Most chats are of few; some are a class's, a choir's or a team's.
    for (int i = draws.chance(0.2) ? draws.below(14) : draws.below(3); i > 0; i--) {
      boolean colleague = atWork && draws.chance(0.5);
      Device device =
          colleague
              ? Device.of(from.where(), draws.pick(COLLEAGUES), from.networks(), draws)
              : friendsDevice(Program.ANDROID_APP);
      Instant followed = at.plus(draws.around(Duration.ofMinutes(11), 1.9));
      out.click(mail, device.clicking("click out of a chat", draws), link, followed);
    }
  }
}
