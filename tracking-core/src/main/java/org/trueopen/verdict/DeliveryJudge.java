package org.trueopen.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
   * Where a reader fetched several distinct links within the window, those clicks are a scanner's,
   * and so is everything else the same client did at the same place.
   */
  private static List<@Nullable Reason> findBursts(List<HitFacts> hits) {
    Map<Long, Reason> readers = new HashMap<>();
    for (int from = 0; from < hits.size(); from++) {
      if (hits.get(from).kind() != HitKind.CLICK) {
        continue;
      }
      long reader = hits.get(from).reader();
      Instant end = hits.get(from).at().plus(BURST_WINDOW);
      Set<Integer> links = new HashSet<>();
      for (int i = from; i < hits.size() && !hits.get(i).at().isAfter(end); i++) {
        if (hits.get(i).kind() == HitKind.CLICK && hits.get(i).reader() == reader) {
          links.add(hits.get(i).link());
        }
      }
      if (links.size() >= BURST_LINKS) {
        readers.putIfAbsent(
            reader,
            new Reason(
                "link-burst", links.size() + " links within " + BURST_WINDOW.toSeconds() + " s"));
      }
    }
    List<@Nullable Reason> result = new ArrayList<>(hits.size());
    for (HitFacts hit : hits) {
      result.add(readers.get(hit.reader()));
    }
    return result;
  }
}
