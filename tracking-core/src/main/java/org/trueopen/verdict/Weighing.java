package org.trueopen.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who was behind a hit, once what it alone says and what the window rules found are weighed.
 *
 * @param confidence 0 to 100 percent
 */
record Weighing(VerdictClass verdict, List<Reason> reasons, int confidence) {

  /** An address can be lent, or its owner have changed. */
  private static final int OWN_CONFIDENCE = 95;

  /** Rules that do not look at what else was done with the mail, as following its links. */
  private static final Set<String> WHENCE_AND_WHEN =
      Set.of(
          HostingRule.CLOUD,
          HostingRule.HOSTING,
          NetworksRule.NAME,
          SoonRule.NAME,
          Opinion.Kind.PICTURES.rule,
          Opinion.Kind.SCANNED_DOMAIN.rule);

  static Weighing of(
      HitFacts hit, DeliveryCase delivery, Findings findings, int index, Rules rules) {
    if (isOwn(hit, delivery, rules)) {
      return new Weighing(
          VerdictClass.OWN_TRAFFIC,
          with(new Reason("own-network", hit.network()), hit.reasons()),
          OWN_CONFIDENCE);
    }
    if (!findings.has(index) || isHidden(hit)) {
      return new Weighing(hit.verdict(), hit.reasons(), hit.confidence());
    }
    // What the hit alone says may be a finding as well.
    List<Reason> reasons =
        Stream.concat(findings.reasons(index), hit.reasons().stream()).distinct().toList();
    int certainty = certainty(findings, index, rules);
    if (hit.verdict().group() == VerdictClass.Group.MACHINES) {
      return new Weighing(hit.verdict(), reasons, hit.confidence());
    }
    if (certainty >= rules.value(Threshold.MACHINE_CERTAINTY)) {
      return new Weighing(VerdictClass.SECURITY_SCANNER, reasons, certainty);
    }
    if (certainty >= rules.value(Threshold.DOUBT_CERTAINTY)) {
      return new Weighing(VerdictClass.UNKNOWN, reasons, certainty);
    }
    int left = (int) Math.round(hit.confidence() * (100 - certainty) / 100.0);
    return new Weighing(hit.verdict(), reasons, left);
  }

  /**
   * Readers may be behind what only loads pictures: whence and when it does makes it no machine.
   */
  private static int certainty(Findings findings, int index, Rules rules) {
    int certainty = findings.certainty(index);
    int machine = rules.value(Threshold.MACHINE_CERTAINTY);
    return certainty >= machine
            && findings.has(index, Opinion.Kind.PICTURES.rule)
            && findings.hasOnly(index, WHENCE_AND_WHEN)
        ? machine - 1
        : certainty;
  }

  /** The account's own people; in mail to its own domain they are whom it was sent to. */
  private static boolean isOwn(HitFacts hit, DeliveryCase delivery, Rules rules) {
    return hit.verdict().group() != VerdictClass.Group.MACHINES
        && !rules.ownNetworks().isEmpty()
        && (delivery.delivery() == null || !delivery.delivery().internal())
        && rules.ownNetworks().contains(hit);
  }

  /** Seen through a proxy or preloaded: when and whence it came says nothing of a reader. */
  private static boolean isHidden(HitFacts hit) {
    return hit.verdict() == VerdictClass.PERSON_VIA_PROXY
        || hit.verdict() == VerdictClass.PRIVACY_PRELOAD;
  }

  private static List<Reason> with(Reason first, List<Reason> others) {
    List<Reason> reasons = new ArrayList<>(others.size() + 1);
    reasons.add(first);
    reasons.addAll(others);
    return reasons;
  }
}
