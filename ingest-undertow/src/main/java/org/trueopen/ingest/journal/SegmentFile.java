package org.trueopen.ingest.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a segment, all numbers big-endian:
 *
 * <pre>
 *   8   "TOJRNL" and the version, 0x0001
 *   then for each record
 *   4   length of the payload
 *   4   CRC-32C (RFC 3720 appendix B.4) of all of the record but itself
 *   8   when it was written, in milliseconds since 1970
 *   n   payload
 * </pre>
 *
 * The name holds the number of the first record, so that names in order are records in order.
 */
final class SegmentFile {

  static final int HEADER_BYTES = 8;
  static final int RECORD_OVERHEAD = 16;

  /** A hit with everything at its longest has some 20 KiB. */
  static final int MAX_PAYLOAD_BYTES = 64 * 1024;

  static final String SUFFIX = ".journal";

  private static final byte[] MAGIC = "TOJRNL\0\1".getBytes(US_ASCII);

  private SegmentFile() {}

  /** A record as it stands in a file. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Stored(byte[] payload, long writtenAt) {
    int length() {
      return RECORD_OVERHEAD + payload.length;
    }
  }

  static Path path(Path folder, long firstIndex) {
    return folder.resolve("%019d%s".formatted(firstIndex, SUFFIX));
  }

  static ByteBuffer header() {
    return ByteBuffer.wrap(MAGIC.clone());
  }

  static boolean hasHeader(FileChannel channel) throws IOException {
    ByteBuffer found = ByteBuffer.allocate(HEADER_BYTES);
    return readFully(channel, found, 0) && found.flip().equals(header());
  }

  /** Puts a record; the buffer must have room for it. */
  static void put(ByteBuffer into, byte[] payload, long writtenAt) {
    into.putInt(payload.length)
        .putInt(checksum(payload.length, writtenAt, payload))
        .putLong(writtenAt)
        .put(payload);
  }

  /** The record at a position; null if no whole and sound one stands there. */
  static @Nullable Stored read(FileChannel channel, long position) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(RECORD_OVERHEAD);
    if (!readFully(channel, head, position)) {
      return null;
    }
    head.flip();
    int length = head.getInt();
    int checksum = head.getInt();
    long writtenAt = head.getLong();
    if (length < 0 || length > MAX_PAYLOAD_BYTES) {
      return null;
    }
    ByteBuffer payload = ByteBuffer.allocate(length);
    if (!readFully(channel, payload, position + RECORD_OVERHEAD)
        || checksum(length, writtenAt, payload.array()) != checksum) {
      return null;
    }
    return new Stored(payload.array(), writtenAt);
  }

  private static int checksum(int length, long writtenAt, byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(12).putInt(length).putLong(writtenAt).flip());
    crc.update(payload);
    return (int) crc.getValue();
  }

  private static boolean readFully(FileChannel channel, ByteBuffer into, long position)
      throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int read = channel.read(into, at);
      if (read < 0) {
        return false;
      }
      at += read;
    }
    return true;
  }
}
