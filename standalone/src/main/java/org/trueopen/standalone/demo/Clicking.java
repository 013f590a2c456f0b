package org.trueopen.standalone.demo;

import java.time.Duration;

/** A person's clicks within one visit: the top of the mail is clicked most, seldom fast. */
record Clicking(Agent browser, String ip) {

  private static final double ONE_MORE = 0.3;
  private static final int AT_MOST = 4;

  /** Nobody reads a page and returns to the mail sooner than this. */
  private static final Duration SHORTEST_GAP = Duration.ofSeconds(11);

  void act(Plan plan, Duration visit) {
    if (plan.links() == 0) {
      return;
    }
    double[] weights = weights(plan.links());
    Duration within = Draw.logNormal(plan.random(), Duration.ofSeconds(22), 0.8).plusSeconds(3);
    for (int i = 0; i < Math.min(AT_MOST, plan.links()); i++) {
      int link = Draw.weighted(plan.random(), weights);
      weights[link] = 0;
      plan.click(visit, within, link, browser, ip, TrueClass.PERSON);
      if (!plan.chance(ONE_MORE)) {
        return;
      }
      within =
          within
              .plus(SHORTEST_GAP)
              .plus(Draw.logNormal(plan.random(), Duration.ofSeconds(35), 0.7));
    }
  }

  /** Falling from the first link on; the last is the footer's and nearly never clicked. */
  static double[] weights(int links) {
    double[] weights = new double[links];
    for (int i = 0; i < links; i++) {
      weights[i] = (i == links - 1 && links > 3 ? 0.15 : 1.0) / (i + 1.5);
    }
    return weights;
  }
}
