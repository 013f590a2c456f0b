package org.trueopen.verdict;

import java.util.List;

/**
 * What one hit alone tells.
 *
 * @param client the client in words, such as {@code Gmail image proxy}; empty if unknown
 * @param confidence how sure the rules are, 0 to 100 percent
 */
public record SingleVerdict(
    VerdictClass verdict, List<Reason> reasons, int confidence, String client) {

  public SingleVerdict {
    reasons = List.copyOf(reasons);
  }
}
