package org.trueopen.settings;

/** What was decided for a delivery when it was instrumented; frozen with it. */
public record Decision(Outcome opens, Outcome clicks) {}
