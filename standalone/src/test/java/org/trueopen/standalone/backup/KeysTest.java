package org.trueopen.standalone.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.store.backup.BackupException;
import org.trueopen.store.backup.StoreContent;
import org.trueopen.token.KeyFiles;

class KeysTest {

  @TempDir private Path folder;

  private Path backup;
  private Keys original;

  @BeforeEach
  void backUp() throws IOException {
    backup = Files.createDirectory(folder.resolve("backup"));
    original = keysOf("original");
    KeyFiles.ensureSigningKeys(original.signingKeys());
    KeyFiles.ensureHashKey(original.hashKey());
    KeyFiles.ensureApiKey(original.apiKey());
    original.copyTo(backup.resolve("keys"));
  }

  @Test
  void keysOfTheBackupAreThoseInPlaceAfterwards() throws IOException {
    Keys other = keysOf("other");

    other.restore(backup, manifest(true));

    assertThat(other.signingKeys()).hasSameTextualContentAs(original.signingKeys());
    assertThat(other.hashKey()).hasSameTextualContentAs(original.hashKey());
    assertThat(other.apiKey()).hasSameTextualContentAs(original.apiKey());
  }

  @Test
  void anotherKeyInPlaceIsRefusedAndNothingIsChanged() throws IOException {
    Keys other = keysOf("other");
    KeyFiles.ensureApiKey(other.apiKey());
    String before = Files.readString(other.apiKey());

    assertThatThrownBy(() -> other.restore(backup, manifest(true)))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining(other.apiKey() + " is another key than the backup's");
    assertThat(other.apiKey()).hasContent(before.strip());
    assertThat(other.signingKeys()).doesNotExist();
    assertThat(other.hashKey()).doesNotExist();
  }

  @Test
  void aBackupWithoutKeysWantsTheHashKeyItWasMadeWith() throws IOException {
    Keys other = keysOf("other");
    Manifest manifest = manifest(false);

    assertThatThrownBy(() -> other.restore(backup, manifest))
        .hasMessageContaining("made without its keys")
        .hasMessageContaining(other.hashKey().toString());
    KeyFiles.ensureHashKey(other.hashKey());
    assertThatThrownBy(() -> other.restore(backup, manifest))
        .hasMessageContaining("is not the one it needs");
    Files.delete(other.hashKey());
    Files.copy(original.hashKey(), other.hashKey());
    other.restore(backup, manifest);
    assertThat(other.apiKey()).doesNotExist();
  }

  private Keys keysOf(String name) throws IOException {
    Path home = Files.createDirectory(folder.resolve(name));
    return new Keys(
        home.resolve("signing-keys"), home.resolve("hash-key"), home.resolve("api-key"));
  }

  private Manifest manifest(boolean withKeys) throws IOException {
    return new Manifest(
        Manifest.FORMAT,
        Instant.EPOCH,
        original.hashKeySha256(),
        new StoreContent(0, "", List.of()),
        List.of(),
        withKeys);
  }
}
