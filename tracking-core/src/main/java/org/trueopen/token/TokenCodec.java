package org.trueopen.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
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
 *   byte   flags: 1 for a pixel at the mail's beginning, otherwise 0
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
  private static final int MAC_BYTES = 16;
  private static final int HEADER_BYTES = 4;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final KeyRing ring;

  // Mac.getInstance costs more than the hash itself; one initialised Mac per key and thread is
  // kept.
  private final ThreadLocal<Map<Integer, Mac>> macs;

  public TokenCodec(KeyRing ring) {
    this.ring = ring;
    this.macs = ThreadLocal.withInitial(this::newMacs);
  }

  /** The token's text, signed by the newest key. */
  public String encode(Token token) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      int key = ring.newest().id();
      out.writeByte(VERSION);
      out.writeByte(key);
      out.writeByte(kind(token));
      out.writeByte(token instanceof Token.Open open && open.early() ? FLAG_EARLY : 0);
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
      out.write(sign(key, body, body.length), 0, MAC_BYTES);
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
    if (text.length() > MAX_TEXT_CHARS) {
      return new Rejected(Reason.TOO_LONG);
    }
    byte[] bytes;
    try {
      bytes = DECODER.decode(text.getBytes(US_ASCII));
    } catch (IllegalArgumentException e) {
      return new Rejected(Reason.MALFORMED);
    }
    int bodyLength = bytes.length - MAC_BYTES;
    if (bodyLength < HEADER_BYTES || hasLeftoverBits(text)) {
      return new Rejected(Reason.MALFORMED);
    }
    if (bytes[0] != VERSION) {
      return new Rejected(Reason.UNKNOWN_VERSION);
    }
    int key = Byte.toUnsignedInt(bytes[1]);
    if (ring.find(key).isEmpty()) {
      return new Rejected(Reason.UNKNOWN_KEY);
    }
    byte[] expected = Arrays.copyOf(sign(key, bytes, bodyLength), MAC_BYTES);
    byte[] found = Arrays.copyOfRange(bytes, bodyLength, bytes.length);
    if (!MessageDigest.isEqual(expected, found)) {
      return new Rejected(Reason.BAD_SIGNATURE);
    }
    if (bytes[2] != expectedKind) {
      return new Rejected(Reason.OTHER_KIND);
    }
    // Signed, so ours; but by a version that knows more than this one.
    if ((bytes[3] & ~(expectedKind == KIND_OPEN ? FLAG_EARLY : 0)) != 0) {
      return new Rejected(Reason.UNKNOWN_VERSION);
    }
    return new Decoded(
        readBody(
            ByteBuffer.wrap(bytes, HEADER_BYTES, bodyLength - HEADER_BYTES),
            expectedKind,
            (bytes[3] & FLAG_EARLY) != 0));
  }

  /** Only called on signed bytes, so the layout can be relied on. */
  private static Token readBody(ByteBuffer body, int kind, boolean early) {
    AccountId account = new AccountId(readShortText(body));
    DeliveryId delivery = new DeliveryId(readShortText(body));
    long recipientKey = body.getLong();
    return switch (kind) {
      case KIND_OPEN -> new Token.Open(account, delivery, recipientKey, early);
      case KIND_OPT_OUT -> new Token.OptOut(account, delivery, recipientKey);
      case KIND_IMAGE ->
          new Token.Image(account, delivery, recipientKey, UTF_8.decode(body).toString());
      default -> {
        int link = Short.toUnsignedInt(body.getShort());
        yield new Token.Click(account, delivery, recipientKey, link, UTF_8.decode(body).toString());
      }
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

  /**
   * Whether the last character carries bits beyond the last byte. Java's decoder ignores them,
   * which would let several texts stand for one token.
   */
  private static boolean hasLeftoverBits(String text) {
    if (text.endsWith("=")) {
      return true;
    }
    int last =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
            .indexOf(text.charAt(text.length() - 1));
    return switch (text.length() % 4) {
      case 2 -> (last & 0b1111) != 0;
      case 3 -> (last & 0b11) != 0;
      default -> false;
    };
  }

  private byte[] sign(int key, byte[] bytes, int length) {
    Mac mac = Objects.requireNonNull(macs.get().get(key));
    mac.update(bytes, 0, length);
    return mac.doFinal();
  }

  private Map<Integer, Mac> newMacs() {
    Map<Integer, Mac> result = new HashMap<>();
    for (SigningKey key : ring.all()) {
      try {
        Mac mac = Mac.getInstance(SigningKey.ALGORITHM);
        mac.init(key.secret());
        result.put(key.id(), mac);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("HmacSHA256, which every Java platform has, is missing", e);
      }
    }
    return result;
  }

  private static void writeShortText(DataOutputStream out, String text) throws IOException {
    byte[] ascii = text.getBytes(US_ASCII);
    out.writeByte(ascii.length);
    out.write(ascii);
  }

  private static String readShortText(ByteBuffer body) {
    byte[] ascii = new byte[Byte.toUnsignedInt(body.get())];
    body.get(ascii);
    return new String(ascii, US_ASCII);
  }
}
