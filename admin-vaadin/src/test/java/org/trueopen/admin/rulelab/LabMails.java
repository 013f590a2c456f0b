package org.trueopen.admin.rulelab;

import java.time.Instant;
import java.util.List;
import org.trueopen.rehearsal.SentMail;

/** Mail for tests of the page. */
public final class LabMails {

  private LabMails() {}

  /** So many deliveries, each with three clicks within a second. */
  public static List<SentMail> bursts(Instant sentAt, int deliveries) {
    return GatheredMailTest.mails(sentAt, deliveries);
  }
}
