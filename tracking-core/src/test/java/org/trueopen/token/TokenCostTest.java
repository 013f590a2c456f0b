package org.trueopen.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.token.Decoding.Decoded;
import org.trueopen.token.Decoding.Reason;
import org.trueopen.token.Decoding.Rejected;

/** What a stranger could measure, counted instead. */
class TokenCostTest {

  private static final TokenCodec CODEC = new TokenCodec(TokenCodecTest.ring(1, 2));
  private static final KeyMacs MACS = new KeyMacs(TokenCodecTest.ring(1, 2), 0);
  private static final String GOOD =
      CODEC.encode(new Token.Open(new AccountId("acme"), new DeliveryId("01K9ZZ"), 42));

  @Test
  void everyRejectionCostsOneHmacLikeEveryGoodToken() {
    Set<Reason> seen = EnumSet.noneOf(Reason.class);
    texts()
        .forEach(
            (text, expected) -> {
              long before = CODEC.macsComputed();
              Decoding decoding = CODEC.decodeOpen(text);
              assertThat(CODEC.macsComputed() - before).as("HMACs for %s", expected).isEqualTo(1);
              assertThat(decoding).as(text).isEqualTo(new Rejected(expected));
              seen.add(expected);
            });
    assertThat(seen).isEqualTo(EnumSet.allOf(Reason.class));

    long before = CODEC.macsComputed();
    assertThat(CODEC.decodeOpen(GOOD)).isInstanceOf(Decoded.class);
    assertThat(CODEC.macsComputed() - before).isEqualTo(1);
  }

  @Test
  void whatTheTokenBeforeLeftBehindMakesNoShortTextGood() {
    for (int length = 0; length < GOOD.length(); length++) {
      assertThat(CODEC.decodeOpen(GOOD)).isInstanceOf(Decoded.class);
      assertThat(CODEC.decodeOpen(GOOD.substring(0, length))).isInstanceOf(Rejected.class);
    }
  }

  @Test
  void everyKeyHasItsPlaceAndAnyOtherTheNewests() {
    KeyMacs macs = new KeyMacs(TokenCodecTest.ring(7, 255, 0), 0);

    for (int id = 0; id <= SigningKey.MAX_ID; id++) {
      boolean known = id == 0 || id == 7 || id == 255;
      assertThat(macs.id(macs.place(id))).isEqualTo(known ? id : 255);
    }
  }

  private static Map<String, Reason> texts() {
    Map<String, Reason> texts = new LinkedHashMap<>();
    texts.put("", Reason.MALFORMED);
    texts.put("A", Reason.MALFORMED);
    texts.put(GOOD.substring(0, 8), Reason.MALFORMED);
    texts.put("*" + GOOD.substring(1), Reason.MALFORMED);
    texts.put(GOOD.substring(0, GOOD.length() - 1) + "=", Reason.MALFORMED);
    texts.put("\u0141" + GOOD.substring(1), Reason.MALFORMED);
    texts.put("A".repeat(TokenCodec.MAX_TEXT_CHARS + 1), Reason.TOO_LONG);
    texts.put(GOOD.repeat(500), Reason.TOO_LONG);
    texts.put(changed(0, 2), Reason.UNKNOWN_VERSION);
    texts.put(changed(1, 77), Reason.UNKNOWN_KEY);
    texts.put(changed(2, 3), Reason.BAD_SIGNATURE);
    texts.put(changed(5, 'b'), Reason.BAD_SIGNATURE);
    texts.put(
        CODEC.encode(new Token.OptOut(new AccountId("acme"), new DeliveryId("01K9ZZ"), 42)),
        Reason.OTHER_KIND);
    texts.put(signed(1, 2, 1, 64), Reason.UNKNOWN_VERSION);
    return texts;
  }

  private static String changed(int at, int value) {
    byte[] bytes = Base64.getUrlDecoder().decode(GOOD);
    bytes[at] = (byte) value;
    return text(bytes);
  }

  /** Ours, by a version that knows more flags. */
  private static String signed(int... header) {
    byte[] bytes = new byte[header.length + 16];
    for (int i = 0; i < header.length; i++) {
      bytes[i] = (byte) header[i];
    }
    byte[] mac = MACS.sign(MACS.place(header[1]), bytes, header.length);
    System.arraycopy(mac, 0, bytes, header.length, 16);
    return text(bytes);
  }

  private static String text(byte[] bytes) {
    return new String(Base64.getUrlEncoder().withoutPadding().encode(bytes), US_ASCII);
  }
}
