package org.trueopen.ingest.hit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trueopen.instrument.TrackingUrls;

/**
 * Reads the request of a pixel where it is as plain as nearly all are: a whole head that came at
 * once, and nothing behind it.
 *
 * <pre>
 *   GET /o/TOKEN.gif HTTP/1.1          TOKEN of A-Z a-z 0-9 - _
 *   Name: value                        any number of times
 *   (an empty line)
 * </pre>
 *
 * <p>It is no parser of HTTP: whatever has two readings, or a meaning for the connection, is left
 * to one. So what is read here any server reads alike (RFC 9112):
 *
 * <ul>
 *   <li>names are tokens with the colon right behind; values are visible ASCII behind one space or
 *       none, with single spaces in between; lines end in CR LF and are not folded;
 *   <li>no header of a body, of an upgrade or of expectations; {@code Connection} is {@code
 *       keep-alive} or not there;
 *   <li>a header that is looked at comes once, and the host is a name or an IPv4 address.
 * </ul>
 *
 * <p>For one request after another, not safe for use by several threads.
 */
final class PlainHead {

  private static final int MAX_BYTES = 8 * 1024;

  /** As many as the listener lets through. */
  private static final int MAX_HEADERS = 100;

  private static final byte[] BEGIN = ("GET " + TrackingUrls.OPEN_PREFIX).getBytes(US_ASCII);
  private static final byte[] END = (TrackingUrls.OPEN_SUFFIX + " HTTP/1.1\r\n").getBytes(US_ASCII);
  private static final byte[] KEEP_ALIVE = "keep-alive".getBytes(US_ASCII);

  private static final byte TOKEN = 1;
  private static final byte NAME = 2;
  private static final byte VALUE = 4;
  private static final byte HOST = 8;
  private static final byte[] ALPHABETS = alphabets();

  private static final int MAX_PORT = 65_535;
  private static final int NOWHERE = -1;

  private enum Meaning {
    HOST,
    LOOKED_AT,
    CONNECTION,
    NOT_PLAIN
  }

  /** A header that means something here, and where its value stands. */
  private static final class Known {
    private final byte[] name;
    private final Meaning meaning;
    private int begin = NOWHERE;
    private int end;

    Known(String lowerCase, Meaning meaning) {
      this.name = lowerCase.getBytes(US_ASCII);
      this.meaning = meaning;
    }
  }

  /** One more, which is no character of anything. */
  private final byte[] bytes = new byte[MAX_BYTES + 1];

  private final Map<RequestHeader, Known> lookedAt = new EnumMap<>(RequestHeader.class);

  /** By the length of their names. */
  private final Known[][] known;

  private int tokenEnd;

  PlainHead() {
    for (RequestHeader header : RequestHeader.values()) {
      Meaning meaning = header == RequestHeader.HOST ? Meaning.HOST : Meaning.LOOKED_AT;
      lookedAt.put(header, new Known(header.lowerCase(), meaning));
    }
    List<Known> all = new ArrayList<>(lookedAt.values());
    all.add(new Known("connection", Meaning.CONNECTION));
    for (String name :
        List.of("content-length", "transfer-encoding", "expect", "upgrade", "trailer")) {
      all.add(new Known(name, Meaning.NOT_PLAIN));
    }
    int longest = all.stream().mapToInt(each -> each.name.length).max().orElseThrow();
    known =
        IntStream.rangeClosed(0, longest)
            .mapToObj(
                length ->
                    all.stream().filter(each -> each.name.length == length).toArray(Known[]::new))
            .toArray(Known[][]::new);
  }

  /** Whether it is such a request; what the last one left is gone either way. */
  boolean read(ByteBuffer source, int begin, int length) {
    if (length > MAX_BYTES || length < BEGIN.length) {
      return false;
    }
    source.get(begin, bytes, 0, length);
    bytes[length] = 0;
    if (!Arrays.equals(bytes, 0, BEGIN.length, BEGIN, 0, BEGIN.length)) {
      return false;
    }
    tokenEnd = skip(BEGIN.length, TOKEN);
    int at = tokenEnd + END.length;
    if (at > length || !Arrays.equals(bytes, tokenEnd, at, END, 0, END.length)) {
      return false;
    }
    for (Known[] ofLength : known) {
      for (Known header : ofLength) {
        header.begin = NOWHERE;
      }
    }
    for (int headers = 0; headers < MAX_HEADERS; headers++) {
      if (isLineEnd(at)) {
        return at + 2 == length;
      }
      at = readHeader(at);
      if (at == NOWHERE) {
        return false;
      }
    }
    return false;
  }

  /** Where the next line begins; {@link #NOWHERE} if this is no plain header. */
  private int readHeader(int begin) {
    int nameEnd = skip(begin, NAME);
    if (nameEnd == begin || bytes[nameEnd] != ':') {
      return NOWHERE;
    }
    int valueBegin = bytes[nameEnd + 1] == ' ' ? nameEnd + 2 : nameEnd + 1;
    int valueEnd = skip(valueBegin, VALUE);
    Known header = find(begin, nameEnd);
    return isLineEnd(valueEnd)
            && !isSpaced(valueBegin, valueEnd)
            && (header == null || isPlain(header, valueBegin, valueEnd))
        ? valueEnd + 2
        : NOWHERE;
  }

  /** Servers differ in what they make of spaces at an end, or of several. */
  private boolean isSpaced(int begin, int end) {
    boolean space = true;
    for (int at = begin; at < end; at++) {
      if (bytes[at] == ' ' && space) {
        return true;
      }
      space = bytes[at] == ' ';
    }
    return space && end > begin;
  }

  private @Nullable Known find(int begin, int end) {
    int length = end - begin;
    if (length < known.length) {
      for (Known each : known[length]) {
        if (isIgnoringCase(begin, end, each.name)) {
          return each;
        }
      }
    }
    return null;
  }

  private boolean isPlain(Known header, int begin, int end) {
    boolean first = header.begin == NOWHERE;
    header.begin = begin;
    header.end = end;
    return switch (header.meaning) {
      case HOST -> first && isHost(begin, end);
      case LOOKED_AT -> first;
      case CONNECTION -> isIgnoringCase(begin, end, KEEP_ALIVE);
      case NOT_PLAIN -> false;
    };
  }

  /** A name or an IPv4 address, and a port perhaps. */
  private boolean isHost(int begin, int end) {
    int nameEnd = skip(begin, HOST);
    if (nameEnd == begin || nameEnd == end) {
      return nameEnd > begin;
    }
    int port = 0;
    for (int at = nameEnd + 1; at < end && port <= MAX_PORT; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return false;
      }
      port = 10 * port + bytes[at] - '0';
    }
    return bytes[nameEnd] == ':' && port > 0 && port <= MAX_PORT;
  }

  private boolean isIgnoringCase(int begin, int end, byte[] lowerCase) {
    if (end - begin != lowerCase.length) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      byte c = bytes[begin + i];
      if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  /** Where the first character stands that is none of these. */
  private int skip(int begin, byte alphabet) {
    int at = begin;
    while (bytes[at] >= 0 && (ALPHABETS[bytes[at]] & alphabet) != 0) {
      at++;
    }
    return at;
  }

  private boolean isLineEnd(int at) {
    return bytes[at] == '\r' && bytes[at + 1] == '\n';
  }

  /** The token's text. */
  String token() {
    return text(BEGIN.length, tokenEnd);
  }

  /** A header's value; null if there is none. */
  @Nullable String header(RequestHeader header) {
    Known found = lookedAt.get(header);
    return found == null || found.begin == NOWHERE ? null : text(found.begin, found.end);
  }

  /** It is ASCII; this is the fastest way to a text. */
  private String text(int begin, int end) {
    return new String(bytes, begin, end - begin, ISO_8859_1);
  }

  private static byte[] alphabets() {
    byte[] of = new byte[Byte.MAX_VALUE + 1];
    for (char c = ' '; c < Byte.MAX_VALUE; c++) {
      boolean alphanumeric =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      of[c] |= VALUE;
      if (alphanumeric || c == '-' || c == '.') {
        of[c] |= HOST;
      }
      if (alphanumeric || c == '-' || c == '_') {
        of[c] |= TOKEN | NAME;
      } else if ("!#$%&'*+.^`|~".indexOf(c) >= 0) { // RFC 9110, section 5.6.2
        of[c] |= NAME;
      }
    }
    return of;
  }
}
