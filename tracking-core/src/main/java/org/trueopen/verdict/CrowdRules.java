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
    Opinion inStep = inStep(counts, rules);
    if (!inStep.equals(Opinion.NONE)) {
      return inStep;
    }
    Opinion pictures = pictures(counts, rules);
    Opinion prompt = prompt(counts, rules);
    if (!pictures.equals(Opinion.NONE)) {
      return prompt.equals(Opinion.NONE) ? pictures : promptPictures(prompt, pictures);
    }
    if (!prompt.equals(Opinion.NONE)) {
      return prompt;
    }
    boolean people =
        counts.recipients() >= few
            && share(counts.people(), counts) >= most
            && share(counts.doings().opened(), counts)
                >= rules.value(Threshold.PEOPLE_OPEN_PERCENT);
    return people ? new Opinion(Opinion.Kind.PEOPLE, 0, "", 0) : Opinion.NONE;
  }

  /** Whether all of it comes right after delivery. */
  private static Opinion inStep(Counts counts, Rules rules) {
    return inStep(
        counts.scanned() + counts.early(),
        counts,
        rules,
        new Opinion(
            Opinion.Kind.IN_STEP,
            rules.value(Threshold.IN_STEP_CERTAINTY),
            "%d or more recipients, %d %% of them within %d s of delivery"
                .formatted(
                    rules.value(Threshold.IN_STEP_RECIPIENTS),
                    rules.value(Threshold.IN_STEP_PERCENT),
                    rules.window(Threshold.IN_STEP_WINDOW).toSeconds()),
            0));
  }

  /** Whether the first of each delivery does; people may be there as well, who come later. */
  private static Opinion prompt(Counts counts, Rules rules) {
    Duration window = rules.window(Threshold.IN_STEP_WINDOW);
    return inStep(
        counts.doings().prompt(),
        counts,
        rules,
        new Opinion(
            Opinion.Kind.PROMPT,
            rules.value(Threshold.IN_STEP_CERTAINTY),
            "first asked for within %d s of delivery for %d %% of %d or more recipients"
                .formatted(
                    window.toSeconds(),
                    rules.value(Threshold.IN_STEP_PERCENT),
                    rules.value(Threshold.IN_STEP_RECIPIENTS)),
            window.toMillis()));
  }

  private static Opinion inStep(int those, Counts counts, Rules rules, Opinion opinion) {
    boolean stands =
        opinion.certainty() > 0
            && counts.recipients() >= rules.value(Threshold.IN_STEP_RECIPIENTS)
            && share(those, counts) >= rules.value(Threshold.IN_STEP_PERCENT);
    return stands ? opinion : Opinion.NONE;
  }

  /**
   * Where no link is followed, who comes later is no sign of people, but may be behind an image
   * proxy that fetches as mail comes in.
   */
  private static Opinion promptPictures(Opinion prompt, Opinion pictures) {
    return new Opinion(
        Opinion.Kind.PICTURES,
        Math.max(prompt.certainty(), pictures.certainty()),
        pictures.evidence() + "; " + prompt.evidence(),
        0);
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
