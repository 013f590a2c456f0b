package org.trueopen.ingest.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/**
 * The little the relay itself does with a mail's header, byte for byte and without a parser, so
 * that it works on mail that no parser understands.
 */
final class HeaderLines {

  private static final String OURS = "x-trueopen-";

  private HeaderLines() {}

  /** How many {@code Received} fields there are: how far the mail has come. */
  static int countReceived(byte[] mail) {
    int count = 0;
    int end = endOfHeader(mail);
    for (int line = 0; line < end; line = nextLine(mail, line)) {
      if (startsWith(mail, line, "received:")) {
        count++;
      }
    }
    return count;
  }

  /**
   * The mail without its {@code X-TrueOpen-*} fields, which are for us only. A mail whose DKIM
   * signature covers one of them is left as it is.
   */
  static byte[] withoutOurs(byte[] mail) {
    int end = endOfHeader(mail);
    if (signsOurs(mail, end)) {
      return mail;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(mail.length);
    boolean dropping = false;
    for (int line = 0; line < end; ) {
      int next = nextLine(mail, line);
      boolean continued = mail[line] == ' ' || mail[line] == '\t';
      dropping = continued ? dropping : startsWith(mail, line, OURS);
      if (!dropping) {
        out.write(mail, line, next - line);
      }
      line = next;
    }
    out.write(mail, end, mail.length - end);
    return out.toByteArray();
  }

  /** Whether any byte has its highest bit set. */
  static boolean isEightBit(byte[] mail) {
    for (byte b : mail) {
      if (b < 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean signsOurs(byte[] mail, int end) {
    boolean signature = false;
    for (int line = 0; line < end; line = nextLine(mail, line)) {
      boolean continued = mail[line] == ' ' || mail[line] == '\t';
      signature = continued ? signature : startsWith(mail, line, "dkim-signature:");
      if (signature) {
        int next = nextLine(mail, line);
        String text = new String(mail, line, next - line, ISO_8859_1);
        if (text.toLowerCase(Locale.ROOT).contains(OURS)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The offset of the empty line that ends the header, or the mail's length. */
  private static int endOfHeader(byte[] mail) {
    for (int line = 0; line < mail.length; line = nextLine(mail, line)) {
      if (mail[line] == '\r' || mail[line] == '\n') {
        return line;
      }
    }
    return mail.length;
  }

  private static int nextLine(byte[] mail, int from) {
    int i = from;
    while (i < mail.length && mail[i] != '\n') {
      i++;
    }
    return Math.min(i + 1, mail.length);
  }

  private static boolean startsWith(byte[] mail, int from, String lowerCase) {
    if (mail.length - from < lowerCase.length()) {
      return false;
    }
    for (int i = 0; i < lowerCase.length(); i++) {
      if (Character.toLowerCase((char) mail[from + i]) != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
