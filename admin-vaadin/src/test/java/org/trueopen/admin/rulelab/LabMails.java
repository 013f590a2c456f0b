package org.trueopen.admin.rulelab;

import java.time.Instant;
import java.util.List;
import org.trueopen.rehearsal.SentMail;
import org.trueopen.settings.ListChanges;

/** Mail for tests of the page. */
public final class LabMails {

  private LabMails() {}

  /** So many deliveries, each with three clicks within a second. */
  public static List<SentMail> bursts(Instant sentAt, int deliveries) {
    return bursts(sentAt, deliveries, new TriedLists(ListChanges.NONE, ListChanges.NONE));
  }

  /** The same, as these lists tell it. */
  public static List<SentMail> bursts(Instant sentAt, int deliveries, TriedLists lists) {
    return GatheredMailTest.mails(sentAt, deliveries, lists);
  }
}
