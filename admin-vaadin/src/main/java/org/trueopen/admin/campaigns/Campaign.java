package org.trueopen.admin.campaigns;

import java.time.Instant;
import org.trueopen.admin.report.Totals;

/**
 * A campaign in the list.
 *
 * @param firstSent start of the quarter of an hour of its first mail in the range
 * @param lastSent likewise of the last
 */
public record Campaign(String name, Instant firstSent, Instant lastSent, Totals totals) {}
