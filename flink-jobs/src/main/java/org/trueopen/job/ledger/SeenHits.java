package org.trueopen.job.ledger;

import java.util.Arrays;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * Tells repeated hits where there are too many to remember each whole: beyond a delivery's bound,
 * and of anonymous mail. Of each key it keeps 64-bit hashes of hit ids, the latest {@value
 * #PER_SLOT} in each of {@value #SLOTS} slots: 65,536 ids and half a megabyte at most. A repetition
 * among the next 20,000 hits is overlooked once in 19,000 times, and one after far more than 65,536
 * is stated again; ingest repeats what it could not hand over within seconds. A hit costs one read
 * and one write of at most 128 bytes.
 */
final class SeenHits {

  static final int SLOTS = 4096;
  static final int PER_SLOT = 16;

  private final MapState<Integer, long[]> slots;

  SeenHits(RuntimeContext runtime) {
    slots =
        runtime.getMapState(
            new MapStateDescriptor<>(
                "seen-hits", Types.INT, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  /** Remembers a hit of the present key; false if it had been seen before. */
  boolean add(String hitId) throws Exception {
    long hash = hash(hitId);
    int slot = (int) (hash >>> 52); // the 12 highest bits
    long @Nullable [] seen = slots.get(slot);
    if (seen == null) {
      slots.put(slot, new long[] {hash});
      return true;
    }
    for (long known : seen) {
      if (known == hash) {
        return false;
      }
    }
    int dropped = seen.length < PER_SLOT ? 0 : 1;
    long[] next = Arrays.copyOfRange(seen, dropped, seen.length + 1);
    next[next.length - 1] = hash;
    slots.put(slot, next);
    return true;
  }

  void clear() {
    slots.clear();
  }

  /** FNV-1a of 64 bits, its bits mixed by the finalizer of MurmurHash3. Stored: never changes. */
  static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
