package org.trueopen.standalone.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.trueopen.event.MalformedEventException;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.TopicCopy;
import org.trueopen.log.Topics;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingCodec;
import org.trueopen.standalone.backup.Manifest.TopicFile;
import org.trueopen.store.StoreConfig;
import org.trueopen.store.backup.BackupException;
import org.trueopen.store.backup.StoreRestore;
import org.trueopen.store.backup.StoreRestore.SettingVersion;

/** Brings a backup into a product that holds nothing yet. */
public final class Restore {

  private final Path from;
  private final Manifest manifest;
  private final Consumer<String> say;

  private Restore(Path from, Manifest manifest, Consumer<String> say) {
    this.from = from;
    this.manifest = manifest;
    this.say = say;
  }

  /**
   * Reads what there is to restore.
   *
   * @throws BackupException if it is no backup, or a topic's file is damaged
   */
  public static Restore of(Path from, Consumer<String> say) throws IOException {
    Manifest manifest = Manifest.read(from);
    for (TopicFile topic : manifest.topics()) {
      topic.requireWhole(from);
    }
    return new Restore(from, manifest, say);
  }

  /** To be done before anything makes keys of its own. */
  public void keys(Keys keys) throws IOException {
    keys.restore(from, manifest);
  }

  /**
   * Store first, since it may refuse; a topic that holds something refuses before that.
   *
   * @param migrator may not have been migrated
   * @param kafka with its topics made
   */
  public void run(StoreConfig migrator, KafkaConfig kafka)
      throws IOException, InterruptedException {
    for (TopicFile topic : manifest.topics()) {
      if (!TopicCopy.isEmpty(kafka, topic.topic())) {
        throw new BackupException(
            "Kafka's topic "
                + topic.topic()
                + " is not empty; restore into a new data folder or cluster");
      }
    }
    new StoreRestore(migrator).restore(from.resolve("store"), manifest.store(), settingVersions());
    say.accept("%d rows are stored".formatted(manifest.store().rows()));
    for (TopicFile topic : manifest.topics()) {
      TopicCopy.restore(kafka, topic.topic(), from.resolve(topic.file()));
      say.accept("%d records are in topic %s".formatted(topic.records(), topic.topic()));
    }
  }

  /** The job, which begins anew, copies all that is in the topic into the store once more. */
  private List<SettingVersion> settingVersions() throws IOException {
    List<SettingVersion> versions = new ArrayList<>();
    for (TopicFile topic : manifest.topics()) {
      if (topic.topic().equals(Topics.SETTINGS)) {
        TopicCopy.read(from.resolve(topic.file()), entry -> add(versions, entry.value()));
      }
    }
    return versions;
  }

  private static void add(List<SettingVersion> versions, byte[] value) {
    try {
      Setting setting = SettingCodec.decode(value);
      versions.add(new SettingVersion(setting.key().text(), setting.version()));
    } catch (MalformedEventException e) {
      // The job cannot read it either, and copies nothing.
    }
  }
}
