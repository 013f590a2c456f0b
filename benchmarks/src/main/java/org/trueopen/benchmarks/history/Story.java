package org.trueopen.benchmarks.history;

import org.trueopen.verdict.VerdictClass;

/** What kind of behaviour a hit came from, and its truth. */
public record Story(VerdictClass label, String name) {}
