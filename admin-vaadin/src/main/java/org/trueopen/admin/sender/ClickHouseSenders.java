package org.trueopen.admin.sender;

import com.clickhouse.client.api.Client;
import java.util.List;
import java.util.Map;
import org.trueopen.admin.report.ReportsUnavailableException;
import org.trueopen.id.AccountId;
import org.trueopen.store.Queries;

/** Senders out of ClickHouse. */
public final class ClickHouseSenders implements Senders {

  /** As many as a page can list; who has more finds the others by name. */
  private static final int MOST = 20_000;

  private final Client client;

  /**
   * @param client stays the caller's to close
   */
  public ClickHouseSenders(Client client) {
    this.client = client;
  }

  @Override
  public KnownSenders known(AccountId account) {
    try {
      List<KnownSenders.Sent> pairs =
          client
              .queryAll(
                  Queries.load("senders"), Map.of("account", account.value(), "limit", MOST + 1))
              .stream()
              .map(
                  row ->
                      new KnownSenders.Sent(
                          row.getString("mailbox"),
                          row.getString("campaign"),
                          row.getInstant("last_sent")))
              .toList();
      boolean complete = pairs.size() <= MOST;
      return KnownSenders.of(complete ? pairs : pairs.subList(0, MOST), complete);
    } catch (RuntimeException e) {
      throw new ReportsUnavailableException("ClickHouse query senders: " + e.getMessage(), e);
    }
  }
}
