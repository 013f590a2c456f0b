package org.trueopen.verdict;

import org.trueopen.verdict.Crowd.Counts;

/**
 * What a crowd's counts say. Gateways do the same with everybody's mail; an office, a carrier or a
 * VPN holds people who come when they like and follow what they like.
 */
final class CrowdRules {

  /** By when nine of ten scanners had come is how long they are expected. */
  private static final int EXPECTED_PERCENT = 90;

  private CrowdRules() {}

  static Opinion opinion(Scope.Kind kind, Counts counts, Rules rules) {
    return switch (kind) {
      case NETWORK -> network(counts, rules);
      case DOMAIN -> domain(counts, rules);
    };
  }

  private static Opinion network(Counts counts, Rules rules) {
    int few = rules.value(Threshold.CROWD_RECIPIENTS);
    int most = rules.value(Threshold.CROWD_PERCENT);
    if (counts.scanned() >= few && share(counts.scanned(), counts) >= most) {
      return new Opinion(
          Opinion.Kind.GATEWAY,
          rules.value(Threshold.GATEWAY_CERTAINTY),
          "links swept in mail to %d or more recipients, %d %% of all here".formatted(few, most),
          0);
    }
    int many = rules.value(Threshold.IN_STEP_RECIPIENTS);
    int nearlyAll = rules.value(Threshold.IN_STEP_PERCENT);
    if (counts.recipients() >= many
        && share(counts.scanned() + counts.early(), counts) >= nearlyAll) {
      return new Opinion(
          Opinion.Kind.IN_STEP,
          rules.value(Threshold.IN_STEP_CERTAINTY),
          "%d or more recipients, %d %% of them within %d s of delivery"
              .formatted(many, nearlyAll, rules.value(Threshold.IN_STEP_WINDOW)),
          0);
    }
    boolean people =
        counts.recipients() >= few
            && share(counts.people(), counts) >= most
            && share(counts.opened(), counts) >= rules.value(Threshold.PEOPLE_OPEN_PERCENT);
    return people ? new Opinion(Opinion.Kind.PEOPLE, 0, "", 0) : Opinion.NONE;
  }

  private static Opinion domain(Counts counts, Rules rules) {
    int few = rules.value(Threshold.CROWD_RECIPIENTS);
    int most = rules.value(Threshold.DOMAIN_PERCENT);
    if (counts.scanned() < few || share(counts.scanned(), counts) < most) {
      return Opinion.NONE;
    }
    int within =
        Math.min(counts.curve().secondsFor(EXPECTED_PERCENT), rules.value(Threshold.DOMAIN_WINDOW));
    return new Opinion(
        Opinion.Kind.SCANNED_DOMAIN,
        rules.value(Threshold.DOMAIN_CERTAINTY),
        "mail to %d %% of its recipients is scanned, most within %d s".formatted(most, within),
        within * 1000L);
  }

  private static int share(int count, Counts counts) {
    return 100 * count / counts.recipients();
  }
}
