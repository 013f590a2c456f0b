package org.trueopen.id;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.config.ConfigException;
import org.trueopen.config.Environment;

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
  void anonymousMailOfACampaignSharesOneIdWhoeverSendsIt() {
    MailboxAddress news = new MailboxAddress("news@acme.example");
    MailboxAddress shop = new MailboxAddress("shop@acme.example");

    assertThat(HASH.aggregate(ACME, news, "spring").value()).isEqualTo(AGGREGATE);
    assertThat(HASH.aggregate(ACME, shop, "spring").value()).isEqualTo(AGGREGATE);
    assertThat(
            Stream.of(
                HASH.aggregate(ACME, news, "spring"),
                HASH.aggregate(ACME, news, "autumn"),
                HASH.aggregate(ACME, news, ""),
                HASH.aggregate(ACME, shop, ""),
                HASH.aggregate(new AccountId("other"), news, "spring")))
        .doesNotHaveDuplicates();
  }

  @Test
  void aRepeatedCallGetsTheSameIdAndAnyOtherAnotherOne() {
    assertThat(HASH.repeatable(ACME, "key", "body", "bob@example.net").value())
        .isEqualTo(REPEATABLE);
    assertThat(
            Stream.of(
                HASH.repeatable(ACME, "key", "body", "bob@example.net"),
                HASH.repeatable(ACME, "key", "body", "eve@example.net"),
                HASH.repeatable(ACME, "key", "other", "bob@example.net"),
                HASH.repeatable(new AccountId("other"), "key", "body", "bob@example.net")))
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

  @Test
  void aKeyFileThatCannotBeUsedIsAProblemAndNeverAnotherKey(@TempDir Path folder)
      throws IOException {
    String text = Base64.getEncoder().encodeToString(SECRET);
    String file = Files.writeString(folder.resolve("key"), text + '\n').toString();
    Environment good = new Environment(Map.of("X_KEY_FILE", file));
    assertThat(KeyedHash.parse(good, "X_KEY_FILE").recipient(ACME, BOB)).isEqualTo(RECIPIENT);
    assertThat(KeyedHash.parseSecret(good, "X_KEY_FILE")).isEqualTo(SECRET);
    good.finish();

    for (String wrong : new String[] {"", "\n", "c2VjcmV0", "!" + text}) {
      String bad = Files.writeString(folder.resolve("bad"), wrong).toString();
      Environment env = new Environment(Map.of("X_KEY_FILE", bad));
      KeyedHash.parse(env, "X_KEY_FILE");

      assertThatThrownBy(env::finish)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("X_KEY_FILE: expected a file ")
          .hasMessageNotContaining("c2VjcmV0")
          .hasMessageNotContaining(text);
    }
  }

  private static final String AGGREGATE = "all-ab2bd41c0de2289bc2be7645da4177aa";
  private static final String REPEATABLE = "1a009f794e70563659542d0473c15979";
  private static final long RECIPIENT = -3_619_266_896_700_319_699L;
  private static final long ADDRESS = -250_532_700_598_535_647L;
}
