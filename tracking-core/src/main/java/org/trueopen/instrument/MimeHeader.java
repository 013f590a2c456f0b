package org.trueopen.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mail's or a part's header, as places in the source. */
final class MimeHeader {

  /** Real mail has some dozens; this bounds the memory. */
  static final int MAX_FIELDS = 10_000;

  /** Enough for some ten thousand addresses in one field. */
  static final int MAX_FIELD_BYTES = 1 << 20;

  /** The prefix of the fields that the product gives and takes. */
  static final String OWN_PREFIX = "X-TrueOpen-";

  private final byte[] source;
  private final int start;
  private final List<MimeField> fields;
  private final int end;
  private final int bodyStart;
  private final @Nullable String trouble;

  private MimeHeader(Scanner scanner, int end, int bodyStart) {
    this.source = scanner.source;
    this.start = scanner.start;
    this.fields = List.copyOf(scanner.fields);
    this.end = end;
    this.bodyStart = bodyStart;
    this.trouble = scanner.trouble;
  }

  /** Reads as far as there are fields, up to a blank line, a boundary or the end. */
  static MimeHeader scan(byte[] source, int start, MimeBoundaries boundaries) {
    return new Scanner(source, start, boundaries).scan();
  }

  byte[] source() {
    return source;
  }

  List<MimeField> fields() {
    return fields;
  }

  /** Where a further field can be put in: behind the last one. */
  int end() {
    return end;
  }

  /** Behind the blank line, if there is one. */
  int bodyStart() {
    return bodyStart;
  }

  /** What stands in the header that readers take differently; null for nothing. */
  @Nullable String trouble() {
    return trouble;
  }

  List<MimeField> all(String name) {
    return fields.stream().filter(field -> field.isNamed(source, name)).toList();
  }

  /** The first field of that name, on one line, not decoded. */
  Optional<String> value(String name, int maxBytes) {
    for (MimeField field : fields) {
      if (field.isNamed(source, name)) {
        return Optional.of(field.value(source, maxBytes));
      }
    }
    return Optional.empty();
  }

  /** How lines end here. */
  String lineBreak() {
    int first = MimeLines.next(source, start, source.length);
    return first - start > 0
            && source[first - 1] == '\n'
            && (first - start < 2 || source[first - 2] != '\r')
        ? "\n"
        : "\r\n";
  }

  private static final class Scanner {
    private final byte[] source;
    private final int start;
    private final MimeBoundaries boundaries;
    private final List<MimeField> fields = new ArrayList<>();
    private int count;
    private @Nullable String trouble;

    Scanner(byte[] source, int start, MimeBoundaries boundaries) {
      this.source = source;
      this.start = start;
      this.boundaries = boundaries;
    }

    MimeHeader scan() {
      int pos = afterMailboxLine();
      while (pos < source.length && !boundaries.isAt(source, pos)) {
        int next = MimeLines.next(source, pos, source.length);
        int end = MimeLines.contentEnd(source, pos, next);
        if (end == pos) {
          return new MimeHeader(this, pos, next);
        }
        int colon = colon(pos, end);
        if (colon < 0) {
          trouble = "a header line is no field";
          break;
        }
        while (next < source.length && (source[next] == ' ' || source[next] == '\t')) {
          next = MimeLines.next(source, next, source.length);
        }
        add(new MimeField(pos, colon, next));
        pos = next;
      }
      return new MimeHeader(this, pos, pos);
    }

    /** Mail out of a mailbox file begins with a line that is no field. */
    private int afterMailboxLine() {
      boolean found =
          start == 0
              && (MimeBoundaries.startsWith(source, 0, "From ")
                  || MimeBoundaries.startsWith(source, 0, ">From "));
      int next = found ? MimeLines.next(source, 0, source.length) : start;
      return found && colon(0, next) < 0 ? next : start;
    }

    /** Behind the name, which is of printable characters; -1 if the line is no field. */
    private int colon(int from, int to) {
      int i = from;
      while (i < to && source[i] > ' ' && source[i] < 0x7f && source[i] != ':') {
        i++;
      }
      int nameEnd = i;
      while (i < to && (source[i] == ' ' || source[i] == '\t')) {
        i++;
      }
      return nameEnd > from && i < to && source[i] == ':' ? i : -1;
    }

    private void add(MimeField field) {
      count++;
      if (field.end() - field.start() > MAX_FIELD_BYTES) {
        trouble = "a header field of more than " + MAX_FIELD_BYTES + " bytes";
      }
      if (count > MAX_FIELDS) {
        trouble = "a header of more than " + MAX_FIELDS + " fields";
      }
      if (hasOddControl(field)) {
        trouble = "a header field with NUL or a carriage return inside";
      }
      // Ours are kept whatever the number, for they have to be found to be dropped.
      if (count <= MAX_FIELDS || field.startsWith(source, OWN_PREFIX)) {
        fields.add(field);
      }
    }

    /** Some readers end a line, or the text, there. */
    private boolean hasOddControl(MimeField field) {
      for (int i = field.start(); i < field.end(); i++) {
        if (source[i] == 0
            || (source[i] == '\r' && (i + 1 == field.end() || source[i + 1] != '\n'))) {
          return true;
        }
      }
      return false;
    }
  }
}
