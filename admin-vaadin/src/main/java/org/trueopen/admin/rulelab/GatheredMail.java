package org.trueopen.admin.rulelab;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.admin.ui.Words;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryEvent;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.EventCodec;
import org.trueopen.event.Hit;
import org.trueopen.event.MalformedEventException;
import org.trueopen.id.AccountId;
import org.trueopen.rehearsal.SentMail;
import org.trueopen.verdict.AppearanceLedger;
import org.trueopen.verdict.DeliveryFacts;
import org.trueopen.verdict.HitClassifier;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.Transport;

/**
 * Puts one account's mail together from records of the topics: first all deliveries and reports,
 * then all hits. Of a hit no more is kept than the job keeps; its full address and user agent are
 * looked at and let go.
 */
final class GatheredMail {

  /**
   * Each takes some 560 bytes of memory, and a hit 530: 110 MB in all, half as much again to judge.
   * A hit of which lists that are tried say something else is held twice.
   */
  static final int MAX_DELIVERIES = 100_000;

  static final int MAX_HITS = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(GatheredMail.class);

  private final AccountId account;
  private final Instant since;
  private final HitClassifier present;
  private final HitClassifier tried;
  private final int maxDeliveries;
  private final int maxHits;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, Transport> reports = new HashMap<>();
  private final Set<String> seen = new HashSet<>();

  private static final class Entry {
    final DeliveryFacts delivery;
    final AppearanceLedger.Mail mail;
    final List<HitFacts> hits = new ArrayList<>(0);

    /** By the lists that are tried; where they say the same of a hit it is the same object. */
    final List<HitFacts> triedHits = new ArrayList<>(0);

    Entry(Delivery sent) {
      delivery = DeliveryFacts.of(sent);
      mail = AppearanceLedger.Mail.of(sent);
    }
  }

  /**
   * @param present by the lists that hold
   * @param tried by those that are tried; the same object where they are the same
   */
  GatheredMail(AccountId account, Instant since, HitClassifier present, HitClassifier tried) {
    this(account, since, present, tried, MAX_DELIVERIES, MAX_HITS);
  }

  GatheredMail(
      AccountId account,
      Instant since,
      HitClassifier present,
      HitClassifier tried,
      int maxDeliveries,
      int maxHits) {
    this.account = account;
    this.since = since;
    this.present = present;
    this.tried = tried;
    this.maxDeliveries = maxDeliveries;
    this.maxHits = maxHits;
  }

  /** A record of the topic of deliveries. */
  void delivery(byte[] record) {
    DeliveryEvent event;
    try {
      event = EventCodec.decodeDelivery(record);
    } catch (MalformedEventException e) {
      LOG.debug("A delivery was left out: {}", e.getMessage()); // a dead letter of the job's
      return;
    }
    if (event instanceof Delivery sent && isWanted(sent)) {
      entries.putIfAbsent(sent.deliveryId(), new Entry(sent)); // the first record stands
      refuseIfMore(entries.size(), maxDeliveries, "deliveries");
    } else if (event instanceof DeliveryStatus status && account.value().equals(status.account())) {
      Transport.Report report = new Transport.Report(status.status(), status.at());
      reports.merge(
          status.deliveryId(),
          Transport.UNKNOWN.with(report),
          (known, ignored) -> known.with(report));
      refuseIfMore(reports.size(), 2 * maxDeliveries, "delivery reports");
    }
  }

  private boolean isWanted(Delivery sent) {
    return account.value().equals(sent.account())
        && !sent.sentAt().isBefore(since)
        && !sent.decision().identity().anonymous();
  }

  /** A record of the topic of hits. */
  void hit(byte[] record) {
    Hit hit;
    try {
      hit = EventCodec.decodeHit(record);
    } catch (MalformedEventException e) {
      LOG.debug("A hit was left out: {}", e.getMessage());
      return;
    }
    @Nullable Entry entry = entries.get(hit.deliveryId());
    if (entry != null && account.value().equals(hit.account()) && seen.add(hit.hitId())) {
      HitFacts facts = present.classify(hit);
      HitFacts other = tried == present ? facts : tried.classify(hit);
      entry.hits.add(facts);
      entry.triedHits.add(other.equals(facts) ? facts : other);
      refuseIfMore(seen.size(), maxHits, "hits");
    }
  }

  private static void refuseIfMore(int found, int max, String what) {
    if (found > max) {
      throw new TooMuchMailException(
          "There are more than %s %s in these days, which is all that the lab holds at once."
              .formatted(Words.number(max), what));
    }
  }

  List<SentMail> mails() {
    return entries.entrySet().stream()
        .map(each -> mail(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(SentMail::deliveryId))
        .toList();
  }

  private SentMail mail(String id, Entry entry) {
    return new SentMail(
        id,
        entry.delivery,
        entry.mail,
        reports.getOrDefault(id, Transport.UNKNOWN),
        inOrder(entry.hits),
        inOrder(entry.triedHits));
  }

  private static List<HitFacts> inOrder(List<HitFacts> hits) {
    return hits.stream()
        .sorted(Comparator.comparing(HitFacts::at).thenComparing(HitFacts::hitId))
        .toList();
  }
}
