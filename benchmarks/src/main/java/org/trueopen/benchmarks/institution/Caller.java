package org.trueopen.benchmarks.institution;

import java.util.Map;
import org.trueopen.verdict.VerdictClass;

/**
 * Who asks.
 *
 * @param label what they truly are
 */
record Caller(
    String story,
    VerdictClass label,
    String address,
    String userAgent,
    Map<String, String> headers) {}
