package org.trueopen.admin.report;

import java.time.Instant;

/**
 * Which deliveries are listed.
 *
 * @param from the first instant of sending
 * @param to the first instant no longer listed
 * @param search part of a recipient, subject or campaign; empty for all
 * @param filter of senders; the rest of it is not looked at
 */
public record MessageFilter(Instant from, Instant to, String search, Filter filter) {

  public MessageFilter(Instant from, Instant to, String search) {
    this(from, to, search, Filter.NONE);
  }
}
