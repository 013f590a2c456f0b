package org.trueopen.standalone.demo;

import java.time.Duration;

/**
 * A provider fetches ahead of the reader.
 *
 * <p>Gmail does so for 1 to 6 % of its opens (Bird, 9.8 billion opens); one mail in seventy comes
 * to about 4 % of them here. Browsers that prefetch a link under the pointer say so in a header.
 */
enum ProviderPrefetch implements Behaviour {
  GMAIL {
    @Override
    public void act(Recipient who, Plan plan) {
      if (plan.chance(1.0 / 70)) {
        Duration visit = Draw.logNormal(plan.random(), Duration.ofMinutes(4), 1.0);
        String ip = Network.GOOGLE_IMAGE_FETCHERS.pick(plan.random());
        plan.open(visit, Duration.ZERO, GMAIL_AGENT, ip, TrueClass.PROVIDER_PREFETCH);
      }
    }
  },
  BROWSER {
    @Override
    public void act(Recipient who, Plan plan) {
      if (plan.links() > 0 && plan.firstRead().isPresent() && plan.chance(0.05)) {
        Duration hover = Draw.between(plan.random(), Duration.ofSeconds(2), Duration.ofSeconds(9));
        int link = Draw.weighted(plan.random(), Clicking.weights(plan.links()));
        Agent agent = who.program().browser().with("sec-purpose", "prefetch;prerender");
        plan.click(
            plan.firstRead().get(), hover, link, agent, who.home(), TrueClass.PROVIDER_PREFETCH);
      }
    }
  };

  static final Agent GMAIL_AGENT =
      Agent.images(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0");
}
