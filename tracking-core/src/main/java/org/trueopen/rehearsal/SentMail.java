package org.trueopen.rehearsal;

import java.util.List;
import org.trueopen.verdict.AppearanceLedger;
import org.trueopen.verdict.DeliveryFacts;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.Transport;

/**
 * A delivery that is not anonymous, with all that came of it.
 *
 * @param crowdMail what crowds are told of it
 * @param hits in order of time, each once, as the lists that hold tell them
 * @param triedHits the same in the same order, as the lists that are tried tell them; the same list
 *     where these say the same
 */
public record SentMail(
    String deliveryId,
    DeliveryFacts delivery,
    AppearanceLedger.Mail crowdMail,
    Transport transport,
    List<HitFacts> hits,
    List<HitFacts> triedHits) {

  public SentMail {
    boolean same = triedHits.equals(hits);
    hits = List.copyOf(hits);
    triedHits = same ? hits : List.copyOf(triedHits);
    if (hits.size() != triedHits.size()) {
      throw new IllegalArgumentException(
          "hits by other lists: expected %d, found %d".formatted(hits.size(), triedHits.size()));
    }
  }

  /** Where the lists are the same. */
  public SentMail(
      String deliveryId,
      DeliveryFacts delivery,
      AppearanceLedger.Mail crowdMail,
      Transport transport,
      List<HitFacts> hits) {
    this(deliveryId, delivery, crowdMail, transport, hits, hits);
  }
}
