package org.trueopen.log;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.event.MalformedEventException;
import org.trueopen.settings.OptOut;
import org.trueopen.settings.OptOutChange;
import org.trueopen.settings.OptOutCodec;
import org.trueopen.settings.OptOuts;

/**
 * Who has opted out: the compacted topic, which holds each recipient's last word, and all of it in
 * memory, where it is asked for every hit. The last word counts, whoever has it, so writers need no
 * versions.
 *
 * <p>An opt-out takes 20 bytes of memory where there are ten million, and never more than 32.
 */
public final class OptOutLog implements AutoCloseable {

  /** Up to 640 MB; twice what is asked of one installation. */
  public static final int DEFAULT_BOUND = 20_000_000;

  private static final Logger LOG = LoggerFactory.getLogger(OptOutLog.class);

  /** One line of the log for so many opt-outs beyond the bound. */
  private static final int LOG_EVERY = 100_000;

  private final OptOutMap optOuts = new OptOutMap();
  private final int bound;
  private final CompactedTopic topic;
  private final TopicWriter writer;
  private volatile long beyondBound;

  private OptOutLog(KafkaConfig kafka, String clientId, int bound, Duration patience) {
    this.bound = bound;
    this.topic = new CompactedTopic(kafka, Topics.OPT_OUTS, clientId, this::take, patience);
    this.writer = new TopicWriter(topic);
  }

  /**
   * Opens the topic and reads all of it.
   *
   * @throws EventLogException if Kafka gives nothing for half a minute
   */
  public static OptOutLog open(KafkaConfig kafka, String clientId) {
    return open(kafka, clientId, DEFAULT_BOUND);
  }

  /**
   * @param bound how many opt-outs may be held
   */
  public static OptOutLog open(KafkaConfig kafka, String clientId, int bound) {
    return open(kafka, clientId, bound, CompactedTopic.PATIENCE);
  }

  static OptOutLog open(KafkaConfig kafka, String clientId, int bound, Duration patience) {
    return new OptOutLog(kafka, clientId, bound, patience);
  }

  /** The opt-outs as they stand; kept current, usually within a tenth of a second of a change. */
  public OptOuts optOuts() {
    return optOuts;
  }

  /** How many recipients have opted out and are held. */
  public int size() {
    return optOuts.size();
  }

  /** Gives each recipient's key and opt-out once, in no order; those that come meanwhile or not. */
  public void forEach(BiConsumer<Long, OptOut> take) {
    optOuts.forEach(take);
  }

  /**
   * How many records of opt-outs were read that the bound left no room for; their recipients are
   * tracked, so anything but 0 wants an admin's attention.
   */
  public long beyondBound() {
    return beyondBound;
  }

  /**
   * Writes a change; when this returns {@link #optOuts} holds it.
   *
   * @throws OptOutsFullException if there is no room for one more; nothing was written
   * @throws EventLogException if Kafka cannot be reached; nothing is known to be written
   */
  public void write(OptOutChange change) {
    writeAll(List.of(change));
  }

  /**
   * Writes changes one behind the other and waits once; when this returns {@link #optOuts} holds
   * all of them.
   *
   * @throws OptOutsFullException if there is no room for all of them; nothing was written
   * @throws EventLogException if Kafka cannot be reached; some of them may have been written
   */
  public void writeAll(Collection<OptOutChange> changes) {
    long more =
        changes.stream()
            .filter(change -> change.optedOut() && !optOuts.contains(change.recipientKey()))
            .count();
    if (more > 0 && size() + more > bound) {
      throw new OptOutsFullException(size(), (int) more, bound);
    }
    writer.writeAll(changes, OptOutCodec::key, OptOutCodec::encode);
  }

  private void take(byte[] bytes) {
    try {
      OptOutChange change = OptOutCodec.decode(bytes);
      if (!change.optedOut()) {
        optOuts.remove(change.recipientKey());
      } else if (size() < bound || optOuts.contains(change.recipientKey())) {
        optOuts.put(change.recipientKey(), change.at(), change.source());
      } else {
        countBeyondBound();
      }
    } catch (MalformedEventException e) {
      LOG.error(
          "Topic {} holds a record this version cannot read: {}", Topics.OPT_OUTS, e.getMessage());
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only the reading thread counts
  private void countBeyondBound() {
    if (beyondBound++ % LOG_EVERY == 0) {
      LOG.error(
          "Topic {} holds more opt-outs than the {} that may be held: {} so far are not heeded."
              + " Raise the bound and give this process more memory.",
          Topics.OPT_OUTS,
          bound,
          beyondBound);
    }
  }

  @Override
  public void close() {
    topic.close();
    writer.close();
  }
}
