package org.trueopen.standalone.backup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.TopicCopy;
import org.trueopen.log.Topics;
import org.trueopen.standalone.backup.Manifest.TopicFile;
import org.trueopen.store.StoreConfig;
import org.trueopen.store.backup.BackupException;
import org.trueopen.store.backup.Checksum;
import org.trueopen.store.backup.StoreBackup;
import org.trueopen.store.backup.StoreContent;

/**
 * Writes a backup of a product that runs. The topics come last: a setting or opt-out made meanwhile
 * is in.
 */
public final class Backup {

  static final List<String> TOPICS = List.of(Topics.SETTINGS, Topics.OPT_OUTS, Topics.ADMIN);

  private final StoreConfig migrator;
  private final KafkaConfig kafka;
  private final Keys keys;
  private final InstantSource clock;

  public Backup(StoreConfig migrator, KafkaConfig kafka, Keys keys, InstantSource clock) {
    this.migrator = migrator;
    this.kafka = kafka;
    this.keys = keys;
    this.clock = clock;
  }

  /** What was written. */
  public record Summary(long rows, int files, long records, long bytes) {}

  /**
   * @param to a folder that is made, or is empty; only its owner may read it, since addresses of
   *     recipients are in it
   * @param withKeys whether the keys go with it
   * @throws BackupException if it cannot be made; the folder then has no manifest
   */
  public Summary write(Path to, boolean withKeys) throws IOException, InterruptedException {
    prepare(to);
    var createdAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    StoreContent store =
        new StoreBackup(migrator).write(Files.createDirectory(to.resolve("store")));
    List<TopicFile> topics = new ArrayList<>();
    Files.createDirectory(to.resolve("topics"));
    for (String topic : TOPICS) {
      topics.add(topic(to, topic));
    }
    if (withKeys) {
      keys.copyTo(to.resolve("keys"));
    }
    new Manifest(Manifest.FORMAT, createdAt, keys.hashKeySha256(), store, topics, withKeys)
        .write(to);
    return new Summary(
        store.rows(),
        store.files().size() + topics.size(),
        topics.stream().mapToLong(TopicFile::records).sum(),
        store.files().stream().mapToLong(file -> file.bytes()).sum()
            + topics.stream().mapToLong(TopicFile::bytes).sum());
  }

  private static void prepare(Path to) throws IOException {
    if (Files.exists(to)) {
      try (DirectoryStream<Path> there = Files.newDirectoryStream(to)) {
        if (there.iterator().hasNext()) {
          throw new BackupException(to + " is not empty; name a new folder");
        }
      }
    }
    Files.createDirectories(to);
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
  }

  private TopicFile topic(Path to, String topic) throws IOException {
    String name = "topics/" + topic + ".ndjson";
    Path file = to.resolve(name);
    long records = TopicCopy.write(kafka, topic, file);
    return new TopicFile(topic, name, records, Files.size(file), Checksum.sha256(file));
  }
}
