package org.trueopen.admin.rulelab;

import java.time.Instant;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.RecentEvents;
import org.trueopen.log.Topics;
import org.trueopen.rehearsal.SentMail;
import org.trueopen.verdict.HitClassifier;
import org.trueopen.verdict.Signals;

/** The topics, which hold what the job has seen for {@link Topics#EVENT_RETENTION}. */
public final class KafkaMail implements MailSource {

  private final KafkaConfig kafka;
  private final Signals signals = Signals.bundled();
  private final HitClassifier classifier;

  /**
   * @param hashes by which the job hashes addresses
   */
  public KafkaMail(KafkaConfig kafka, KeyedHash hashes) {
    this.kafka = kafka;
    this.classifier = new HitClassifier(signals, hashes);
  }

  @Override
  public List<SentMail> read(
      AccountId account, Instant since, TriedLists lists, DoubleConsumer progress) {
    HitClassifier present = classifier.with(signals.with(lists.present()));
    HitClassifier tried =
        lists.tried().equals(lists.present())
            ? present
            : classifier.with(signals.with(lists.tried()));
    GatheredMail mail = new GatheredMail(account, since, present, tried);
    RecentEvents.read(
        kafka,
        "rule-lab",
        Topics.DELIVERIES,
        since,
        (record, share) -> {
          progress.accept(share / 2);
          mail.delivery(record);
        });
    RecentEvents.read(
        kafka,
        "rule-lab",
        Topics.HITS,
        since,
        (record, share) -> {
          progress.accept(0.5 + share / 2);
          mail.hit(record);
        });
    return mail.mails();
  }
}
