package org.trueopen.standalone.demo;

import java.time.Duration;

/** A gateway's link checker asks for headers only, a few seconds apart, looking like a browser. */
record LinkChecking() implements Behaviour {

  @Override
  public void act(Recipient who, Plan plan) {
    if (plan.chance(0.6)) {
      Duration visit = Draw.logNormal(plan.random(), Duration.ofMinutes(2), 0.7);
      String ip = Network.HOSTING.pick(plan.random());
      for (int link = 0; link < plan.links(); link++) {
        Duration within = Duration.ofMillis(4200L * link);
        Agent agent = Agent.bare(Browsers.CHROME_WINDOWS.userAgent());
        plan.click(visit, within, link, "HEAD", agent, ip, TrueClass.SECURITY_SCANNER);
      }
    }
  }
}
