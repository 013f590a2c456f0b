package org.trueopen.standalone.demo;

/**
 * How one request of a load ended.
 *
 * @param sentAt {@link System#nanoTime} when it was begun
 * @param endedAt {@link System#nanoTime} when the answer was complete, or none was expected any
 *     more
 * @param acknowledged whether the answer was whole and proper: then it must be counted exactly once
 * @param status the status received, 0 for none
 */
public record HitAttempt(
    HitTarget target, long sentAt, long endedAt, boolean acknowledged, int status) {

  public long tookNanos() {
    return endedAt - sentAt;
  }
}
