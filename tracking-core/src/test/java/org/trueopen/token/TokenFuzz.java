package org.trueopen.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.token.Decoding.Decoded;

/**
 * What Jazzer runs: makes a text of each input and checks that nothing is thrown and that a text
 * decodes only if it is exactly what {@link TokenCodec#encode} wrote.
 *
 * <p>An input's first byte says what the rest is: a text as it stands, or a good token and edits.
 * {@link #main} writes inputs to begin with.
 */
public final class TokenFuzz {

  private static final int FIRST_EDITED = 64;
  private static final String DELIVERY = "01JA2B3C4D5E6F7G8H9J0KMNPQ";
  private static final String[] REPEATED = {"A", "-", "=", "\u0141"};

  private static final SigningKey OLDER = key(1, "an older key that still verifies..");
  private static final SigningKey NEWEST = key(2, "the newest key, with which we sign");
  private static final TokenCodec RING = new TokenCodec(new KeyRing(List.of(OLDER, NEWEST)));
  private static final TokenCodec BY_OLDER = new TokenCodec(new KeyRing(List.of(OLDER)));

  /** With the id of a key of ours, but another secret. */
  private static final TokenCodec FOREIGN =
      new TokenCodec(new KeyRing(List.of(key(2, "what somebody else thinks of it..."))));

  private static final TokenCodec UNKNOWN =
      new TokenCodec(new KeyRing(List.of(key(9, "a key of an id that we do not have"))));

  private static final List<String> TOKENS = tokens();

  private TokenFuzz() {}

  /** The entry that Jazzer looks for. */
  public static void fuzzerTestOneInput(byte[] input) {
    check(text(input));
  }

  /**
   * Writes the first inputs: every token as it stands and to be edited.
   *
   * <p>Argument: the folder.
   */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    for (int i = 0; i < TOKENS.size(); i++) {
      Files.write(folder.resolve("token-" + i), ("\0" + TOKENS.get(i)).getBytes(ISO_8859_1));
      Files.write(folder.resolve("edited-" + i), new byte[] {FIRST_EDITED, (byte) i, 0, 0, 40, 1});
    }
  }

  /** The text that an input stands for. */
  static String text(byte[] input) {
    if (input.length == 0) {
      return "";
    }
    byte[] rest = Arrays.copyOfRange(input, 1, input.length);
    int mode = Byte.toUnsignedInt(input[0]);
    if (mode < FIRST_EDITED) {
      return new String(rest, mode % 4 == 3 ? UTF_16BE : ISO_8859_1);
    }
    return edited(rest);
  }

  /** A token's number, then four bytes for each edit: which, where (two), with what. */
  private static String edited(byte[] plan) {
    String text = plan.length == 0 ? "" : token(plan[0]);
    for (int i = 1; i + 3 < plan.length; i += 4) {
      int place = Byte.toUnsignedInt(plan[i + 1]) << 8 | Byte.toUnsignedInt(plan[i + 2]);
      text = edit(text, Byte.toUnsignedInt(plan[i]) % 12, place, plan[i + 3]);
    }
    return text;
  }

  private static String edit(String text, int how, int place, byte with) {
    int at = place % (text.length() + 1);
    String before = text.substring(0, at);
    String after = text.substring(at);
    String other = token(with);
    return switch (how) {
      case 0 -> reencoded(text, bytes -> flip(bytes, place, with));
      case 1 ->
          before + (char) Byte.toUnsignedInt(with) + after.substring(Math.min(1, after.length()));
      case 2 -> before;
      case 3 -> after;
      case 4 -> before + other.substring(Math.min(at, other.length()));
      case 5 -> before + (char) Byte.toUnsignedInt(with) + after;
      case 6 -> text.replace('-', '+').replace('_', '/');
      case 7 -> text + "=".repeat(with & 3);
      case 8 -> reencoded(text, bytes -> replace(bytes, place, with));
      case 9 -> reencoded(text, bytes -> Arrays.copyOf(bytes, bytes.length + (with & 31)));
      case 10 -> before + REPEATED[with & 3].repeat(place % 8100) + after;
      default -> before + (char) (place << 7 | with) + after;
    };
  }

  private static String reencoded(String text, Function<byte[], byte[]> change) {
    byte[] bytes = new byte[Base64Url.bytes(text.length())];
    return Base64Url.read(text, text.length(), bytes) != 0 || bytes.length == 0
        ? text
        : Base64.getUrlEncoder().withoutPadding().encodeToString(change.apply(bytes));
  }

  private static byte[] flip(byte[] bytes, int place, byte with) {
    bytes[place % bytes.length] ^= (byte) (1 << (with & 7));
    return bytes;
  }

  private static byte[] replace(byte[] bytes, int place, byte with) {
    bytes[place % bytes.length] = with;
    return bytes;
  }

  /**
   * Checks everything that is promised of a text.
   *
   * @throws AssertionError if a promise is broken
   */
  static void check(String text) {
    checkBase64(text);
    int accepted =
        check(text, RING::decodeOpen, Token.Open.class)
            + check(text, RING::decodeClick, Token.Click.class)
            + check(text, RING::decodeImage, Token.Image.class)
            + check(text, RING::decodeOptOut, Token.OptOut.class);
    if (accepted > 1) {
      throw new AssertionError("of several kinds: " + text);
    }
  }

  private static int check(
      String text, Function<String, Decoding> decoder, Class<? extends Token> kind) {
    if (!(decoder.apply(text) instanceof Decoded(Token token))) {
      return 0;
    }
    if (!kind.isInstance(token)) {
      throw new AssertionError("read as " + kind + ": " + text);
    }
    if (!RING.encode(token).equals(text) && !BY_OLDER.encode(token).equals(text)) {
      throw new AssertionError("decoded, but never written: " + text);
    }
    return 1;
  }

  private static void checkBase64(String text) {
    byte[] read = new byte[Base64Url.bytes(text.length())];
    boolean good = Base64Url.read(text, text.length(), read) == 0;
    boolean written = Base64.getUrlEncoder().withoutPadding().encodeToString(read).equals(text);
    if (good != written) {
      throw new AssertionError("base64url read as " + good + ": " + text);
    }
  }

  private static String token(byte number) {
    return TOKENS.get(Byte.toUnsignedInt(number) % TOKENS.size());
  }

  private static List<String> tokens() {
    AccountId account = new AccountId("acme");
    DeliveryId delivery = new DeliveryId(DELIVERY);
    List<String> texts = new ArrayList<>();
    for (TokenCodec codec : List.of(RING, BY_OLDER, FOREIGN, UNKNOWN)) {
      for (Token token :
          List.of(
              new Token.Open(account, delivery, 7),
              new Token.Open(account, delivery, -1, true),
              new Token.Click(account, delivery, 7, 65_535, "https://example.com/\u00e4?a=1&b=2"),
              new Token.Image(account, delivery, 7, "https://example.com/logo.png"),
              new Token.OptOut(account, delivery, Long.MIN_VALUE))) {
        texts.add(codec.encode(token));
      }
    }
    String longest = "https://example.com/" + "x".repeat(TokenCodec.MAX_DESTINATION_BYTES - 20);
    texts.add(RING.encode(new Token.Click(account, delivery, 7, 0, longest)));
    return texts;
  }

  private static SigningKey key(int id, String secret) {
    return new SigningKey(id, secret.getBytes(US_ASCII));
  }
}
