package org.trueopen.benchmarks.world;

import java.time.Instant;
import java.util.Map;
import org.trueopen.event.HitKind;
import org.trueopen.verdict.VerdictClass;

/**
 * A hit with its truth.
 *
 * @param story what kind of behaviour it came from; for the report only
 * @param link -1 for an open
 */
record Request(
    Letter letter,
    String story,
    VerdictClass label,
    HitKind kind,
    int link,
    Instant at,
    String method,
    String address,
    String userAgent,
    Map<String, String> headers) {}
