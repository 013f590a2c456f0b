package org.trueopen.admin;

import java.time.Instant;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.trueopen.admin.rulelab.MailSource;
import org.trueopen.admin.rulelab.TriedLists;
import org.trueopen.id.AccountId;
import org.trueopen.rehearsal.SentMail;

/** Mail in memory, for the rule lab. */
public final class FakeMail implements MailSource {

  /** Reads what a test wants to be read, or throws. */
  private volatile MailSource source = (account, since, lists, progress) -> List.of();

  public void set(MailSource source) {
    this.source = source;
  }

  @Override
  public List<SentMail> read(
      AccountId account, Instant since, TriedLists lists, DoubleConsumer progress) {
    return source.read(account, since, lists, progress);
  }
}
