package org.trueopen.benchmarks.history;

import java.util.Map;
import org.trueopen.verdict.VerdictClass;

/**
 * Who asks.
 *
 * @param story what kind of behaviour it is; for the report only
 * @param label what they truly are
 * @param headers beside the user agent, by name in lower case
 */
public record Caller(
    String story,
    VerdictClass label,
    String address,
    String userAgent,
    Map<String, String> headers) {}
