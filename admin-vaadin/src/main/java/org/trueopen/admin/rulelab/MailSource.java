package org.trueopen.admin.rulelab;

import java.time.Instant;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.trueopen.id.AccountId;
import org.trueopen.rehearsal.SentMail;

/** Where the lab's mail comes from. */
public interface MailSource {

  /**
   * An account's mail, anonymous mail aside, with all that came of it.
   *
   * @param since when it was sent at the earliest
   * @param lists what tells each hit alone: those that hold, and those that are tried
   * @param progress hears the share that is read, 0 to 1; what it throws ends the reading
   * @throws TooMuchMailException if it is more than is held in memory
   * @throws org.trueopen.log.EventLogException if it cannot be read
   */
  List<SentMail> read(AccountId account, Instant since, TriedLists lists, DoubleConsumer progress);
}
