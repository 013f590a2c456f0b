package org.trueopen.admin.report;

import java.time.Instant;

/**
 * Which deliveries are listed.
 *
 * @param from the first instant of sending
 * @param to the first instant no longer listed
 * @param search part of a recipient, subject or campaign; empty for all
 */
public record MessageFilter(Instant from, Instant to, String search) {}
