package org.trueopen.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The crowds of one account, found from all of its mail at once instead of step by step: each is
 * put together from how its deliveries look in the end, without the way there. What it comes to is
 * what the job's {@link Crowd}s end with.
 */
public final class WholeCrowds {

  private final Map<Scope, List<Appearance>> crowds = new HashMap<>();

  /**
   * To be called once for each delivery that is not anonymous.
   *
   * @param hits in order of time
   */
  public void add(
      String deliveryId, AppearanceLedger.Mail mail, Transport transport, List<HitFacts> hits) {
    for (Appearance appearance : AppearanceLedger.whole(deliveryId, mail, transport, hits)) {
      crowds.computeIfAbsent(appearance.scope(), scope -> new ArrayList<>()).add(appearance);
    }
  }

  /** By delivery, where a crowd has anything to say by these rules. */
  public Map<String, List<CrowdFinding>> findings(Rules rules) {
    Map<String, List<CrowdFinding>> findings = new HashMap<>();
    crowds.forEach((scope, appearances) -> conclude(scope, appearances, rules, findings));
    findings.values().forEach(found -> found.sort(Comparator.comparing(CrowdFinding::scope)));
    return findings;
  }

  private static void conclude(
      Scope scope,
      List<Appearance> appearances,
      Rules rules,
      Map<String, List<CrowdFinding>> findings) {
    Crowd.Counts counts = Crowd.Counts.NONE;
    Map<Long, Crowd.Member> members = new HashMap<>();
    for (Appearance appearance : appearances) {
      if (counts.keeps(appearance.recipient())) {
        Crowd.Member known = members.getOrDefault(appearance.recipient(), Crowd.Member.NEW);
        Crowd.Step step = Crowd.appear(counts, known, appearance, 1, rules);
        members.put(appearance.recipient(), step.member());
        counts = fitting(step.counts(), members);
      }
    }
    Crowd.Counts last = counts.concluded(scope.kind(), rules);
    if (last.opinion().equals(Opinion.NONE)) {
      return;
    }
    for (Crowd.Member member : members.values()) {
      for (Crowd.Entry entry : member.entries()) {
        findings
            .computeIfAbsent(entry.appearance().deliveryId(), id -> new ArrayList<>())
            .add(new CrowdFinding(scope, last.revision(), last.opinion()));
      }
    }
  }

  private static Crowd.Counts fitting(Crowd.Counts counts, Map<Long, Crowd.Member> members) {
    Crowd.Counts fitting = counts;
    while (!fitting.fits()) {
      Crowd.Counts halved = fitting.halved();
      List<Long> left = members.keySet().stream().filter(key -> !halved.keeps(key)).toList();
      fitting = halved;
      for (long recipient : left) {
        fitting = fitting.without(Objects.requireNonNull(members.remove(recipient)));
      }
    }
    return fitting;
  }
}
