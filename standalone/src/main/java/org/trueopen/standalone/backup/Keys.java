package org.trueopen.standalone.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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

  private List<Path> all() {
    return List.of(signingKeys, hashKey, apiKey);
  }

  String hashKeySha256() throws IOException {
    return Checksum.sha256(hashKey);
  }

  void copyTo(Path folder) throws IOException {
    Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    for (Path key : all()) {
      KeyFiles.ensure(folder.resolve(name(key)), Files.readString(key).strip());
    }
  }

  /**
   * Puts the backup's keys in place, or sees that those in place are the ones it needs.
   *
   * @throws BackupException if others are there; nothing was changed
   */
  void restore(Path backup, Manifest manifest) throws IOException {
    if (manifest.keys()) {
      for (Path key : all()) {
        Path kept = backup.resolve("keys").resolve(name(key));
        if (Files.exists(key) && Files.mismatch(key, kept) != -1) {
          throw new BackupException(
              key + " is another key than the backup's; restore into a new data folder");
        }
      }
      for (Path key : all()) {
        KeyFiles.ensure(key, Files.readString(backup.resolve("keys").resolve(name(key))).strip());
      }
    } else if (!Files.exists(hashKey) || !hashKeySha256().equals(manifest.hashKey())) {
      throw new BackupException(
          "The backup was made without its keys, and %s is not the one it needs. Copy signing-keys, hash-key and api-key of the product that was backed up to %s, %s and %s first."
              .formatted(hashKey, signingKeys, hashKey, apiKey));
    }
  }

  private static String name(Path key) {
    return key.getFileName().toString();
  }
}
