package org.trueopen.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.HitKind;

/**
 * Judges all hits of one delivery together. The result depends on the set of hits alone, not on the
 * order in which they arrived, so a late hit may change what was said of an earlier one.
 */
public final class DeliveryJudge {

  /** Stored with every verdict; changes with every change of a rule or list. */
  public static final String RULE_VERSION = "2026.11.1";

  /** A mail client that shows a message twice in a row loads its pixel twice; that is one look. */
  static final Duration RELOAD_WINDOW = Duration.ofSeconds(30);

  /**
   * Measured gateways fetch nine or ten links in under a second; people do not open three in ten.
   */
  static final Duration BURST_WINDOW = Duration.ofSeconds(10);

  static final int BURST_LINKS = 3;

  /**
   * How long before and after a burst the same client at the same place counts as its gateway: the
   * pixel comes some half a minute before the links. Not for ever, as people may sit behind the
   * same address with the same browser.
   */
  static final Duration BURST_SHADOW = Duration.ofMinutes(10);

  private DeliveryJudge() {}

  /**
   * @param hits in order of time
   * @return a verdict for each, in the same order
   */
  public static List<Verdict> judge(List<HitFacts> hits) {
    List<@Nullable Reason> bursts = findBursts(hits);
    List<Verdict> verdicts = new ArrayList<>(hits.size());
    Set<String> seenFirst = new HashSet<>();
    Map<String, Instant> lastSeen = new HashMap<>();
    for (int i = 0; i < hits.size(); i++) {
      HitFacts hit = hits.get(i);
      Reason burst = bursts.get(i);
      boolean scanner = burst != null && hit.verdict().group() != VerdictClass.Group.MACHINES;
      VerdictClass verdict = scanner ? VerdictClass.SECURITY_SCANNER : hit.verdict();
      List<Reason> reasons = new ArrayList<>(hit.reasons());
      if (burst != null) {
        reasons.addFirst(burst);
      }
      Place place = place(hit, verdict, seenFirst, lastSeen);
      verdicts.add(
          new Verdict(
              verdict, place, List.copyOf(reasons), scanner ? 90 : hit.confidence(), RULE_VERSION));
    }
    return verdicts;
  }

  private static Place place(
      HitFacts hit, VerdictClass verdict, Set<String> seenFirst, Map<String, Instant> lastSeen) {
    String target = verdict.group() + "/" + hit.kind() + "/" + hit.link();
    Instant last = lastSeen.put(target + "/" + hit.reader(), hit.at());
    boolean first = seenFirst.add(target);
    if (last != null && !hit.at().isAfter(last.plus(RELOAD_WINDOW))) {
      return Place.RELOAD;
    }
    return first ? Place.FIRST : Place.REPEAT;
  }

  /**
   * Finds bursts of one reader first, and then, among the clicks that are left, bursts that a
   * gateway spread over several networks. In this order, so that somebody who follows a link while
   * a gateway of theirs follows all is not taken for it.
   *
   * @return for each hit the burst it belongs to; null for none
   */
  private static List<@Nullable Reason> findBursts(List<HitFacts> hits) {
    List<@Nullable Reason> result = new ArrayList<>(Collections.nCopies(hits.size(), null));
    Set<Long> readers = new HashSet<>();
    for (HitFacts hit : hits) {
      readers.add(hit.reader());
    }
    for (long reader : readers) {
      markBursts(hits, hit -> hit.reader() == reader, result);
    }
    markBursts(hits, hit -> true, result);
    return result;
  }

  /** Marks the bursts among the clicks that are asked for and are not marked yet. */
  private static void markBursts(
      List<HitFacts> hits, Predicate<HitFacts> asked, List<@Nullable Reason> marks) {
    for (int from = 0; from < hits.size(); from++) {
      if (!isCandidate(hits, from, asked, marks)) {
        continue;
      }
      List<Integer> members = new ArrayList<>();
      Set<Integer> links = new HashSet<>();
      Set<Long> readers = new HashSet<>();
      Instant end = hits.get(from).at().plus(BURST_WINDOW);
      for (int i = from; i < hits.size() && !hits.get(i).at().isAfter(end); i++) {
        if (isCandidate(hits, i, asked, marks)) {
          members.add(i);
          links.add(hits.get(i).link());
          readers.add(hits.get(i).reader());
        }
      }
      if (links.size() >= BURST_LINKS) {
        // Without the exact count: every further link would have to state all others anew.
        String spread = readers.size() > 1 ? " from several places" : "";
        mark(
            hits,
            members,
            readers,
            new Reason(
                "link-burst",
                BURST_LINKS + " or more links within " + BURST_WINDOW.toSeconds() + " s" + spread),
            marks);
      }
    }
  }

  private static boolean isCandidate(
      List<HitFacts> hits, int index, Predicate<HitFacts> asked, List<@Nullable Reason> marks) {
    HitFacts hit = hits.get(index);
    return hit.kind() == HitKind.CLICK && marks.get(index) == null && asked.test(hit);
  }

  /** Marks the burst's clicks, and what else their readers did about that time. */
  private static void mark(
      List<HitFacts> hits,
      List<Integer> members,
      Set<Long> readers,
      Reason reason,
      List<@Nullable Reason> marks) {
    Instant begin = hits.get(members.getFirst()).at().minus(BURST_SHADOW);
    Instant end = hits.get(members.getLast()).at().plus(BURST_SHADOW);
    for (int i = 0; i < hits.size(); i++) {
      HitFacts hit = hits.get(i);
      if (marks.get(i) == null
          && readers.contains(hit.reader())
          && !hit.at().isBefore(begin)
          && !hit.at().isAfter(end)) {
        marks.set(i, reason);
      }
    }
  }
}
