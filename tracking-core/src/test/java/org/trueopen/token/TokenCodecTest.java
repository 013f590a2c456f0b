package org.trueopen.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.token.Decoding.Decoded;
import org.trueopen.token.Decoding.Reason;
import org.trueopen.token.Decoding.Rejected;

@Domain(TokenDomain.class)
@Domain(DomainContext.Global.class)
class TokenCodecTest {

  private static final TokenCodec CODEC = new TokenCodec(ring(1, 2));
  private static final Token.Open OPEN =
      new Token.Open(new AccountId("acme"), new DeliveryId("01K9ZZ"), 42);
  private static final Token.Click CLICK =
      new Token.Click(
          new AccountId("acme"), new DeliveryId("01K9ZZ"), -42, 7, "https://example.com/a?b=c&d");

  @Property(tries = 500)
  void everyTokenComesBackAsItWasWritten(@ForAll Token token) {
    assertThat(decode(CODEC, token, CODEC.encode(token))).isEqualTo(new Decoded(token));
  }

  @Test
  void aHoneypotSaysThatItIsOneAndDiffersFromALinkInThatAlone() {
    Token.Click trap =
        new Token.Click(
            CLICK.account(),
            CLICK.delivery(),
            CLICK.recipientKey(),
            CLICK.link(),
            CLICK.destination(),
            true);

    assertThat(CODEC.decodeClick(CODEC.encode(trap))).isEqualTo(new Decoded(trap));
    byte[] link = Base64.getUrlDecoder().decode(CODEC.encode(CLICK));
    byte[] honeypot = Base64.getUrlDecoder().decode(CODEC.encode(trap));
    assertThat(honeypot).hasSameSizeAs(link);
    assertThat(honeypot[3] ^ link[3]).isEqualTo(2);
    assertThat(Arrays.copyOfRange(honeypot, 4, honeypot.length - 16))
        .isEqualTo(Arrays.copyOfRange(link, 4, link.length - 16));
  }

  @Property(tries = 500)
  void aTokenIsReadAsNoOtherKind(@ForAll Token token) {
    String text = CODEC.encode(token);
    assertThat(
            Stream.of(
                CODEC.decodeOpen(text),
                CODEC.decodeClick(text),
                CODEC.decodeImage(text),
                CODEC.decodeOptOut(text)))
        .filteredOn(Decoded.class::isInstance)
        .hasSize(1);
  }

  @Property(tries = 500)
  void aTokenIsShortEnoughAndSafeInAUrl(@ForAll Token token) {
    assertThat(CODEC.encode(token))
        .matches("[A-Za-z0-9_-]+")
        .hasSizeLessThanOrEqualTo(TokenCodec.MAX_TEXT_CHARS);
  }

  @Property(tries = 1000)
  void aTokenWithOneOtherCharacterIsRejected(
      @ForAll Token token, @ForAll @IntRange(max = 100_000) int position, @ForAll char other) {
    String text = CODEC.encode(token);
    int at = position % text.length();
    if (text.charAt(at) != other) {
      String changed = text.substring(0, at) + other + text.substring(at + 1);
      assertThat(decode(CODEC, token, changed)).isInstanceOf(Rejected.class);
    }
  }

  @Test
  void noChangeOfOneCharacterIsAccepted() {
    String alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/. %\0\u00e9";
    for (Token token : List.of(OPEN, CLICK)) {
      String text = CODEC.encode(token);
      for (int at = 0; at < text.length(); at++) {
        for (int i = 0; i < alphabet.length(); i++) {
          char other = alphabet.charAt(i);
          if (other != text.charAt(at)) {
            String changed = text.substring(0, at) + other + text.substring(at + 1);
            assertThat(decode(CODEC, token, changed)).as(changed).isInstanceOf(Rejected.class);
          }
        }
      }
    }
  }

  @Test
  void noTruncationAndNoExtensionIsAccepted() {
    for (Token token : List.of(OPEN, CLICK)) {
      String text = CODEC.encode(token);
      for (int length = 0; length < text.length(); length++) {
        assertThat(decode(CODEC, token, text.substring(0, length))).isInstanceOf(Rejected.class);
        assertThat(decode(CODEC, token, text.substring(length + 1))).isInstanceOf(Rejected.class);
      }
      for (String more : List.of("A", "AA", "AAA", "AAAA", "=", "==", "\n", " ", text)) {
        assertThat(decode(CODEC, token, text + more)).isInstanceOf(Rejected.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "=", "A", "AA==", "%00", "\u20ac", "../../etc/passwd", "AQEBAA"})
  void textThatIsNoTokenIsMalformed(String text) {
    assertThat(CODEC.decodeOpen(text)).isEqualTo(new Rejected(Reason.MALFORMED));
    assertThat(CODEC.decodeClick(text)).isEqualTo(new Rejected(Reason.MALFORMED));
  }

  @Test
  void aTokenAtTheWrongPlaceIsOfAnotherKind() {
    assertThat(CODEC.decodeClick(CODEC.encode(OPEN))).isEqualTo(new Rejected(Reason.OTHER_KIND));
    assertThat(CODEC.decodeOpen(CODEC.encode(CLICK))).isEqualTo(new Rejected(Reason.OTHER_KIND));
  }

  @Test
  void aTokenOfAKeyOutsideTheRingIsRejected() {
    String text = new TokenCodec(ring(3)).encode(OPEN);

    assertThat(CODEC.decodeOpen(text)).isEqualTo(new Rejected(Reason.UNKNOWN_KEY));
  }

  @Test
  void aTokenSignedByAStrangersKeyOfTheSameIdIsRejected() {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) 99);
    String text = new TokenCodec(new KeyRing(List.of(new SigningKey(1, secret)))).encode(OPEN);

    assertThat(CODEC.decodeOpen(text)).isEqualTo(new Rejected(Reason.BAD_SIGNATURE));
  }

  @Test
  void aVersionThatIsNotKnownYetIsRejectedThoughWellSigned() throws Exception {
    byte[] bytes = Base64.getUrlDecoder().decode(CODEC.encode(OPEN));
    byte[] body = Arrays.copyOf(bytes, bytes.length - 16);
    body[0] = 2;
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret(2), "HmacSHA256"));
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes(body);
    signed.write(mac.doFinal(body), 0, 16);

    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(signed.toByteArray());

    assertThat(CODEC.decodeOpen(text)).isEqualTo(new Rejected(Reason.UNKNOWN_VERSION));
  }

  @Test
  void aTextLongerThanAnyTokenIsRejected() {
    assertThat(CODEC.decodeClick("A".repeat(TokenCodec.MAX_TEXT_CHARS + 1)))
        .isEqualTo(new Rejected(Reason.TOO_LONG));
  }

  @Test
  void theLongestDestinationFitsAndOneByteMoreIsRefused() {
    Token longest = click("https://x/" + "a".repeat(TokenCodec.MAX_DESTINATION_BYTES - 10));

    assertThat(CODEC.decodeClick(CODEC.encode(longest))).isEqualTo(new Decoded(longest));
    assertThatThrownBy(
            () ->
                CODEC.encode(
                    click("https://x/" + "a".repeat(TokenCodec.MAX_DESTINATION_BYTES - 9))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5800")
        .hasMessageContaining("5801");
  }

  @Test
  void aLinkNumberBeyondSixteenBitsIsRefused() {
    assertThatThrownBy(
            () -> new Token.Click(OPEN.account(), OPEN.delivery(), 0, 65536, "https://x"))
        .hasMessageContaining("65536");
    assertThatThrownBy(() -> new Token.Click(OPEN.account(), OPEN.delivery(), 0, -1, "https://x"))
        .hasMessageContaining("-1");
  }

  @Test
  void oldMailOutlivesTheRotationOfKeys() {
    String old = new TokenCodec(ring(1)).encode(CLICK);
    TokenCodec rotated = new TokenCodec(ring(9, 1));

    assertThat(rotated.decodeClick(old)).isEqualTo(new Decoded(CLICK));
    String fresh = rotated.encode(CLICK);
    assertThat(Base64.getUrlDecoder().decode(fresh)[1]).isEqualTo((byte) 9);
    assertThat(new TokenCodec(ring(1)).decodeClick(fresh))
        .isEqualTo(new Rejected(Reason.UNKNOWN_KEY));
  }

  @Test
  void aRingLearnedBeforeItsNewKeySignsGoesOnWithTheOldOne() {
    Instant from = Instant.parse("2026-11-25T20:00:00Z");
    AtomicReference<Instant> now = new AtomicReference<>(from.minusMillis(1));
    SigningKeys keys = new SigningKeys(ring(1));
    TokenCodec codec = new TokenCodec(keys, now::get);
    String old = codec.encode(CLICK);

    keys.replace(
        new KeyRing(List.of(new SigningKey(1, secret(1)), new SigningKey(2, secret(2), from))));
    assertThat(codec.encode(CLICK)).isEqualTo(old);
    String byTheNew = new TokenCodec(ring(2)).encode(CLICK);
    assertThat(codec.decodeClick(byTheNew)).isEqualTo(new Decoded(CLICK));

    now.set(from);
    assertThat(codec.encode(CLICK)).isEqualTo(byTheNew);
    assertThat(codec.decodeClick(old)).isEqualTo(new Decoded(CLICK));
  }

  @Test
  void mailOfAKeyThatWasTakenOutIsDeadAndComesBackWithIt() {
    SigningKeys keys = new SigningKeys(ring(1, 2));
    TokenCodec codec = new TokenCodec(keys, Instant::now);
    String old = new TokenCodec(ring(1)).encode(CLICK);
    assertThat(codec.decodeClick(old)).isEqualTo(new Decoded(CLICK));

    keys.replace(ring(2));
    assertThat(codec.decodeClick(old)).isEqualTo(new Rejected(Reason.UNKNOWN_KEY));

    keys.replace(ring(1, 2));
    assertThat(codec.decodeClick(old)).isEqualTo(new Decoded(CLICK));
  }

  @Test
  void aKeyReplacedUnderItsIdNoLongerVerifies() {
    SigningKeys keys = new SigningKeys(ring(1));
    TokenCodec codec = new TokenCodec(keys, Instant::now);
    String old = codec.encode(CLICK);

    keys.replace(new KeyRing(List.of(new SigningKey(1, secret(3)))));

    assertThat(codec.decodeClick(old)).isEqualTo(new Rejected(Reason.BAD_SIGNATURE));
  }

  @Test
  void manyThreadsShareOneCodec() throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> results = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        int number = thread;
        results.add(
            pool.submit(
                () -> {
                  int good = 0;
                  for (int i = 0; i < 2000; i++) {
                    Token token = click("https://example.com/" + number + "/" + i);
                    good +=
                        CODEC.decodeClick(CODEC.encode(token)).equals(new Decoded(token)) ? 1 : 0;
                  }
                  return good;
                }));
      }
      for (Future<Integer> result : results) {
        assertThat(result.get()).isEqualTo(2000);
      }
    }
  }

  private static Token.Click click(String destination) {
    return new Token.Click(OPEN.account(), OPEN.delivery(), 1, 0, destination);
  }

  private static Decoding decode(TokenCodec codec, Token token, String text) {
    return switch (token) {
      case Token.Open open -> codec.decodeOpen(text);
      case Token.Click click -> codec.decodeClick(text);
      case Token.Image image -> codec.decodeImage(text);
      case Token.OptOut optOut -> codec.decodeOptOut(text);
    };
  }

  static KeyRing ring(int... ids) {
    return new KeyRing(Arrays.stream(ids).mapToObj(id -> new SigningKey(id, secret(id))).toList());
  }

  static byte[] secret(int id) {
    return "a secret of thirty-two bytes: %02d".formatted(id).getBytes(UTF_8);
  }
}
