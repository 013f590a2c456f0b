package org.trueopen.verdict;

/**
 * One piece of evidence behind a verdict.
 *
 * @param rule the rule's id, kebab-case; stored, so it never changes its meaning
 * @param evidence what the rule saw, short and without a full address
 */
public record Reason(String rule, String evidence) {}
