package org.trueopen.instrument;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trueopen.settings.DecidedBy;

/**
 * What reading a mail gave.
 *
 * @param obstacle why it must not be changed; null if it may be
 * @param detail for the log
 * @param bodies those that can be changed, in the order of the source
 */
record MimeFindings(@Nullable DecidedBy obstacle, String detail, List<MimeBody> bodies) {

  /** All bodies of a mail together; longer ones are attachments in disguise, and dear to hold. */
  private static final int MAX_BODY_BYTES = 8 << 20;

  static MimeFindings of(byte[] source, MimeHeader header) {
    DecidedBy dkim = MimeProtection.ofHeader(header);
    try {
      MimePart mail = MimeReader.read(source);
      MimeSecondReader.check(source, mail);
      MimeFindings found = ofParts(mail);
      return found.obstacle() == null && dkim != null
          ? new MimeFindings(dkim, "a DKIM or ARC signature", found.bodies())
          : found;
    } catch (MimeUnreadableException e) {
      DecidedBy obstacle = dkim == null ? DecidedBy.UNREADABLE : dkim;
      return new MimeFindings(obstacle, String.valueOf(e.getMessage()), List.of());
    }
  }

  private static MimeFindings ofParts(MimePart mail) throws MimeUnreadableException {
    List<MimePart> parts = MimeBodies.of(mail);
    List<MimeBody> bodies = readable(parts);
    DecidedBy obstacle = MimeProtection.ofParts(mail);
    if (obstacle != null) {
      return new MimeFindings(obstacle, "a part of that type", bodies);
    }
    for (MimeBody body : bodies) {
      obstacle = MimeProtection.ofText(body);
      if (obstacle != null) {
        return new MimeFindings(obstacle, "PGP in the text", bodies);
      }
    }
    boolean html = parts.stream().anyMatch(MimeBodies::isHtml);
    if (html && bodies.stream().noneMatch(MimeBody::isHtml)) {
      return new MimeFindings(DecidedBy.UNREADABLE, "no HTML body can be read to the byte", bodies);
    }
    return new MimeFindings(null, "", bodies);
  }

  private static List<MimeBody> readable(List<MimePart> parts) {
    List<MimeBody> bodies = new ArrayList<>();
    int left = MAX_BODY_BYTES;
    for (MimePart part : parts) {
      int length = part.bodyEnd() - part.bodyStart();
      MimeBody body = length <= left ? MimeBody.read(part) : null;
      if (body != null) {
        bodies.add(body);
        left -= length;
      }
    }
    return bodies;
  }
}
