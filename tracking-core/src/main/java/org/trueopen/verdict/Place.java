package org.trueopen.verdict;

/** How a hit stands among its delivery's hits. */
public enum Place {
  /** The first of its kind (opens, or clicks of one link) by the same group of readers. */
  FIRST,
  /** The same reader again within the dedupe window; never counted. */
  RELOAD,
  /** The same reader again, later. */
  REPEAT,
  /** Evidence of another reader. */
  FORWARD
}
