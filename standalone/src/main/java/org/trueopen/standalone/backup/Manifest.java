package org.trueopen.standalone.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.trueopen.store.backup.BackupException;
import org.trueopen.store.backup.Checksum;
import org.trueopen.store.backup.StoreContent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup holds: the file {@code manifest.json} in its folder, written last, so that a folder
 * without it is no backup.
 *
 * @param format {@link #FORMAT}
 * @param createdAt when it was begun
 * @param hashKey SHA-256 of the key that recipients are hashed by: opt-outs mean nothing without it
 * @param store tables, below {@code store/}
 * @param topics compacted topics, below {@code topics/}
 * @param keys whether the keys are below {@code keys/}
 */
record Manifest(
    int format,
    Instant createdAt,
    String hashKey,
    StoreContent store,
    List<TopicFile> topics,
    boolean keys) {

  /** The only one so far. */
  static final int FORMAT = 1;

  private static final JsonMapper JSON = JsonMapper.shared();

  /** One topic. */
  record TopicFile(String topic, String file, long records, long bytes, String sha256) {

    void requireWhole(Path folder) throws IOException {
      Checksum.require(folder.resolve(file), bytes, sha256);
    }
  }

  void write(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("manifest.json"),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
  }

  /**
   * @throws BackupException if there is none, or none that this build reads
   */
  static Manifest read(Path folder) throws IOException {
    Path file = folder.resolve("manifest.json");
    if (!Files.isRegularFile(file)) {
      throw new BackupException(
          folder + " holds no manifest.json: it is no backup, or one that was not finished");
    }
    try {
      Manifest manifest = JSON.readValue(Files.readString(file), Manifest.class);
      if (manifest.format() != FORMAT) {
        throw new BackupException(
            "%s: expected format %d, found %d; restore with a newer build"
                .formatted(file, FORMAT, manifest.format()));
      }
      return manifest;
    } catch (JacksonException e) {
      throw new BackupException(file + " is damaged: " + e.getOriginalMessage(), e);
    }
  }
}
