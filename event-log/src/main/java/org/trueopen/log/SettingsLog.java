package org.trueopen.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.event.MalformedEventException;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingCodec;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.SettingValue;
import org.trueopen.settings.SettingsView;

/**
 * The settings: the compacted topic, which is where they live, and the view of them in memory,
 * which is where they are read.
 */
public final class SettingsLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SettingsLog.class);

  private final SettingsView view = new SettingsView();
  private static final Duration MAX_PAUSE = Duration.ofMillis(50);

  private final Clock clock;
  private final Duration patience;
  private final CompactedTopic topic;
  private final FencedWriter writer;

  private SettingsLog(KafkaConfig kafka, String clientId, Clock clock, Duration patience) {
    this.clock = clock;
    this.patience = patience;
    this.topic = new CompactedTopic(kafka, Topics.SETTINGS, clientId, this::take, patience);
    this.writer = new FencedWriter(topic);
  }

  /**
   * Opens the topic and reads all of it.
   *
   * @throws EventLogException if that does not succeed within half a minute
   */
  public static SettingsLog open(KafkaConfig kafka, String clientId, Clock clock) {
    return open(kafka, clientId, clock, CompactedTopic.PATIENCE);
  }

  static SettingsLog open(KafkaConfig kafka, String clientId, Clock clock, Duration patience) {
    return new SettingsLog(kafka, clientId, clock, patience);
  }

  /** The settings as they stand; kept current, usually within a tenth of a second of a change. */
  public SettingsView view() {
    return view;
  }

  /**
   * Changes a setting; when this returns the view holds the new value. Of several processes that
   * write the same version of a setting at once, exactly one succeeds.
   *
   * @param expectedVersion the version the writer has seen; 0 if the setting was never set
   * @throws StaleSettingException if the setting has another version by now; nothing was written
   * @throws EventLogException if Kafka cannot be reached; nothing is known to be written
   */
  public synchronized Setting write(
      SettingKey key, SettingValue value, long expectedVersion, String changedBy)
      throws StaleSettingException {
    long deadline = System.nanoTime() + patience.toNanos();
    Setting wanted = null;
    while (true) {
      try {
        writer.take();
        if (wanted != null && wanted.equals(view.find(key).orElse(null))) {
          return wanted; // written by the attempt before, whose answer was lost
        }
        refuseIfStale(key, expectedVersion);
        if (wanted == null) {
          SettingValue kept =
              view.find(key).map(before -> value.replacing(before.value())).orElse(value);
          wanted = new Setting(key, kept, expectedVersion + 1, now(), changedBy);
        }
        writer.write(key.text(), SettingCodec.encode(wanted));
        return wanted;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EventLogException("interrupted while writing a setting", e);
      } catch (ExecutionException | KafkaException e) {
        if (!FencedWriter.isFenced(e) || System.nanoTime() >= deadline) {
          throw EventLogException.of("topic settings: the change was not written", e);
        }
        pause();
      }
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void refuseIfStale(SettingKey key, long expectedVersion)
      throws StaleSettingException, ExecutionException, InterruptedException {
    if (view.version(key) < expectedVersion) {
      writer.catchUp(); // the caller has seen, by another process, what has not come here yet
    }
    if (view.version(key) != expectedVersion) {
      throw new StaleSettingException(expectedVersion, view.find(key).orElse(null));
    }
  }

  /** Two processes that fence each other off must not do so in step. */
  private static void pause() {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MAX_PAUSE.toNanos()));
  }

  private void take(byte[] bytes) {
    try {
      view.apply(SettingCodec.decode(bytes));
    } catch (MalformedEventException e) {
      LOG.error(
          "Topic {} holds a record this version cannot read: {}", Topics.SETTINGS, e.getMessage());
    }
  }

  @Override
  public void close() {
    topic.close();
    writer.close();
  }
}
