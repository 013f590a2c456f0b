package org.trueopen.standalone.demo;

import java.time.Duration;
import java.util.List;

/** A mailbox that feeds a web archive: crawlers that say who they are follow what it shows. */
record Crawling() implements Behaviour {

  static final List<Agent> AGENTS =
      List.of(
          Agent.bare("Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)"),
          Agent.bare("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"),
          Agent.bare(
              "Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/archive.org_bot)"),
          Agent.bare("python-requests/2.32.3"),
          Agent.bare("curl/8.14.1"));

  @Override
  public void act(Recipient who, Plan plan) {
    Agent agent = Draw.oneOf(plan.random(), AGENTS);
    String ip = Network.HOSTING.pick(plan.random());
    Duration visit = Draw.logNormal(plan.random(), Duration.ofHours(3), 0.8);
    plan.open(visit, Duration.ZERO, agent, ip, TrueClass.DECLARED_BOT);
    for (int link = 0; link < plan.links(); link += 2) {
      Duration within = Duration.ofSeconds(20L * (link + 1));
      plan.click(visit, within, link, agent, ip, TrueClass.DECLARED_BOT);
    }
  }
}
