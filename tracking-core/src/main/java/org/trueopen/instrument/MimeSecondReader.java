package org.trueopen.instrument;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * Reads the mail once more, by Apache James mime4j, and compares: only where both find the same
 * parts with the same bytes is the place of each known surely enough to change it.
 */
final class MimeSecondReader {

  private static final MimeConfig CONFIG =
      new MimeConfig.Builder()
          .setMaxLineLen(-1)
          .setMaxHeaderLen(2 * MimeHeader.MAX_FIELD_BYTES)
          .setMaxHeaderCount(2 * MimeHeader.MAX_FIELDS)
          .build();

  private MimeSecondReader() {}

  /** Throws if the other reader sees anything else. */
  static void check(byte[] source, MimePart mail) throws MimeUnreadableException {
    MimeTokenStream stream = new MimeTokenStream(CONFIG);
    stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
    Iterator<MimePart> parts = mail.all().iterator();
    try {
      stream.parse(new ByteArrayInputStream(source));
      for (EntityState state = stream.getState();
          state != EntityState.T_END_OF_STREAM;
          state = stream.next()) {
        if (state == EntityState.T_START_MULTIPART || state == EntityState.T_BODY) {
          compare(stream, source, parts);
        }
      }
      stream.stop();
    } catch (IOException | MimeException | RuntimeException e) {
      // The library's own faults on odd input count as its not reading the mail.
      throw new MimeUnreadableException(
          "the second reader gave up: " + e.getClass().getSimpleName());
    }
    if (parts.hasNext()) {
      throw new MimeUnreadableException("the second reader found fewer parts");
    }
  }

  private static void compare(MimeTokenStream stream, byte[] source, Iterator<MimePart> parts)
      throws IOException, MimeUnreadableException {
    if (!parts.hasNext()) {
      throw new MimeUnreadableException("the second reader found more parts");
    }
    MimePart part = parts.next();
    if (!part.type().is(stream.getBodyDescriptor().getMimeType())) {
      throw new MimeUnreadableException("the second reader took a part for another type");
    }
    if (!part.type().isMultipart()
        && !isSame(stream.getInputStream(), source, part.bodyStart(), part.bodyEnd())) {
      throw new MimeUnreadableException("the second reader found another body");
    }
  }

  private static boolean isSame(InputStream in, byte[] source, int from, int to)
      throws IOException {
    byte[] buffer = new byte[8192];
    int pos = from;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      if (n > to - pos || !Arrays.equals(buffer, 0, n, source, pos, pos + n)) {
        return false;
      }
      pos += n;
    }
    return pos == to;
  }
}
