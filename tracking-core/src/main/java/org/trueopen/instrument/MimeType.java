package org.trueopen.instrument;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The value of a Content-Type or Content-Disposition field.
 *
 * @param value in lower case, such as {@code text/html} or {@code attachment}
 * @param readable false where a header's type is none, so that readers guess
 */
record MimeType(String value, List<NameValuePair> params, boolean readable) {

  /** Far beyond any real one; parameters are cheap to write and dear to read. */
  private static final int MAX_BYTES = 16 << 10;

  /** What a part is, by RFC 2045 section 5.2 and RFC 2046 section 5.1.5 where it does not say. */
  static MimeType of(MimeHeader header, @Nullable MimePart parent) throws MimeUnreadableException {
    MimeType type = single(header, "Content-Type");
    if (type != null && type.isWellFormed()) {
      return type;
    }
    boolean digest = parent != null && parent.type().is("multipart/digest");
    return new MimeType(digest ? "message/rfc822" : "text/plain", List.of(), type == null);
  }

  /** How a part wants to be shown; null if it does not say. */
  static @Nullable MimeType disposition(MimeHeader header) throws MimeUnreadableException {
    return single(header, "Content-Disposition");
  }

  private static @Nullable MimeType single(MimeHeader header, String name)
      throws MimeUnreadableException {
    MimeType result = null;
    for (MimeField field : header.all(name)) {
      MimeType type = parse(header.source(), field);
      if (result != null && !result.equals(type)) {
        throw new MimeUnreadableException("a header has two different fields " + name);
      }
      result = type;
    }
    return result;
  }

  private static MimeType parse(byte[] source, MimeField field) throws MimeUnreadableException {
    int length = MimeLines.contentEnd(source, field.start(), field.end()) - field.start();
    if (length > MAX_BYTES) {
      throw new MimeUnreadableException("a Content field of more than " + MAX_BYTES + " bytes");
    }
    ByteArrayBuffer bytes = new ByteArrayBuffer(length);
    bytes.append(source, field.start(), length);
    try {
      RawField raw = RawFieldParser.DEFAULT.parseField(bytes);
      RawBody body = RawFieldParser.DEFAULT.parseRawBody(raw);
      String value = Objects.requireNonNullElse(body.getValue(), "").toLowerCase(Locale.ROOT);
      return new MimeType(value.replaceAll("\\s*/\\s*", "/").strip(), body.getParams(), true);
    } catch (MimeException e) {
      throw new MimeUnreadableException("a Content field cannot be read");
    }
  }

  boolean is(String other) {
    return value.equals(other);
  }

  boolean isMultipart() {
    return value.startsWith("multipart/");
  }

  /** Null if there is none, or if there are two that differ. */
  @Nullable String param(String name) {
    List<String> found =
        params.stream()
            .filter(param -> param.getName().equalsIgnoreCase(name) && param.getValue() != null)
            .map(param -> param.getValue().strip())
            .distinct()
            .toList();
    return found.size() == 1 ? found.getFirst() : null;
  }

  boolean namesFile() {
    return params.stream()
        .map(param -> param.getName().toLowerCase(Locale.ROOT))
        .anyMatch(
            name ->
                name.equals("name")
                    || name.equals("filename")
                    || name.startsWith("name*")
                    || name.startsWith("filename*"));
  }

  private boolean isWellFormed() {
    int slash = value.indexOf('/');
    return slash > 0 && slash < value.length() - 1;
  }
}
