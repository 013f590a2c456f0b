package org.trueopen.admin.report;

/** Differs from an earlier one as soon as the message list may look different. */
public record MessagePulse(long deliveries, long changes) {}
