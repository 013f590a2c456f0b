package org.trueopen.standalone.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.trueopen.store.backup.BackupException;
import org.trueopen.store.backup.Checksum;
import org.trueopen.token.KeyFiles;

/**
 * The secrets that mail already sent, opt-outs and applications depend on.
 *
 * @param signingKeys by which tokens are signed
 * @param hashKey by which recipients and addresses are hashed
 * @param apiKey the first API key
 */
public record Keys(Path signingKeys, Path hashKey, Path apiKey) {

  /** By the names they have in a backup. */
  private Map<String, Path> all() {
    return Map.of("signing-keys", signingKeys, "hash-key", hashKey, "api-key", apiKey);
  }

  String hashKeySha256() throws IOException {
    return Checksum.sha256(hashKey);
  }

  void copyTo(Path folder) throws IOException {
    Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    for (Map.Entry<String, Path> key : all().entrySet()) {
      KeyFiles.ensure(folder.resolve(key.getKey()), Files.readString(key.getValue()).strip());
    }
  }

  /**
   * Puts the backup's keys in place, or sees that those in place are the ones it needs.
   *
   * @throws BackupException if others are there; nothing was changed
   */
  void restore(Path backup, Manifest manifest) throws IOException {
    if (manifest.keys()) {
      for (Map.Entry<String, Path> key : all().entrySet()) {
        Path kept = backup.resolve("keys").resolve(key.getKey());
        if (Files.exists(key.getValue()) && Files.mismatch(key.getValue(), kept) != -1) {
          throw new BackupException(
              key.getValue() + " is another key than the backup's; restore into a new data folder");
        }
      }
      for (Map.Entry<String, Path> key : all().entrySet()) {
        Path kept = backup.resolve("keys").resolve(key.getKey());
        KeyFiles.ensure(key.getValue(), Files.readString(kept).strip());
      }
    } else if (!Files.exists(hashKey) || !hashKeySha256().equals(manifest.hashKey())) {
      throw new BackupException(
          "The backup was made without its keys, and %s is not the one it needs. Copy signing-keys, hash-key and api-key of the product that was backed up to %s, %s and %s first."
              .formatted(hashKey, signingKeys, hashKey, apiKey));
    }
  }
}
