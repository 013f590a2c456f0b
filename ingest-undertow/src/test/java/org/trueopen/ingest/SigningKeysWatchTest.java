package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.token.Decoding;
import org.trueopen.token.Decoding.Decoded;
import org.trueopen.token.Decoding.Rejected;
import org.trueopen.token.KeyRing;
import org.trueopen.token.KeyRotation;
import org.trueopen.token.SigningKeys;
import org.trueopen.token.Token;
import org.trueopen.token.TokenCodec;

class SigningKeysWatchTest {

  private static final Token OPEN = new Token.Open(new AccountId("acme"), new DeliveryId("d"), 1);
  private static final String FIRST = IngestFixture.line(1, "the first key of the watched file.");
  private static final String SECOND = IngestFixture.line(2, "the second key of the watched file");

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-11-25T20:00:00Z");
  private Path file;
  private SigningKeysWatch watch;
  private TokenCodec codec;

  @BeforeEach
  void watchAFileWithOneKey() throws IOException {
    file = Files.write(folder.resolve("signing-keys"), List.of(FIRST));
    watch =
        SigningKeysWatch.start(
            new SigningKeysFile(file, Files.readAllLines(file)), Duration.ofMillis(5));
    codec = new TokenCodec(watch.keys(), () -> now);
  }

  @AfterEach
  void stop() {
    watch.close();
  }

  @Test
  void aRotatedKeyIsKnownBeforeItSignsAndSignsInTimeWithoutARestart() throws IOException {
    String sent = codec.encode(OPEN);

    KeyRotation rotation = KeyRotation.append(file, now, Duration.ofMinutes(10));
    TokenCodec another =
        new TokenCodec(
            new SigningKeys(KeyRing.parse(Files.readAllLines(file))), rotation::signsFrom);
    String byTheNewKey = another.encode(OPEN);
    await().until(() -> codec.decodeOpen(byTheNewKey).equals(new Decoded(OPEN)));

    assertThat(codec.encode(OPEN)).isEqualTo(sent);
    now = rotation.signsFrom();
    assertThat(codec.encode(OPEN)).isEqualTo(byTheNewKey);
    assertThat(codec.decodeOpen(sent)).isEqualTo(new Decoded(OPEN));
  }

  @Test
  void aFileThatCannotBeUsedLeavesTheKeysAsTheyWere() throws Exception {
    String sent = codec.encode(OPEN);

    Files.writeString(file, "1 broken");
    mustNotChange(sent);
    Files.delete(file);
    mustNotChange(sent);
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 10});
    mustNotChange(sent);

    Files.write(file, List.of(FIRST, SECOND));
    await().until(() -> !codec.encode(OPEN).equals(sent));
    assertThat(codec.decodeOpen(sent)).isEqualTo(new Decoded(OPEN));
  }

  @Test
  void aKeyWhoseLineIsDeletedNoLongerVerifies() throws IOException {
    String sent = codec.encode(OPEN);

    Files.write(file, List.of(SECOND));

    await().until(() -> codec.decodeOpen(sent).equals(new Rejected(Decoding.Reason.UNKNOWN_KEY)));
  }

  private void mustNotChange(String sent) {
    await()
        .during(Duration.ofMillis(50))
        .until(
            () ->
                codec.encode(OPEN).equals(sent)
                    && codec.decodeOpen(sent).equals(new Decoded(OPEN)));
  }
}
