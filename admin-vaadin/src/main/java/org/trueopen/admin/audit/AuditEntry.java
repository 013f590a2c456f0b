package org.trueopen.admin.audit;

import java.time.Instant;
import java.util.List;

/**
 * One change.
 *
 * @param what as a settings' kind or a deed is called: {@code TRACKING_MAILBOX}, {@code user-added}
 * @param subject what it was done to; empty for the account
 */
record AuditEntry(Instant at, String who, String what, String subject, List<Change> changes) {

  AuditEntry {
    changes = List.copyOf(changes);
  }

  /**
   * One value that changed.
   *
   * @param before empty if there was none
   * @param after empty if there is none
   */
  record Change(String field, String before, String after) {}
}
