package org.trueopen.verdict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.HitKind;
import org.trueopen.verdict.Readers.Standing;

/**
 * Judges all hits of one delivery together. The result depends on the set of hits, reports and
 * rules alone, not on the order in which they arrived, so a late hit may change what was said of an
 * earlier one.
 *
 * <pre>
 *   what crowds told, window rules -> findings -> weighing: who was behind each hit
 *                                  -> readers: whose hit it is, the recipient's or another's
 *                                       -> places: first, reload, repeat or forward
 * </pre>
 *
 * {@code docs/verdicts.md} has every rule with its evidence and reasons.
 */
public final class DeliveryJudge {

  /** Stored with every verdict; changes with every change of a rule or list. */
  public static final String RULE_VERSION = "2026.11.8";

  private DeliveryJudge() {}

  /**
   * @return a verdict for each of the delivery's hits, in the same order
   */
  public static List<Verdict> judge(DeliveryCase delivery, Rules rules) {
    List<HitFacts> hits = delivery.hits();
    Findings findings = new Findings(hits.size());
    CrowdRule.find(delivery, rules, findings);
    // A gateway that is known explains what it did, and must not draw in others.
    DeliveryCase rest = delivery.explained();
    NetworksRule.find(rest, rules, findings);
    UnsubscribeRule.find(rest, rules, findings);
    SoonRule.find(rest, rules, findings);
    HoneypotRule.find(rest, rules, findings);
    BurstRule bursts = BurstRule.find(rest, rules, findings);
    SweepRule.find(rest, rules, findings);
    EveryLinkRule.find(rest, rules, findings);
    CheckRule.find(rest, rules, findings);
    for (int i = 0; i < hits.size(); i++) {
      if (CrowdRule.amongPeople(delivery, hits.get(i))) {
        findings.excuse(
            i, rules.value(Threshold.MACHINE_CERTAINTY), rules.value(Threshold.PEOPLE_DISCOUNT));
      }
    }
    bursts.findShadows();
    HostingRule.find(delivery, rules, findings);
    CompanyRule.find(rest, rules, findings);
    List<Weighing> weighed =
        IntStream.range(0, hits.size())
            .mapToObj(i -> Weighing.of(hits.get(i), delivery, findings, i, rules))
            .toList();
    List<@Nullable Standing> standings = Readers.standings(hits, weighed, rules);
    List<Place> places = places(hits, weighed, standings, rules);
    int implying = clickThatImpliesAnOpen(hits, weighed, places);
    List<Verdict> verdicts = new ArrayList<>(hits.size());
    for (int i = 0; i < hits.size(); i++) {
      List<Reason> reasons = new ArrayList<>(weighed.get(i).reasons());
      Standing standing = standings.get(i);
      if (standing != null) {
        reasons.add(standing.reason());
      }
      if (i == implying) {
        reasons.add(new Reason("click-implies-open", "no open by a person was seen"));
      }
      verdicts.add(
          new Verdict(
              weighed.get(i).verdict(),
              places.get(i),
              List.copyOf(reasons),
              weighed.get(i).confidence(),
              rules.version()));
    }
    return verdicts;
  }

  private static List<Place> places(
      List<HitFacts> hits,
      List<Weighing> weighed,
      List<@Nullable Standing> standings,
      Rules rules) {
    List<Place> places = new ArrayList<>(hits.size());
    Set<String> seenFirst = new HashSet<>();
    Map<String, Instant> lastSeen = new HashMap<>();
    for (int i = 0; i < hits.size(); i++) {
      HitFacts hit = hits.get(i);
      String target = weighed.get(i).verdict().group() + "/" + hit.kind() + "/" + hit.link();
      Instant last = lastSeen.put(target + "/" + hit.reader(), hit.at());
      Standing standing = standings.get(i);
      if (last != null && !hit.at().isAfter(last.plus(rules.window(Threshold.RELOAD_WINDOW)))) {
        places.add(Place.RELOAD);
      } else if (standing != null && standing.forward()) {
        places.add(Place.FORWARD);
      } else {
        places.add(seenFirst.add(target) ? Place.FIRST : Place.REPEAT);
      }
    }
    return places;
  }

  /** The recipient's first click, if it is all that shows that they opened the mail; else -1. */
  private static int clickThatImpliesAnOpen(
      List<HitFacts> hits, List<Weighing> weighed, List<Place> places) {
    int click = -1;
    for (int i = 0; i < hits.size(); i++) {
      // A reload is of whoever came before it, be that somebody it was forwarded to.
      if (weighed.get(i).verdict().isPeople()
          && places.get(i) != Place.FORWARD
          && places.get(i) != Place.RELOAD) {
        if (hits.get(i).kind() == HitKind.OPEN) {
          return -1;
        }
        click = click < 0 ? i : click;
      }
    }
    return click;
  }
}
