package org.trueopen.log;

/** There are as many opt-outs as this installation may hold; nothing was written. */
public final class OptOutsFullException extends RuntimeException {

  OptOutsFullException(int present, int more, int bound) {
    super(
        "opt-outs: %d are held and %d more asked for, but at most %d may be held; raise the bound and"
                .formatted(present, more, bound)
            + " give ingest and admin the memory (up to 32 bytes each)");
  }
}
