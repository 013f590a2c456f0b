package org.trueopen.admin.report;

import java.time.Instant;

/**
 * A change that may show in the figures.
 *
 * @param words what changed, by whom: {@code Open tracking on to off for news@acme.example, by ada}
 */
public record Mark(Instant at, String words) {}
