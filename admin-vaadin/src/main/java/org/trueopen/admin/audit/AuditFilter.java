package org.trueopen.admin.audit;

import java.time.Instant;

/**
 * Which changes are asked for.
 *
 * @param from from then on
 * @param to before then
 * @param what a kind of change; empty for all
 * @param search in who and subject; empty for all
 */
record AuditFilter(Instant from, Instant to, String what, String search) {}
