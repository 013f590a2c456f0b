package org.trueopen.event;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import org.trueopen.event.wire.HitMessage;

/**
 * Writes a hit as {@link HitMessage} would be, without making one first: this is done for every
 * request of a pixel, and the message's builder costs more than the bytes.
 */
final class HitWriter {

  /** A char becomes at most three bytes of UTF-8. */
  private static final int MAX_BYTES_PER_CHAR = 3;

  /** Room for every field's tag and length, and for the numbers. */
  private static final int OVERHEAD_BYTES = 256;

  private static final int OVERHEAD_PER_HEADER = 32;

  private static final ThreadLocal<HitWriter> WRITERS = ThreadLocal.withInitial(HitWriter::new);

  private byte[] buffer = new byte[4096];

  private HitWriter() {}

  static byte[] write(Hit hit) {
    return WRITERS.get().bytes(hit);
  }

  private byte[] bytes(Hit hit) {
    int most = most(hit);
    if (buffer.length < most) {
      buffer = new byte[most];
    }
    CodedOutputStream out = CodedOutputStream.newInstance(buffer);
    try {
      write(hit, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there was room for all of it
    }
    return Arrays.copyOf(buffer, out.getTotalBytesWritten());
  }

  private static int most(Hit hit) {
    int chars =
        hit.account().length()
            + hit.deliveryId().length()
            + hit.hitId().length()
            + hit.url().length()
            + hit.method().length()
            + hit.address().length()
            + hit.userAgent().length()
            + hit.label().length();
    int most = OVERHEAD_BYTES;
    for (Map.Entry<String, String> header : hit.headers().entrySet()) {
      chars += header.getKey().length() + header.getValue().length();
      most += OVERHEAD_PER_HEADER;
    }
    return most + MAX_BYTES_PER_CHAR * chars;
  }

  private static void write(Hit hit, CodedOutputStream out) throws IOException {
    text(HitMessage.ACCOUNT_FIELD_NUMBER, hit.account(), out);
    text(HitMessage.DELIVERY_ID_FIELD_NUMBER, hit.deliveryId(), out);
    text(HitMessage.HIT_ID_FIELD_NUMBER, hit.hitId(), out);
    text(HitMessage.KIND_FIELD_NUMBER, hit.kind().name(), out);
    if (hit.link() != -1) {
      out.writeInt32(HitMessage.LINK_FIELD_NUMBER, hit.link());
    }
    text(HitMessage.URL_FIELD_NUMBER, hit.url(), out);
    if (hit.at().toEpochMilli() != 0) {
      out.writeInt64(HitMessage.AT_FIELD_NUMBER, hit.at().toEpochMilli());
    }
    text(HitMessage.METHOD_FIELD_NUMBER, hit.method(), out);
    text(HitMessage.ADDRESS_FIELD_NUMBER, hit.address(), out);
    text(HitMessage.USER_AGENT_FIELD_NUMBER, hit.userAgent(), out);
    for (Map.Entry<String, String> header : hit.headers().entrySet()) {
      entry(header.getKey(), header.getValue(), out);
    }
    text(HitMessage.LABEL_FIELD_NUMBER, hit.label(), out);
    if (hit.pixel() == PixelPlace.EARLY || hit.pixel() == PixelPlace.IMAGE) {
      text(HitMessage.PIXEL_FIELD_NUMBER, hit.pixel().name(), out);
    }
  }

  /** As proto3 has it, an empty text is not written. */
  private static void text(int field, String value, CodedOutputStream out) throws IOException {
    if (!value.isEmpty()) {
      out.writeString(field, value);
    }
  }

  /** A map's entry is a message of key and value. */
  private static void entry(String key, String value, CodedOutputStream out) throws IOException {
    out.writeTag(HitMessage.HEADERS_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(
        CodedOutputStream.computeStringSize(1, key)
            + CodedOutputStream.computeStringSize(2, value));
    out.writeString(1, key);
    out.writeString(2, value);
  }
}
