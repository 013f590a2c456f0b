package org.trueopen.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.trueopen.token.KeyMacs.oneUnlessZero;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.InstantSource;
import java.util.Base64;
import java.util.stream.Stream;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.token.Decoding.Decoded;
import org.trueopen.token.Decoding.Reason;
import org.trueopen.token.Decoding.Rejected;

/**
 * Writes and reads tokens: base64url text (RFC 4648 section 5, no padding) of
 *
 * <pre>
 *   byte   version, 1
 *   byte   id of the signing key
 *   byte   kind: 1 pixel, 2 link, 3 opt-out, 4 image
 *   byte   flags: 1 for a pixel at the mail's beginning, 2 for a honeypot link, otherwise 0
 *   byte   length of the account, then its ASCII
 *   byte   length of the delivery id, then its ASCII
 *   8      recipient key, big-endian
 *   2      link number, big-endian      (links only)
 *   rest   destination, UTF-8           (links and images only)
 *   16     HMAC-SHA-256 over all of the above, cut to 128 bits (RFC 2104 section 5)
 * </pre>
 *
 * <p>A text decodes only if it is exactly what {@link #encode} would write. Safe for use by many
 * threads.
 *
 * <p>How long a text takes to be read depends on its length and on nothing else that is wrong with
 * it: whatever that is, every character is looked at, one HMAC is computed over all that may be a
 * body, and only then is it said what was wrong. So a stranger learns neither which keys there are
 * nor how near a guess came.
 */
public final class TokenCodec {

  /** The longest text written or read: what proxies and mail clients carry without trouble. */
  public static final int MAX_TEXT_CHARS = 8000;

  /** The longest destination, in bytes of UTF-8; a longer link is left as it is. */
  public static final int MAX_DESTINATION_BYTES = 5800;

  private static final int VERSION = 1;
  private static final int KIND_OPEN = 1;
  private static final int KIND_CLICK = 2;
  private static final int KIND_OPT_OUT = 3;
  private static final int KIND_IMAGE = 4;
  private static final int FLAG_EARLY = 1;
  private static final int FLAG_HONEYPOT = 2;
  private static final int MAC_BYTES = 16;
  private static final int HEADER_BYTES = 4;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /** The rejection for each bit of the faults, the lowest first. */
  private static final Rejected[] BY_FAULT =
      Stream.of(
              Reason.TOO_LONG,
              Reason.MALFORMED,
              Reason.UNKNOWN_VERSION,
              Reason.UNKNOWN_KEY,
              Reason.BAD_SIGNATURE,
              Reason.OTHER_KIND,
              Reason.UNKNOWN_VERSION) // by a version that knows more flags than this one
          .map(Rejected::new)
          .toArray(Rejected[]::new);

  private final SigningKeys keys;
  private final InstantSource clock;
  private final ThreadLocal<KeyMacs> macs;

  /**
   * @param keys may be replaced at any time
   * @param clock says which keys may sign yet
   */
  public TokenCodec(SigningKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
    this.macs = ThreadLocal.withInitial(() -> newMacs(keys.ring()));
  }

  /** With keys that never change, by the system's clock. */
  public TokenCodec(KeyRing ring) {
    this(new SigningKeys(ring), InstantSource.system());
  }

  /** The token's text, signed by the newest key that may sign. */
  public String encode(Token token) {
    KeyMacs current = macs();
    int key = current.ring.signer(clock.instant()).id();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeByte(key);
      out.writeByte(kind(token));
      out.writeByte(flags(token));
      writeShortText(out, token.account().value());
      writeShortText(out, token.delivery().value());
      out.writeLong(token.recipientKey());
      if (token instanceof Token.Click click) {
        out.writeShort(click.link());
        writeDestination(out, click.destination());
      } else if (token instanceof Token.Image image) {
        writeDestination(out, image.destination());
      }
      byte[] body = bytes.toByteArray();
      out.write(current.sign(current.place(key), body, body.length), 0, MAC_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ENCODER.encodeToString(bytes.toByteArray());
  }

  /** Reads a pixel's token. */
  public Decoding decodeOpen(String text) {
    return decode(text, KIND_OPEN);
  }

  /** Reads an image's token. */
  public Decoding decodeImage(String text) {
    return decode(text, KIND_IMAGE);
  }

  /** Reads an opt-out's token. */
  public Decoding decodeOptOut(String text) {
    return decode(text, KIND_OPT_OUT);
  }

  /** Reads a link's token. */
  public Decoding decodeClick(String text) {
    return decode(text, KIND_CLICK);
  }

  private Decoding decode(String text, int expectedKind) {
    KeyMacs current = macs();
    byte[] bytes = current.buffer();
    int chars = Math.min(text.length(), MAX_TEXT_CHARS);
    int flaws = Base64Url.read(text, chars, bytes);
    int missing = HEADER_BYTES + MAC_BYTES - Base64Url.bytes(chars);
    int bodyLength = HEADER_BYTES - Math.min(missing, 0);
    int key = Byte.toUnsignedInt(bytes[1]);
    int place = current.place(key);
    byte[] mac = current.sign(place, bytes, bodyLength);
    int knownFlags =
        switch (expectedKind) {
          case KIND_OPEN -> FLAG_EARLY;
          case KIND_CLICK -> FLAG_HONEYPOT;
          default -> 0;
        };
    int faults =
        oneUnlessZero(text.length() - chars)
            | oneUnlessZero(flaws | Math.max(missing, 0)) << 1
            | oneUnlessZero(bytes[0] ^ VERSION) << 2
            | oneUnlessZero(current.id(place) ^ key) << 3
            | oneUnlessZero(difference(mac, bytes, bodyLength)) << 4
            | oneUnlessZero(bytes[2] ^ expectedKind) << 5
            | oneUnlessZero(bytes[3] & ~knownFlags) << 6;
    return faults == 0
        ? new Decoded(readBody(bytes, bodyLength, expectedKind))
        : BY_FAULT[Integer.numberOfTrailingZeros(faults)];
  }

  /** The bits in which the cut hash and what stands at a place differ, wherever they do. */
  private static int difference(byte[] mac, byte[] bytes, int at) {
    int difference = 0;
    for (int i = 0; i < MAC_BYTES; i++) {
      difference |= mac[i] ^ bytes[at + i];
    }
    return difference;
  }

  /** Only called on signed bytes, so the layout can be relied on. */
  private static Token readBody(byte[] bytes, int end, int kind) {
    int at = HEADER_BYTES;
    AccountId account = new AccountId(readShortText(bytes, at));
    at += 1 + account.value().length();
    DeliveryId delivery = new DeliveryId(readShortText(bytes, at));
    at += 1 + delivery.value().length();
    long recipientKey = (long) LONG.get(bytes, at);
    at += Long.BYTES;
    return switch (kind) {
      case KIND_OPEN ->
          new Token.Open(account, delivery, recipientKey, (bytes[3] & FLAG_EARLY) != 0);
      case KIND_OPT_OUT -> new Token.OptOut(account, delivery, recipientKey);
      case KIND_IMAGE ->
          new Token.Image(account, delivery, recipientKey, new String(bytes, at, end - at, UTF_8));
      default -> {
        int link = Short.toUnsignedInt((short) SHORT.get(bytes, at));
        at += Short.BYTES;
        yield new Token.Click(
            account,
            delivery,
            recipientKey,
            link,
            new String(bytes, at, end - at, UTF_8),
            (bytes[3] & FLAG_HONEYPOT) != 0);
      }
    };
  }

  private static int flags(Token token) {
    return switch (token) {
      case Token.Open open -> open.early() ? FLAG_EARLY : 0;
      case Token.Click click -> click.honeypot() ? FLAG_HONEYPOT : 0;
      case Token.OptOut optOut -> 0;
      case Token.Image image -> 0;
    };
  }

  private static int kind(Token token) {
    return switch (token) {
      case Token.Open open -> KIND_OPEN;
      case Token.Click click -> KIND_CLICK;
      case Token.OptOut optOut -> KIND_OPT_OUT;
      case Token.Image image -> KIND_IMAGE;
    };
  }

  private static void writeDestination(DataOutputStream out, String text) throws IOException {
    byte[] destination = text.getBytes(UTF_8);
    if (destination.length > MAX_DESTINATION_BYTES) {
      throw new IllegalArgumentException(
          "destination: expected at most %d bytes, found %d"
              .formatted(MAX_DESTINATION_BYTES, destination.length));
    }
    out.write(destination);
  }

  /** This thread's, for the ring in force. */
  private KeyMacs macs() {
    KeyRing ring = keys.ring();
    KeyMacs current = macs.get();
    if (current.ring != ring) {
      current = newMacs(ring);
      macs.set(current);
    }
    return current;
  }

  private static KeyMacs newMacs(KeyRing ring) {
    return new KeyMacs(ring, Base64Url.bytes(MAX_TEXT_CHARS));
  }

  /** How many HMACs this thread has computed with the ring in force; for tests. */
  long macsComputed() {
    return macs().computed();
  }

  private static void writeShortText(DataOutputStream out, String text) throws IOException {
    byte[] ascii = text.getBytes(US_ASCII);
    out.writeByte(ascii.length);
    out.write(ascii);
  }

  private static String readShortText(byte[] bytes, int at) {
    return new String(bytes, at + 1, Byte.toUnsignedInt(bytes[at]), US_ASCII);
  }
}
