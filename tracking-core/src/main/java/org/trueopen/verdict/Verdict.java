package org.trueopen.verdict;

import java.util.List;

/**
 * What a hit was judged to be among its delivery's hits.
 *
 * @param confidence 0 to 100 percent
 */
public record Verdict(
    VerdictClass verdict, Place place, List<Reason> reasons, int confidence, String ruleVersion) {}
