package org.trueopen.standalone.demo;

import java.time.Duration;

/**
 * Apple Mail Privacy Protection: loads the pixel once, within minutes to hours, whether or not
 * anybody reads, from one of Apple's relays and with a user agent that is exactly {@code
 * Mozilla/5.0}.
 */
record PrivacyPreload() implements Behaviour {

  static final Agent AGENT = Agent.images("Mozilla/5.0").with("accept-language", "en-US,en;q=0.9");

  /** The rest is never preloaded: a phone switched off, no Wi-Fi. */
  private static final double SHARE_LOADED = 0.88;

  @Override
  public void act(Recipient who, Plan plan) {
    if (plan.chance(SHARE_LOADED)) {
      Duration visit = Draw.logNormal(plan.random(), Duration.ofMinutes(35), 1.3);
      String ip = Network.APPLE_RELAY.pick(plan.random());
      plan.open(visit, Duration.ZERO, AGENT, ip, TrueClass.PRIVACY_PRELOAD);
    }
  }
}
