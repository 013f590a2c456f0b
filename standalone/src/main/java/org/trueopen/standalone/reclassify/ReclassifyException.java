package org.trueopen.standalone.reclassify;

import org.trueopen.store.StoreConfig;

/** History cannot be judged anew just now; the message says why and what to do. */
public final class ReclassifyException extends Exception {

  ReclassifyException(String message) {
    super(message);
  }

  static ReclassifyException full() {
    return new ReclassifyException(
        "there are %d generations, which is the most; drop one: ./trueopen reclassify list"
            .formatted(StoreConfig.GENERATIONS.size()));
  }
}
