package org.trueopen.standalone.demo;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A security gateway loads the pixel and then all links at once.
 *
 * <p>Timing as measured on 836 scanned contacts of one sender (putyourlightson/craft-campaign,
 * issue 546): the pixel at a median of 9 s, 84 % within 20 s; then all links in under a second, at
 * a median of 43 s.
 *
 * @param network where the scanner sits
 * @param agents what it may pretend, or say, to be
 * @param senders from how many addresses of that network one burst comes, at most
 */
record GatewayScan(Network network, List<Agent> agents, int senders) implements Behaviour {

  /** Not every mail is looked into as far as its links; gateways remember senders they trust. */
  private static final double LOADS_PIXEL = 0.55;

  private static final double FOLLOWS_LINKS = 0.4;

  /** Start of the link burst: share of scans up to that many seconds after delivery. */
  private static final double[][] BURST_START = {
    {0.000, 2}, {0.005, 10}, {0.027, 20}, {0.500, 43}, {0.691, 60}, {0.974, 300}, {1.000, 1800}
  };

  private static final Duration BURST = Duration.ofMillis(950);

  /** Scanners that look like an ordinary browser. */
  static final List<Agent> LIKE_CHROME = List.of(Browsers.CHROME_WINDOWS, Browsers.EDGE_WINDOWS);

  /** Barracuda is the only vendor seen to say who it is, and not always. */
  static final List<Agent> BARRACUDA =
      List.of(Agent.bare("Barracuda Sentinel (EE)"), Browsers.CHROME_WINDOWS);

  @Override
  public void act(Recipient who, Plan plan) {
    boolean follows = plan.chance(FOLLOWS_LINKS) && plan.links() > 0;
    Agent agent = Draw.oneOf(plan.random(), agents);
    Duration burst = burstStart(plan.random().nextDouble());
    if (plan.chance(LOADS_PIXEL)) {
      // Sigma 0.8 puts 84 % of a log-normal with median 9 s below 20 s.
      Duration pixel = Draw.logNormal(plan.random(), Duration.ofSeconds(9), 0.8);
      Duration at = follows && pixel.compareTo(burst) > 0 ? burst.dividedBy(2) : pixel;
      plan.open(at, Duration.ZERO, agent, network.pick(plan.random()), TrueClass.SECURITY_SCANNER);
    }
    if (follows) {
      List<String> addresses =
          Stream.generate(() -> network.pick(plan.random())).limit(senders).toList();
      for (int link = 0; link < plan.links(); link++) {
        Duration within = BURST.multipliedBy(link).dividedBy(plan.links());
        String ip = Draw.oneOf(plan.random(), addresses);
        plan.click(burst, within, link, agent, ip, TrueClass.SECURITY_SCANNER);
      }
    }
  }

  static Duration burstStart(double share) {
    for (int i = 1; i < BURST_START.length; i++) {
      double[] low = BURST_START[i - 1];
      double[] high = BURST_START[i];
      if (share <= high[0]) {
        double part = (share - low[0]) / (high[0] - low[0]);
        return Draw.ofMillis(1000 * (low[1] + part * (high[1] - low[1])));
      }
    }
    throw new IllegalArgumentException("a share is 0 to 1, found " + share);
  }
}
