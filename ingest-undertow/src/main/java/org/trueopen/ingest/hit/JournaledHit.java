package org.trueopen.ingest.hit;

import java.nio.ByteBuffer;
import org.trueopen.event.EventCodec;
import org.trueopen.event.Hit;
import org.trueopen.event.MalformedEventException;

/**
 * A hit as the journal keeps it:
 *
 * <pre>
 *   1   version, 1
 *   1   1 if the settings were not known when it came, otherwise 0
 *   8   recipient key
 *   n   the hit as in Kafka
 * </pre>
 *
 * @param value the encoded hit
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record JournaledHit(boolean unchecked, long recipientKey, byte[] value) {

  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 10;

  static JournaledHit of(PendingHit hit) {
    return new JournaledHit(hit.unchecked, hit.recipientKey, hit.value);
  }

  byte[] encode() {
    return ByteBuffer.allocate(HEADER_BYTES + value.length)
        .put(VERSION)
        .put((byte) (unchecked ? 1 : 0))
        .putLong(recipientKey)
        .put(value)
        .array();
  }

  /**
   * @throws MalformedEventException if another version wrote it
   */
  static JournaledHit decode(byte[] payload) throws MalformedEventException {
    ByteBuffer in = ByteBuffer.wrap(payload);
    if (payload.length < HEADER_BYTES || in.get() != VERSION) {
      throw new MalformedEventException(
          "expected a hit of journal version " + VERSION, new IllegalArgumentException());
    }
    boolean unchecked = in.get() != 0;
    long recipientKey = in.getLong();
    byte[] value = new byte[in.remaining()];
    in.get(value);
    return new JournaledHit(unchecked, recipientKey, value);
  }

  Hit hit() throws MalformedEventException {
    return EventCodec.decodeHit(value);
  }
}
