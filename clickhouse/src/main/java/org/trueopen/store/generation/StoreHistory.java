package org.trueopen.store.generation;

import com.clickhouse.client.api.query.GenericRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.trueopen.store.StoreConfig;

/** What somebody who judges anew has to know of what is stored. */
public final class StoreHistory {

  private final StoreConfig config;

  /**
   * @param config of the migrator
   */
  public StoreHistory(StoreConfig config) {
    this.config = config;
  }

  /**
   * An erased recipient.
   *
   * @param key {@code KeyedHash.recipient} of account and address
   */
  public record Recipient(String account, long key) {}

  /** Every account with mail or hits. */
  public SortedSet<String> accounts() {
    SortedSet<String> accounts = new TreeSet<>();
    try (Statements store = new Statements(config)) {
      for (GenericRecord row :
          store.rows(
              "SELECT DISTINCT toString(account) AS name FROM trueopen.deliveries UNION DISTINCT"
                  + " SELECT DISTINCT toString(account) AS name FROM trueopen.hits")) {
        accounts.add(row.getString("name"));
      }
    }
    return accounts;
  }

  /** Whoever was erased, and when last: what was sent to them until then is to be forgotten. */
  public Map<Recipient, Instant> erased() {
    Map<Recipient, Instant> erased = new HashMap<>();
    try (Statements store = new Statements(config)) {
      for (GenericRecord row :
          store.rows(
              "SELECT toString(account) AS name, toString(recipient_key) AS recipient,"
                  + " toUnixTimestamp64Milli(max(erased_at)) AS until_ms"
                  + " FROM trueopen.erased_recipients GROUP BY account, recipient_key")) {
        erased.put(
            new Recipient(
                row.getString("name"), Long.parseUnsignedLong(row.getString("recipient"))),
            Instant.ofEpochMilli(row.getLong("until_ms")));
      }
    }
    return erased;
  }

  /** How many rows of hits a generation has; grows while it is made. */
  public long hitRows(Generation generation) {
    try (Statements store = new Statements(config)) {
      return store.number("SELECT toInt64(count()) AS n FROM " + generation.database() + ".hits");
    }
  }
}
