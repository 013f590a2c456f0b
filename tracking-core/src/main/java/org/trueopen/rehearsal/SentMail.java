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
 * @param hits in order of time, each once
 */
public record SentMail(
    String deliveryId,
    DeliveryFacts delivery,
    AppearanceLedger.Mail crowdMail,
    Transport transport,
    List<HitFacts> hits) {

  public SentMail {
    hits = List.copyOf(hits);
  }
}
