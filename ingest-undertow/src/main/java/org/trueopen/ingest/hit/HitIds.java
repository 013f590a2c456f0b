package org.trueopen.ingest.hit;

import com.github.f4b6a3.ulid.UlidFactory;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * Makes the ids of hits: ULIDs, as text. Each thread has a source of its own, since a shared one
 * has a lock that they would queue for; its ids rise.
 *
 * <p>They are unique but no secret: who knows some of a thread's can tell others. A secure random
 * number for each would cost more than all else about them.
 */
final class HitIds {

  private final ThreadLocal<UlidFactory> sources = ThreadLocal.withInitial(HitIds::source);

  private static UlidFactory source() {
    SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
    LongSupplier numbers = random::nextLong;
    return UlidFactory.newMonotonicInstance(numbers);
  }

  /**
   * A new id.
   *
   * @param millis now, since 1970
   */
  String next(long millis) {
    return sources.get().create(millis).toString();
  }
}
