package org.trueopen.standalone.demo;

import java.time.Duration;
import java.util.List;

/** The recipient pastes a link into a chat; the chat fetches a preview, and someone may click. */
record Sharing() implements Behaviour {

  /** A previewer and where it fetches from; WhatsApp does so on the sharer's own phone. */
  private record Previewer(Agent agent, List<Network> network) {}

  static final Agent WHATSAPP = Agent.bare("WhatsApp/2.25.31.76 A");

  private static final double PASTED = 0.3;
  private static final List<Previewer> PREVIEWERS =
      List.of(
          previewer("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", Network.SLACK),
          previewer(
              "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com",
              Network.TEAMS),
          previewer(
              "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/112.0.0.0 Safari/537.36 Edg/112.0.1722.48 MicrosoftPreview/2.0 +https://aka.ms/MicrosoftPreview",
              Network.TEAMS),
          previewer("TelegramBot (like TwitterBot)", Network.TELEGRAM),
          previewer(
              "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
              Network.FACEBOOK),
          new Previewer(WHATSAPP, List.of()));

  @Override
  public void act(Recipient who, Plan plan) {
    if (!who.shares() || plan.links() == 0 || plan.firstRead().isEmpty() || !plan.chance(PASTED)) {
      return;
    }
    Previewer previewer = Draw.oneOf(plan.random(), PREVIEWERS);
    String ip =
        previewer.network().isEmpty()
            ? who.mobile()
            : previewer.network().getFirst().pick(plan.random());
    int link = Draw.weighted(plan.random(), Clicking.weights(plan.links()));
    Duration visit = plan.firstRead().get();
    Duration pasted = Draw.between(plan.random(), Duration.ofSeconds(95), Duration.ofMinutes(6));
    plan.click(visit, pasted, link, previewer.agent(), ip, TrueClass.LINK_PREVIEW);
    if (plan.chance(0.4)) {
      Duration noticed = pasted.plus(Draw.logNormal(plan.random(), Duration.ofMinutes(4), 1.0));
      String friend = Network.BROADBAND.pick(plan.random());
      plan.click(visit, noticed, link, Browsers.CHROME_ANDROID, friend, TrueClass.PERSON);
    }
  }

  private static Previewer previewer(String userAgent, Network network) {
    return new Previewer(Agent.bare(userAgent), List.of(network));
  }
}
