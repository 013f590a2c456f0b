package org.trueopen.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The oldest dead letters of those asked for, so many and no more, as the topic is read. */
final class LetterBatch {

  private final Predicate<PostKey> which;
  private final int most;
  private final Map<PostKey, byte[]> letters = new LinkedHashMap<>();
  private long firstLeftOut;

  LetterBatch(Predicate<PostKey> which, int most) {
    this.which = which;
    this.most = most;
  }

  /** To be called before each reading, which must go to the topic's end. */
  void beginReading() {
    firstLeftOut = -1;
  }

  void take(ConsumerRecord<byte[], byte[]> record) {
    PostKey key = PostKey.parse(record.key());
    if (!which.test(key)) {
      return;
    }
    if (record.value() == null) {
      letters.remove(key); // replayed already
    } else if (letters.containsKey(key) || hasRoom()) {
      letters.put(key, record.value());
    } else if (firstLeftOut < 0) {
      firstLeftOut = record.offset();
    }
  }

  boolean hasRoom() {
    return letters.size() < most;
  }

  /**
   * @return the offset of the first letter that there was no room for; -1 if there is none
   */
  long firstLeftOut() {
    return firstLeftOut;
  }

  /** What was found; only after a reading to the end is it known not to be replayed already. */
  Map<PostKey, byte[]> letters() {
    return letters;
  }
}
