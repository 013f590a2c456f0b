package org.trueopen.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.trueopen.admin.report.ReportsUnavailableException;
import org.trueopen.admin.sender.KnownSenders;
import org.trueopen.admin.sender.Senders;
import org.trueopen.id.AccountId;

/** Senders a test names beforehand, and a store that can be switched off. */
public final class FakeSenders implements Senders {

  private final List<KnownSenders.Sent> sent = new ArrayList<>();
  private boolean down;

  @Override
  public synchronized KnownSenders known(AccountId account) {
    if (down) {
      throw new ReportsUnavailableException("switched off", new IllegalStateException());
    }
    return KnownSenders.of(sent, true);
  }

  public synchronized void add(String mailbox, String campaign) {
    sent.add(new KnownSenders.Sent(mailbox, campaign, Instant.parse("2026-11-21T20:00:00Z")));
  }

  public synchronized void reset() {
    sent.clear();
    down = false;
  }

  public synchronized void setDown(boolean isDown) {
    down = isDown;
  }
}
