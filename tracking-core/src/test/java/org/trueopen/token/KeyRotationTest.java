package org.trueopen.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.token.Decoding.Decoded;

class KeyRotationTest {

  private static final Instant NOW = Instant.parse("2026-11-25T20:00:00.123Z");
  private static final Duration LATER = Duration.ofMinutes(10);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void aFileWithOneKey() throws IOException {
    file = folder.resolve("signing-keys");
    KeyFiles.ensureSigningKeys(file);
  }

  @Test
  void theOldKeySignsUntilTheNewOneDoesAndItsMailOutlivesIt() throws IOException {
    KeyRing before = KeyRing.parse(Files.readAllLines(file));
    Token token = new Token.Open(new AccountId("acme"), new DeliveryId("d1"), 1);
    String sent = new TokenCodec(before).encode(token);

    KeyRotation rotation = KeyRotation.append(file, NOW, LATER);

    assertThat(rotation).isEqualTo(new KeyRotation(2, Instant.parse("2026-11-25T20:10:00Z"), 1));
    KeyRing after = KeyRing.parse(Files.readAllLines(file));
    assertThat(after.signer(rotation.signsFrom().minusMillis(1)).id()).isEqualTo(1);
    assertThat(after.signer(rotation.signsFrom()).id()).isEqualTo(2);
    assertThat(new TokenCodec(after).decodeOpen(sent)).isEqualTo(new Decoded(token));
  }

  @Test
  void everyLineIsKeptAndTheFileIsItsOwnersOnly() throws IOException {
    String old = Files.readString(file);
    Files.writeString(file, "# ours\n\n" + old.strip());

    KeyRotation.append(file, NOW, LATER);
    KeyRotation.append(file, NOW, LATER);

    assertThat(Files.readAllLines(file)).hasSize(5).startsWith("# ours", "", old.strip());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(KeyRing.parse(Files.readAllLines(file)).newest()).isEqualTo(3);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aLinkToTheFileStaysALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    KeyRotation.append(link, NOW, LATER);

    assertThat(link).isSymbolicLink();
    assertThat(KeyRing.parse(Files.readAllLines(file)).newest()).isEqualTo(2);
  }

  @Test
  void thereIsNoKeyAfter255() throws IOException {
    Files.write(file, List.of(KeyRing.newLine(255, new SecureRandom())));
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(() -> KeyRotation.append(file, NOW, LATER))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("key 255 is the last there can be");
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void aFileThatIsNoneOfKeysIsLeftAloneAndNotQuoted() throws IOException {
    Files.writeString(file, "1 c2VjcmV0\n");

    assertThatThrownBy(() -> KeyRotation.append(file, NOW, LATER))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected lines of")
        .hasMessageNotContaining("c2Vj");
    assertThat(file).hasContent("1 c2VjcmV0");
  }

  @Test
  void ofTwoRotationsAtOnceOneIsRefused() throws IOException {
    Path other = Files.createFile(folder.resolve("signing-keys.new"));
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(() -> KeyRotation.append(file, NOW, LATER))
        .hasMessageContaining("another rotation is under way");

    assertThat(other).exists();
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void aFileThatIsNotThereIsNotMade() {
    assertThatThrownBy(() -> KeyRotation.append(folder.resolve("none"), NOW, LATER))
        .isInstanceOf(IOException.class);
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
