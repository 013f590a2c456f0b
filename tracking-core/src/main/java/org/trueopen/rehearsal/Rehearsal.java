package org.trueopen.rehearsal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.trueopen.rehearsal.Change.Move;
import org.trueopen.rehearsal.Comparison.Pair;
import org.trueopen.verdict.CrowdFinding;
import org.trueopen.verdict.DeliveryCase;
import org.trueopen.verdict.DeliveryJudge;
import org.trueopen.verdict.DeliveryLedger;
import org.trueopen.verdict.Engagement;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.Rules;
import org.trueopen.verdict.Verdict;
import org.trueopen.verdict.WholeCrowds;

/**
 * Judges one account's mail by two sets of rules, and lists, and compares. It uses the job's own
 * rules on what the job has seen, all at once instead of event by event, and comes to what the job
 * ends with.
 */
public final class Rehearsal {

  /** Samples of each move. */
  static final int SAMPLES = 5;

  private static final Comparator<Change> LATEST_FIRST =
      Comparator.<Change, Instant>comparing(change -> change.hit().at())
          .reversed()
          .thenComparing(change -> change.hit().hitId());

  private final Rules before;
  private final Rules after;
  private final Map<String, List<CrowdFinding>> crowdsBefore;
  private final Map<String, List<CrowdFinding>> crowdsAfter;
  private long hits;
  private Pair all = Pair.NONE;
  private final Map<String, Pair> campaigns = new TreeMap<>();
  private final Map<Move, Long> moves = new HashMap<>();
  private final Map<Move, List<Change>> samples = new HashMap<>();

  private Rehearsal(List<SentMail> mails, Rules before, Rules after) {
    this.before = before;
    this.after = after;
    boolean sameLists = mails.stream().allMatch(mail -> mail.hits().equals(mail.triedHits()));
    WholeCrowds crowds = crowds(mails, SentMail::hits);
    this.crowdsBefore = crowds.findings(before);
    this.crowdsAfter = (sameLists ? crowds : crowds(mails, SentMail::triedHits)).findings(after);
  }

  private static WholeCrowds crowds(List<SentMail> mails, Function<SentMail, List<HitFacts>> hits) {
    WholeCrowds crowds = new WholeCrowds();
    for (SentMail mail : mails) {
      crowds.add(mail.deliveryId(), mail.crowdMail(), mail.transport(), hits.apply(mail));
    }
    return crowds;
  }

  /**
   * @param mails all that the account sent in some days, since crowds are found among all of it
   * @param progress hears the share that is done, 0 to 1; what it throws ends the comparison
   */
  public static Comparison compare(
      List<SentMail> mails, Rules before, Rules after, DoubleConsumer progress) {
    Rehearsal rehearsal = new Rehearsal(mails, before, after);
    for (int i = 0; i < mails.size(); i++) {
      progress.accept((double) i / mails.size());
      rehearsal.judge(mails.get(i));
    }
    return rehearsal.result();
  }

  private void judge(SentMail mail) {
    List<HitFacts> kept = kept(mail.hits());
    List<HitFacts> tried = kept(mail.triedHits());
    List<Verdict> old = verdicts(mail, kept, crowdsBefore, before);
    List<Verdict> now = verdicts(mail, tried, crowdsAfter, after);
    Pair pair = new Pair(figures(mail, kept, old), figures(mail, tried, now));
    all = all.plus(pair);
    campaigns.merge(mail.delivery().campaign(), pair, Pair::plus);
    hits += kept.size();
    for (int i = 0; i < kept.size(); i++) {
      if (old.get(i).verdict() != now.get(i).verdict()
          || old.get(i).place() != now.get(i).place()) {
        change(mail, kept.get(i), old.get(i), now.get(i));
      }
    }
  }

  /** As many as the job judges together. */
  private static List<HitFacts> kept(List<HitFacts> hits) {
    return hits.stream().limit(DeliveryLedger.MAX_HITS).toList();
  }

  private static List<Verdict> verdicts(
      SentMail mail, List<HitFacts> hits, Map<String, List<CrowdFinding>> crowds, Rules rules) {
    List<CrowdFinding> found = crowds.getOrDefault(mail.deliveryId(), List.of());
    return DeliveryJudge.judge(
        new DeliveryCase(mail.delivery(), mail.transport(), hits, found), rules);
  }

  private static Figures figures(SentMail mail, List<HitFacts> hits, List<Verdict> verdicts) {
    return Figures.of(mail.delivery(), Engagement.of(hits, verdicts, mail.transport()));
  }

  private void change(SentMail mail, HitFacts hit, Verdict old, Verdict now) {
    Change change = new Change(mail.deliveryId(), mail.delivery().campaign(), hit, old, now);
    moves.merge(change.move(), 1L, Long::sum);
    List<Change> known = samples.computeIfAbsent(change.move(), move -> new ArrayList<>());
    known.add(change);
    known.sort(LATEST_FIRST);
    if (known.size() > SAMPLES) {
      known.removeLast();
    }
  }

  private Comparison result() {
    Map<Move, Long> sorted = new LinkedHashMap<>();
    moves.entrySet().stream()
        .sorted(
            Map.Entry.<Move, Long>comparingByValue()
                .reversed()
                .thenComparing(each -> each.getKey().toString()))
        .forEach(each -> sorted.put(each.getKey(), each.getValue()));
    List<Change> shown =
        sorted.keySet().stream().flatMap(move -> samplesOf(move).stream()).toList();
    return new Comparison(hits, all, new LinkedHashMap<>(campaigns), sorted, shown);
  }

  private List<Change> samplesOf(Move move) {
    return samples.getOrDefault(move, List.of());
  }
}
