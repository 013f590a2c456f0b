package org.trueopen.webhooks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request.
 *
 * @param kind what to do now
 * @param status of HTTP; 0 if there was no answer
 * @param detail why, for people; empty if it was taken
 * @param retryAfter how long the receiver wants to be left alone; null if it did not say
 */
record Attempt(Kind kind, int status, String detail, @Nullable Duration retryAfter) {

  enum Kind {
    TAKEN,
    /** Try again later. */
    FAILED,
    /** 410: the receiver wants nothing any more. */
    GONE
  }

  static Attempt failed(String why) {
    return new Attempt(Kind.FAILED, 0, why, null);
  }
}
