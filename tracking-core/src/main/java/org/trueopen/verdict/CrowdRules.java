package org.trueopen.verdict;

import java.time.Duration;
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
    Opinion pictures = pictures(counts, rules);
    Opinion prompt = inStep(counts, pictures.equals(Opinion.NONE), rules);
    if (!prompt.equals(Opinion.NONE)) {
      return prompt;
    }
    if (!pictures.equals(Opinion.NONE)) {
      return pictures;
    }
    boolean people =
        counts.recipients() >= few
            && share(counts.people(), counts) >= most
            && share(counts.doings().opened(), counts)
                >= rules.value(Threshold.PEOPLE_OPEN_PERCENT);
    return people ? new Opinion(Opinion.Kind.PEOPLE, 0, "", 0) : Opinion.NONE;
  }

  /**
   * Whether all of it comes right after delivery, or each delivery's first; then people may be
   * there who come later, if anybody follows links.
   */
  private static Opinion inStep(Counts counts, boolean clicked, Rules rules) {
    int certainty = rules.value(Threshold.IN_STEP_CERTAINTY);
    int several = rules.value(Threshold.IN_STEP_RECIPIENTS);
    int nearlyAll = rules.value(Threshold.IN_STEP_PERCENT);
    Duration window = rules.window(Threshold.IN_STEP_WINDOW);
    if (certainty == 0 || counts.recipients() < several) {
      return Opinion.NONE;
    }
    boolean prompt = share(counts.doings().prompt(), counts) >= nearlyAll;
    if (share(counts.scanned() + counts.early(), counts) >= nearlyAll || (prompt && !clicked)) {
      return new Opinion(
          Opinion.Kind.IN_STEP,
          certainty,
          "%d or more recipients, %d %% of them within %d s of delivery"
              .formatted(several, nearlyAll, window.toSeconds()),
          0);
    }
    return prompt
        ? new Opinion(
            Opinion.Kind.PROMPT,
            certainty,
            "first asked for within %d s of delivery for %d %% of %d or more recipients"
                .formatted(window.toSeconds(), nearlyAll, several),
            window.toMillis())
        : Opinion.NONE;
  }

  /** Readers follow a link now and then; what loads images for many and never does may be none. */
  private static Opinion pictures(Counts counts, Rules rules) {
    if (counts.doings().clicked() > 0) {
      return Opinion.NONE;
    }
    int many = rules.value(Threshold.PICTURES_RECIPIENTS);
    int some = rules.value(Threshold.PICTURES_FEW_RECIPIENTS);
    if (counts.doings().passedBy() >= many) {
      return pictures(many, rules.value(Threshold.PICTURES_CERTAINTY));
    }
    return counts.doings().passedBy() >= some
        ? pictures(some, rules.value(Threshold.PICTURES_FEW_CERTAINTY))
        : Opinion.NONE;
  }

  private static Opinion pictures(int recipients, int certainty) {
    if (certainty == 0) {
      return Opinion.NONE;
    }
    return new Opinion(
        Opinion.Kind.PICTURES,
        certainty,
        "pixels loaded for %d or more recipients, and no link followed by a reader"
            .formatted(recipients),
        0);
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
