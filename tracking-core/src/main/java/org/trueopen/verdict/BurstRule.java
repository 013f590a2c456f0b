package org.trueopen.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.trueopen.event.HitKind;

/**
 * Many different links in a short time: {@code link-burst}, and {@code no-pixel-before-clicks}
 * beside it. What else a burst's reader did is as certain as the burst's clicks are with everything
 * that was found against them, and so is left to be said when all of that is. It finds bursts of
 * one reader first, and then, among the clicks that are left, bursts that a gateway spread over
 * several networks. In this order, so that somebody who follows a link while a gateway of theirs
 * follows all is not taken for it.
 */
final class BurstRule {

  private final DeliveryCase delivery;
  private final List<HitFacts> hits;
  private final Rules rules;
  private final Findings findings;
  private final boolean[] marked;
  private final List<Shadow> shadows = new ArrayList<>();

  /** What a burst's readers did about that time, of which nothing but the burst is known. */
  private record Shadow(List<Integer> hits, List<Integer> clicks, Reason burst) {}

  private BurstRule(DeliveryCase delivery, Rules rules, Findings findings) {
    this.delivery = delivery;
    this.hits = delivery.hits();
    this.rules = rules;
    this.findings = findings;
    this.marked = new boolean[hits.size()];
  }

  static BurstRule find(DeliveryCase delivery, Rules rules, Findings findings) {
    BurstRule rule = new BurstRule(delivery, rules, findings);
    rule.find();
    return rule;
  }

  /** To be called when all that concerns the bursts' clicks has been found, and excused. */
  void findShadows() {
    for (Shadow shadow : shadows) {
      int strongest = shadow.clicks().stream().mapToInt(findings::certainty).max().orElse(0);
      shadow.hits().forEach(i -> findings.raise(i, shadow.burst(), strongest));
    }
  }

  private void find() {
    if (hits.stream().filter(DeliveryCase::isClick).count() < rules.value(Threshold.BURST_LINKS)) {
      return;
    }
    Set<Long> readers = new HashSet<>();
    for (HitFacts hit : hits) {
      if (DeliveryCase.isClick(hit)) {
        readers.add(hit.reader());
      }
    }
    for (long reader : readers) {
      mark(hit -> hit.reader() == reader, "");
    }
    // What is known for a machine is explained already, and must not draw in others.
    mark(hit -> hit.verdict().group() != VerdictClass.Group.MACHINES, " from several places");
  }

  private void mark(Predicate<HitFacts> asked, String spread) {
    for (int from = 0; from < hits.size(); from++) {
      if (!isCandidate(from, asked)) {
        continue;
      }
      List<Integer> members = members(from, asked, Threshold.BURST_WINDOW);
      if (isBurst(members)) {
        boolean dense =
            members.stream()
                .anyMatch(first -> isBurst(members(first, asked, Threshold.DENSE_BURST_WINDOW)));
        mark(members, dense, spread);
      }
    }
  }

  private boolean isCandidate(int index, Predicate<HitFacts> asked) {
    HitFacts hit = hits.get(index);
    return hit.kind() == HitKind.CLICK && !marked[index] && asked.test(hit);
  }

  private List<Integer> members(int from, Predicate<HitFacts> asked, Threshold window) {
    List<Integer> members = new ArrayList<>();
    Instant end = hits.get(from).at().plus(rules.window(window));
    for (int i = from; i < hits.size() && !hits.get(i).at().isAfter(end); i++) {
      if (isCandidate(i, asked)) {
        members.add(i);
      }
    }
    return members;
  }

  private boolean isBurst(List<Integer> members) {
    int needed = rules.value(Threshold.BURST_LINKS);
    return members.size() >= needed
        && members.stream().map(i -> hits.get(i).link()).distinct().limit(needed).count() == needed;
  }

  /** Marks the burst's clicks, and what else their readers did about that time. */
  private void mark(List<Integer> members, boolean dense, String spread) {
    // Without the exact count: every further link would have to state all others anew.
    Reason burst =
        new Reason(
            "link-burst",
            "%d or more links within %d s%s"
                .formatted(
                    rules.value(Threshold.BURST_LINKS),
                    rules.value(dense ? Threshold.DENSE_BURST_WINDOW : Threshold.BURST_WINDOW),
                    spread));
    int certainty = rules.value(strength(dense, hits.get(members.getFirst())));
    boolean blind = opensTracked() && !opened(members.getFirst());
    Set<Long> readers = new HashSet<>();
    for (int i : members) {
      marked[i] = true;
      readers.add(hits.get(i).reader());
      findings.add(i, burst, certainty, !spread.isEmpty());
      if (blind) {
        findings.add(
            i,
            new Reason("no-pixel-before-clicks", "nobody had loaded the pixel"),
            rules.value(Threshold.NO_PIXEL_CERTAINTY),
            !spread.isEmpty());
      }
    }
    Duration shadow = rules.window(Threshold.BURST_SHADOW);
    Instant begin = hits.get(members.getFirst()).at().minus(shadow);
    Instant end = hits.get(members.getLast()).at().plus(shadow);
    List<Integer> beside = new ArrayList<>();
    for (int i = 0; i < hits.size(); i++) {
      HitFacts hit = hits.get(i);
      if (!marked[i]
          && readers.contains(hit.reader())
          && !hit.at().isBefore(begin)
          && !hit.at().isAfter(end)) {
        marked[i] = true;
        findings.add(i, burst, 0, !spread.isEmpty());
        beside.add(i);
      }
    }
    shadows.add(new Shadow(beside, members, burst));
  }

  private Threshold strength(boolean dense, HitFacts first) {
    if (dense) {
      return Threshold.DENSE_BURST_CERTAINTY;
    }
    boolean late =
        delivery.delivery() != null
            && DeliveryCase.delay(first, delivery.delivery().sentAt(), delivery.transport())
                    .compareTo(rules.window(Threshold.LATE_BURST_AFTER))
                > 0;
    return late ? Threshold.LATE_BURST_CERTAINTY : Threshold.BURST_CERTAINTY;
  }

  private boolean opensTracked() {
    return delivery.delivery() != null && delivery.delivery().opensTracked();
  }

  private boolean opened(int before) {
    return hits.subList(0, before).stream().anyMatch(hit -> hit.kind() == HitKind.OPEN);
  }
}
