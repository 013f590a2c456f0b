package org.trueopen.instrument;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trueopen.settings.DecidedBy;

/** Tells mail that any change would break: signed, encrypted, or under a DKIM signature. */
final class MimeProtection {

  /** What the signatures of RFC 6376 and RFC 8617 are called; both cover the body. */
  static final List<String> DKIM_FIELDS = List.of("DKIM-Signature", "ARC-Message-Signature");

  /** At the beginning of a line, so that a quoted one is none. RFC 9580 sections 6.2 and 7.1. */
  private static final Pattern PGP_LINE =
      Pattern.compile("(?m)^-----BEGIN PGP (SIGNED )?MESSAGE-----[ \\t]*$");

  /** In HTML anything may stand in front. */
  private static final Pattern PGP_IN_HTML =
      Pattern.compile("(?m)(?:^|>)\\s{0,20}-----BEGIN PGP (SIGNED )?MESSAGE-----");

  private MimeProtection() {}

  static @Nullable DecidedBy ofHeader(MimeHeader header) {
    boolean signed = DKIM_FIELDS.stream().anyMatch(name -> !header.all(name).isEmpty());
    return signed ? DecidedBy.DKIM_SIGNED : null;
  }

  static @Nullable DecidedBy ofParts(MimePart mail) {
    return mail.all().map(MimeProtection::ofPart).filter(Objects::nonNull).findFirst().orElse(null);
  }

  static @Nullable DecidedBy ofText(MimeBody body) {
    if (!body.text().contains("-----BEGIN PGP ")) {
      return null;
    }
    var matcher = (body.isHtml() ? PGP_IN_HTML : PGP_LINE).matcher(body.text());
    if (!matcher.find()) {
      return null;
    }
    return matcher.group(1) == null ? DecidedBy.ENCRYPTED : DecidedBy.SIGNED;
  }

  private static @Nullable DecidedBy ofPart(MimePart part) {
    MimeType type = part.type();
    return switch (type.value()) {
      case "multipart/signed" -> DecidedBy.SIGNED;
      case "multipart/encrypted" -> DecidedBy.ENCRYPTED;
      case "application/pkcs7-mime", "application/x-pkcs7-mime" -> ofSmime(type);
      case "application/pgp" -> // before RFC 2015; some clients send it still
          lower(type.param("x-action")).contains("sign") ? DecidedBy.SIGNED : DecidedBy.ENCRYPTED;
      default -> null;
    };
  }

  /** RFC 8551 section 3.2.2; older clients leave the parameter out and mean encrypted. */
  private static @Nullable DecidedBy ofSmime(MimeType type) {
    return switch (lower(type.param("smime-type"))) {
      case "signed-data" -> DecidedBy.SIGNED;
      case "certs-only", "compressed-data" -> null;
      default -> DecidedBy.ENCRYPTED;
    };
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
