package org.trueopen.standalone.demo;

import java.time.Duration;

/**
 * A person reads, or does not: opens after hours, looks again, clicks at a human pace.
 *
 * <p>The delay to the first open is log-normal with a median of two and a half hours; half of all
 * opens within a few hours and a tail over days is what senders commonly report.
 */
record Reading(ImageRoute route) implements Behaviour {

  private static final Duration MEDIAN_TO_OPEN = Duration.ofMinutes(150);
  private static final double SPREAD = 1.3;
  private static final double SEES_IT_TWICE = 0.08;
  private static final double COMES_BACK = 0.22;
  private static final double OTHER_DEVICE = 0.06;

  @Override
  public void act(Recipient who, Plan plan) {
    if (!plan.chance(Math.min(0.95, who.openRate() * plan.interest()))) {
      return;
    }
    Duration visit = Draw.logNormal(plan.random(), MEDIAN_TO_OPEN, SPREAD);
    plan.read(visit);
    String ip = place(who, plan);
    load(who, plan, visit, ip);
    if (plan.chance(who.clickRate())) {
      new Clicking(who.program().browser(), ip).act(plan, visit);
    }
    boolean repeatsSeen = route.proxy().map(proxy -> !proxy.caches()).orElse(route.visible());
    while (repeatsSeen && plan.chance(COMES_BACK)) {
      visit = visit.plus(Draw.logNormal(plan.random(), Duration.ofHours(7), 1.2)).plusMinutes(3);
      load(who, plan, visit, place(who, plan));
    }
    if (route == ImageRoute.DIRECT && plan.chance(OTHER_DEVICE)) {
      // Home and work, phone and laptop: another client and network, yet no forward.
      Duration later = visit.plus(Draw.logNormal(plan.random(), Duration.ofHours(5), 1.0));
      Agent other = who.program().mobile() ? laptop() : phone();
      plan.open(later, Duration.ZERO, other, who.mobile(), TrueClass.PERSON);
    }
  }

  private void load(Recipient who, Plan plan, Duration visit, String ip) {
    if (!route.visible()) {
      return;
    }
    if (route.proxy().isPresent()) {
      loadByProxy(route.proxy().get(), plan, visit);
    } else {
      plan.open(visit, Duration.ZERO, who.program().images(), ip, TrueClass.PERSON);
      if (plan.chance(SEES_IT_TWICE)) {
        Duration again = Draw.between(plan.random(), Duration.ofSeconds(3), Duration.ofSeconds(26));
        plan.open(visit, again, who.program().images(), ip, TrueClass.PERSON);
      }
    }
  }

  private static void loadByProxy(ImageRoute.Proxy proxy, Plan plan, Duration visit) {
    int attempts =
        proxy.attempts() > 1 && plan.chance(0.15)
            ? plan.random().nextInt(2, proxy.attempts() + 1)
            : 1;
    for (int i = 0; i < attempts; i++) {
      plan.open(
          visit,
          Duration.ofMillis(1300L * i),
          proxy.agent(),
          proxy.network().pick(plan.random()),
          TrueClass.PERSON_VIA_PROXY);
    }
  }

  private static String place(Recipient who, Plan plan) {
    return who.program().mobile() && plan.chance(0.4) ? who.mobile() : who.home();
  }

  private static Agent phone() {
    return MailProgram.IPHONE_MAIL.images();
  }

  private static Agent laptop() {
    return MailProgram.THUNDERBIRD.images();
  }
}
