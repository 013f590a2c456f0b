package org.trueopen.ingest.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads what follows {@code DATA}, up to the line that is a single dot, and undoes the doubling of
 * dots (RFC 5321 section 4.5.2).
 *
 * <p>Only CR LF dot CR LF ends a mail. Servers that disagree on that let a second mail be smuggled
 * in the first ("SMTP smuggling", CVE-2023-51764 and others), so line ends that are none by RFC
 * 5321 section 2.3.8 are treated thus:
 *
 * <ul>
 *   <li>a bare LF, which programs on Unix write, becomes CR LF: it has only one meaning;
 *   <li>but not where a dot begins a line beside a bare LF: whether it was doubled, or ends the
 *       mail, is a matter of opinion, so the mail is refused;
 *   <li>a bare CR has no one meaning: the mail is refused.
 * </ul>
 *
 * A mail that is refused is read to its end nonetheless, so that nothing of it is taken for
 * commands.
 */
final class MailReader {

  /** How a mail ended. */
  enum End {
    COMPLETE,
    /** The client went away. */
    BROKEN_OFF,
    TOO_BIG,
    NO_MEMORY,
    BAD_LINE_END,
    /** More than {@link #ENDLESS} times what is allowed, and still no end. */
    ENDLESS
  }

  private enum State {
    AFTER_CRLF,
    AFTER_LF,
    DOT,
    DOT_CR,
    TEXT,
    CR
  }

  private static final int STEP = 64 * 1024;
  private static final int CHUNK = 8192;
  private static final byte[] CRLF = {'\r', '\n'};
  private static final int ENDLESS = 4;

  private final InputStream in;
  private final int maxBytes;
  private final MemoryBudget.Share share;
  private final ByteArrayOutputStream mail = new ByteArrayOutputStream();
  private final byte[] one = new byte[1];
  private State state = State.AFTER_CRLF;
  private int reserved;
  private boolean badLineEnd;
  private boolean bareLf;
  private boolean tooBig;
  private boolean noMemory;

  /**
   * @param in one that can be marked, as the next command may follow the mail
   */
  MailReader(InputStream in, int maxBytes, MemoryBudget.Share share) {
    this.in = in;
    this.maxBytes = maxBytes;
    this.share = share;
  }

  /** Reads to the end and no further; blocks as long as the client takes. */
  End read() throws IOException {
    byte[] chunk = new byte[CHUNK];
    long count = 0;
    while (count < (long) ENDLESS * maxBytes) {
      in.mark(CHUNK);
      int length = in.read(chunk);
      if (length < 0) {
        return End.BROKEN_OFF;
      }
      int end = scan(chunk, length);
      if (end >= 0) {
        in.reset();
        in.skipNBytes(end);
        return verdict();
      }
      count += length;
    }
    return End.ENDLESS;
  }

  /** Returns what of the chunk belongs to the mail, or -1 if all of it does. */
  private int scan(byte[] chunk, int length) {
    int i = 0;
    while (i < length) {
      int from = i;
      if (state == State.TEXT) {
        while (i < length && chunk[i] != '\r' && chunk[i] != '\n') {
          i++;
        }
        keep(chunk, from, i - from);
      }
      if (i < length) {
        int b = chunk[i++];
        if (state == State.DOT_CR && b == '\n') {
          return i;
        }
        state = next(b);
      }
    }
    return -1;
  }

  /** The mail, dots and line ends set right. */
  byte[] bytes() {
    return mail.toByteArray();
  }

  /** Whether a bare LF was made CR LF. */
  boolean normalised() {
    return bareLf;
  }

  private End verdict() {
    if (badLineEnd) {
      return End.BAD_LINE_END;
    }
    return tooBig ? End.TOO_BIG : noMemory ? End.NO_MEMORY : End.COMPLETE;
  }

  private State next(int b) {
    return switch (state) {
      case AFTER_CRLF -> b == '.' ? State.DOT : text(b);
      case AFTER_LF -> {
        badLineEnd |= b == '.';
        yield text(b);
      }
      case TEXT -> text(b);
      case DOT -> {
        // Its dot was put there by the client, whatever follows.
        badLineEnd |= b == '\n';
        yield b == '\r' ? State.DOT_CR : text(b);
      }
      case DOT_CR -> {
        badLineEnd = true;
        yield text(b);
      }
      case CR -> {
        if (b == '\n') {
          lineEnd();
          yield State.AFTER_CRLF;
        }
        badLineEnd = true;
        yield text(b);
      }
    };
  }

  private State text(int b) {
    if (b == '\r') {
      return State.CR;
    }
    if (b == '\n') {
      bareLf = true;
      lineEnd();
      return State.AFTER_LF;
    }
    keep(b);
    return State.TEXT;
  }

  private void lineEnd() {
    keep(CRLF, 0, 2);
  }

  private void keep(int b) {
    one[0] = (byte) b;
    keep(one, 0, 1);
  }

  private void keep(byte[] bytes, int offset, int length) {
    if (badLineEnd || tooBig || noMemory) {
      return;
    }
    tooBig = mail.size() + length > maxBytes;
    while (!tooBig && !noMemory && mail.size() + length > reserved) {
      noMemory = !share.grow(STEP);
      reserved += STEP;
    }
    if (tooBig || noMemory) {
      mail.reset();
    } else {
      mail.write(bytes, offset, length);
    }
  }
}
