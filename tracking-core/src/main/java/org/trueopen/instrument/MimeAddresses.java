package org.trueopen.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.util.ByteSequence;
import org.apache.james.mime4j.util.ContentUtil;
import org.trueopen.id.MailboxAddress;

/** The addresses in a mail's header. */
final class MimeAddresses {

  /** An address has at most 254; the rest is for comments. The parser is slow with long ones. */
  private static final int MAX_PIECE_CHARS = 2000;

  private MimeAddresses() {}

  /** The first of From, or of Sender where that has none. */
  static Optional<MailboxAddress> from(MimeHeader header) {
    for (String name : List.of("From", "Sender")) {
      List<MailboxAddress> found = of(header, name);
      if (!found.isEmpty()) {
        return Optional.of(found.getFirst());
      }
    }
    return Optional.empty();
  }

  /** Of To, Cc and Bcc, each once. */
  static List<MailboxAddress> recipients(MimeHeader header) {
    List<MailboxAddress> found = new ArrayList<>();
    for (String name : List.of("To", "Cc", "Bcc")) {
      found.addAll(of(header, name));
    }
    return found.stream().distinct().toList();
  }

  private static List<MailboxAddress> of(MimeHeader header, String name) {
    List<MailboxAddress> found = new ArrayList<>();
    for (MimeField field : header.all(name)) {
      String list = field.value(header.source(), MimeHeader.MAX_FIELD_BYTES);
      for (String piece : new Splitter(list).pieces()) {
        parse(piece).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<MailboxAddress> parse(String piece) {
    if (piece.length() > MAX_PIECE_CHARS || piece.indexOf('@') < 0) {
      return Optional.empty();
    }
    // No encoded word is in an address, and looking for one in a crafted text is dear. The control
    // character makes what had one no address.
    ByteSequence bytes = ContentUtil.encode(piece.replace("=?", "=\u0001"));
    // Not by parseMailbox(CharSequence) and the like, some of which count characters for bytes.
    Mailbox mailbox =
        LenientAddressParser.DEFAULT.parseMailbox(bytes, new ParserCursor(0, bytes.length()), null);
    return mailbox == null || mailbox.getLocalPart() == null || mailbox.getDomain() == null
        ? Optional.empty()
        : MailboxAddress.tryParse(mailbox.getLocalPart() + '@' + mailbox.getDomain());
  }

  /**
   * Cuts a list of addresses at its commas, and at the colons and semicolons of groups, for the
   * parser takes quadratic time over a long list. Display names are left out.
   */
  private static final class Splitter {
    private final String list;
    private final List<String> pieces = new ArrayList<>();
    private int start;

    Splitter(String list) {
      this.list = list;
    }

    List<String> pieces() {
      boolean angled = false;
      for (int i = 0; i < list.length(); i++) {
        switch (list.charAt(i)) {
          case '"' -> i = endOfQuoted(i);
          case '(' -> i = endOfComment(i);
          case '<' -> {
            start = i;
            angled = true;
          }
          case '>' -> angled = false;
          case ',', ';', ':' -> {
            if (!angled) {
              cut(i);
            }
          }
          default -> {}
        }
      }
      cut(list.length());
      return pieces;
    }

    private int endOfQuoted(int open) {
      int i = open + 1;
      while (i < list.length() && list.charAt(i) != '"') {
        i += list.charAt(i) == '\\' ? 2 : 1;
      }
      return i;
    }

    private int endOfComment(int open) {
      int depth = 1;
      int i = open + 1;
      while (i < list.length() && depth > 0) {
        char c = list.charAt(i);
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        i += c == '\\' ? 2 : 1;
      }
      return i - 1;
    }

    private void cut(int end) {
      pieces.add(list.substring(Math.min(start, end), end));
      start = end + 1;
    }
  }
}
