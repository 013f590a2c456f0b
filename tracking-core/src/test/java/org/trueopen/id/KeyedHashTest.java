package org.trueopen.id;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyedHashTest {

  private static final byte[] SECRET = "thirty-two bytes of hash secret!".getBytes(US_ASCII);
  private static final KeyedHash HASH = new KeyedHash(SECRET);
  private static final AccountId ACME = new AccountId("acme");
  private static final MailboxAddress BOB = new MailboxAddress("bob@example.net");

  /** Tokens in mail already sent carry these keys, so they may never change. */
  @Test
  void hashesAreTheSameForever() {
    assertThat(HASH.recipient(ACME, BOB)).isEqualTo(RECIPIENT);
    assertThat(HASH.clientAddress("203.0.113.9")).isEqualTo(ADDRESS);
  }

  @Test
  void anotherAccountRecipientOrSecretGivesAnotherHash() {
    byte[] other = SECRET.clone();
    other[0]++;

    assertThat(
            LongStream.of(
                HASH.recipient(ACME, BOB),
                HASH.recipient(new AccountId("other"), BOB),
                HASH.recipient(ACME, new MailboxAddress("eve@example.net")),
                new KeyedHash(other).recipient(ACME, BOB),
                HASH.clientAddress(BOB.value())))
        .doesNotHaveDuplicates();
  }

  @Test
  void theCaseOfAnAddressDoesNotMatter() {
    assertThat(HASH.recipient(ACME, new MailboxAddress("BOB@Example.net")))
        .isEqualTo(HASH.recipient(ACME, BOB));
  }

  @Test
  void aSecretIsReadAsBase64AndNeverShown() {
    String text = Base64.getEncoder().encodeToString(SECRET);

    assertThat(KeyedHash.parse(' ' + text + '\n').recipient(ACME, BOB)).isEqualTo(RECIPIENT);
    for (String wrong : new String[] {"", "c2VjcmV0", "!" + text}) {
      assertThatThrownBy(() -> KeyedHash.parse(wrong))
          .hasMessage("hash key: expected base64 of 32 or more bytes")
          .hasNoCause();
    }
  }

  private static final long RECIPIENT = -3_619_266_896_700_319_699L;
  private static final long ADDRESS = -250_532_700_598_535_647L;
}
