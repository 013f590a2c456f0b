package org.trueopen.benchmarks.history;

import java.time.Instant;
import org.trueopen.event.HitKind;

/**
 * A request with its truth.
 *
 * @param link -1 for an open
 */
record Hit(Mail mail, Caller caller, HitKind kind, int link, Instant at, String method) {}
