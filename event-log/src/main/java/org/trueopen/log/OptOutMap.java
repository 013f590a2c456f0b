package org.trueopen.log;

import it.unimi.dsi.fastutil.HashCommon;
import it.unimi.dsi.fastutil.longs.Long2IntMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.StampedLock;
import java.util.function.BiConsumer;
import org.trueopen.settings.OptOut;
import org.trueopen.settings.OptOuts;

/**
 * Opt-outs in memory: two primitive arrays per segment, 12 bytes a slot, so 16 to 32 bytes an
 * opt-out as the arrays fill and double. One thread writes, any number read; a reader waits at most
 * while its segment, a 256th of all, is being doubled, which takes about a millisecond.
 */
final class OptOutMap implements OptOuts {

  /** Many, so that readers seldom meet at the same lock and growing is done in small steps. */
  private static final int SEGMENTS = 256;

  private static final int SOURCE_BITS = 4;
  private static final long MAX_MINUTES = (1L << (Integer.SIZE - SOURCE_BITS)) - 1;

  /** No packed opt-out has this value: there is no sixteenth source. */
  private static final int NONE = -1;

  private static final OptOut.Source[] SOURCES = OptOut.Source.values();

  private static final class Segment {
    final StampedLock lock = new StampedLock();
    final Long2IntOpenHashMap map = new Long2IntOpenHashMap();

    Segment() {
      map.defaultReturnValue(NONE);
    }

    Long2IntOpenHashMap copy() {
      long stamp = lock.readLock();
      try {
        return map.clone();
      } finally {
        lock.unlockRead(stamp);
      }
    }

    int get(long key) {
      long stamp = lock.readLock();
      try {
        return map.get(key);
      } finally {
        lock.unlockRead(stamp);
      }
    }
  }

  private final Segment[] segments = new Segment[SEGMENTS];
  private volatile int size;

  OptOutMap() {
    for (int i = 0; i < SEGMENTS; i++) {
      segments[i] = new Segment();
    }
  }

  @Override
  public Optional<OptOut> find(long recipientKey) {
    int packed = segment(recipientKey).get(recipientKey);
    return packed == NONE ? Optional.empty() : Optional.of(unpack(packed));
  }

  boolean contains(long recipientKey) {
    return segment(recipientKey).get(recipientKey) != NONE;
  }

  int size() {
    return size;
  }

  /** A copy of all of them, a segment at a time. */
  void forEach(BiConsumer<Long, OptOut> take) {
    for (Segment segment : segments) {
      for (Long2IntMap.Entry entry : segment.copy().long2IntEntrySet()) {
        take.accept(entry.getLongKey(), unpack(entry.getIntValue()));
      }
    }
  }

  /** Adds or replaces; only for the one thread that writes. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  void put(long recipientKey, Instant since, OptOut.Source source) {
    Segment segment = segment(recipientKey);
    long stamp = segment.lock.writeLock();
    try {
      if (segment.map.put(recipientKey, pack(since, source)) == NONE) {
        size++;
      }
    } finally {
      segment.lock.unlockWrite(stamp);
    }
  }

  /** Only for the one thread that writes. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  void remove(long recipientKey) {
    Segment segment = segment(recipientKey);
    long stamp = segment.lock.writeLock();
    try {
      if (segment.map.remove(recipientKey) != NONE) {
        size--;
      }
    } finally {
      segment.lock.unlockWrite(stamp);
    }
  }

  /** The map takes the mixed key's low bits, the segments its high ones. */
  private Segment segment(long recipientKey) {
    return segments[(int) (HashCommon.mix(recipientKey) >>> (Long.SIZE - 8))];
  }

  @SuppressWarnings("EnumOrdinal") // lives in memory only, read by the same version that wrote it
  private static int pack(Instant since, OptOut.Source source) {
    long minutes = Math.clamp(since.getEpochSecond() / 60, 0L, MAX_MINUTES);
    return (int) (minutes << SOURCE_BITS) | source.ordinal();
  }

  private static OptOut unpack(int packed) {
    return new OptOut(
        Instant.ofEpochSecond((packed >>> SOURCE_BITS) * 60L),
        SOURCES[packed & ((1 << SOURCE_BITS) - 1)]);
  }
}
