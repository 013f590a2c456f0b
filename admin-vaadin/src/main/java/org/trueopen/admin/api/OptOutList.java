package org.trueopen.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.trueopen.settings.OptOutChange;

/**
 * A list of recipients of one column, read line by line (RFC 4180 with one column: a line may stand
 * in quotes; the first may be the header {@code recipient}). No CSV library: what makes CSV hard,
 * separators, line breaks and quotes inside a value, can stand in no address we know, so a line
 * that has them is invalid by itself.
 */
public final class OptOutList {

  static final int MAX_LINES = 1_000_000;

  /** The longest address has 254 characters, of up to four bytes each. */
  static final int MAX_LINE_BYTES = 1024 + 2;

  private static final int SHOWN_LINES = 20;

  private final LongOpenHashSet keys = new LongOpenHashSet();
  private final List<Integer> invalidLines = new ArrayList<>();
  private int invalid;
  private int repeated;

  private OptOutList() {}

  /**
   * Reads a whole list; blank lines are skipped.
   *
   * @param parser gives a recipient's key, or nothing for what is none
   * @throws ApiException 413 if there are more lines than one call may have
   */
  public static OptOutList read(InputStream input, Function<String, OptionalLong> parser)
      throws IOException {
    OptOutList list = new OptOutList();
    BufferedInputStream buffered = new BufferedInputStream(input, 1 << 16);
    ByteArrayOutputStream line = new ByteArrayOutputStream(MAX_LINE_BYTES + 1);
    for (int number = 1; readLine(buffered, line); number++) {
      if (number > MAX_LINES) {
        throw new ApiException(
            ErrorCode.BODY_TOO_LARGE,
            "A list may have at most " + MAX_LINES + " lines; nothing was written.");
      }
      list.take(number, line, parser);
    }
    return list;
  }

  /** Each recipient once. */
  public LongOpenHashSet keys() {
    return keys;
  }

  public int invalid() {
    return invalid;
  }

  public int repeated() {
    return repeated;
  }

  public List<Integer> invalidLines() {
    return List.copyOf(invalidLines);
  }

  /** A change for each key, made when it is asked for: a million of them need not lie about. */
  public Collection<OptOutChange> changes(LongFunction<OptOutChange> change) {
    return new AbstractCollection<>() {
      @Override
      public Iterator<OptOutChange> iterator() {
        return keys.longStream().mapToObj(change).iterator();
      }

      @Override
      public int size() {
        return keys.size();
      }
    };
  }

  private void take(int number, ByteArrayOutputStream line, Function<String, OptionalLong> parser) {
    String text = text(line, number == 1);
    if (text != null && (text.isEmpty() || (number == 1 && text.equalsIgnoreCase("recipient")))) {
      return;
    }
    OptionalLong key = text == null ? OptionalLong.empty() : parser.apply(text);
    if (key.isEmpty()) {
      invalid++;
      if (invalidLines.size() < SHOWN_LINES) {
        invalidLines.add(number);
      }
    } else if (!keys.add(key.getAsLong())) {
      repeated++;
    }
  }

  /** Null if it is too long, or no UTF-8. */
  private static @Nullable String text(ByteArrayOutputStream line, boolean first) {
    if (line.size() > MAX_LINE_BYTES) {
      return null;
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(line.toByteArray())).toString();
      if (first && text.startsWith("\uFEFF")) { // a byte order mark, as spreadsheets write it
        text = text.substring(1);
      }
      text = text.strip();
      boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
      return quoted ? text.substring(1, text.length() - 1).strip() : text;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /**
   * Reads up to the next line break; of a line that is too long, one byte more than it may have.
   */
  private static boolean readLine(InputStream input, ByteArrayOutputStream line)
      throws IOException {
    line.reset();
    int next = input.read();
    if (next < 0) {
      return false;
    }
    for (; next >= 0 && next != '\n'; next = input.read()) {
      if (line.size() <= MAX_LINE_BYTES) {
        line.write(next);
      }
    }
    return true;
  }
}
