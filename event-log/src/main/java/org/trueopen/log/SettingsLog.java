package org.trueopen.log;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
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
  private final Clock clock;
  private final CompactedTopic topic;

  private SettingsLog(KafkaConfig kafka, String clientId, Clock clock, Duration patience) {
    this.clock = clock;
    this.topic = new CompactedTopic(kafka, Topics.SETTINGS, clientId, this::take, patience);
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
   * Changes a setting; when this returns the view holds the new value.
   *
   * @param expectedVersion the version the writer has seen; 0 if the setting was never set
   * @throws StaleSettingException if the setting has another version by now; nothing was written
   * @throws EventLogException if Kafka cannot be reached; nothing is known to be written
   */
  public synchronized Setting write(
      SettingKey key, SettingValue value, long expectedVersion, String changedBy)
      throws StaleSettingException {
    if (view.version(key) != expectedVersion) {
      throw new StaleSettingException(expectedVersion, view.find(key).orElse(null));
    }
    Setting setting =
        new Setting(
            key,
            value,
            expectedVersion + 1,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            changedBy);
    topic.write(key.text(), SettingCodec.encode(setting));
    return setting;
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
  }
}
