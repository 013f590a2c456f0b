package org.trueopen.store;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Takes all rows about one recipient out of the store. The rollups name nobody and stay as they
 * are, so totals do not change. Erasing again finds what has come since, or nothing.
 *
 * <p>Who erases should first see to it that nothing new is recorded of the recipient.
 */
public final class Erasure {

  /** Those with a delivery's id; the deliveries themselves go last, since they tell the ids. */
  private static final List<String> TABLES =
      List.of(
          "hits",
          "late_hits",
          "engagement",
          "corrections",
          "delivery_statuses",
          "delivery_times",
          "deliveries");

  /** Ids of 32 characters keep a statement well below the 256 kB that a server reads. */
  private static final int IDS_AT_ONCE = 2000;

  private final StoreConfig config;

  /**
   * @param config of a user who may read these tables and delete from them, as the migrator
   */
  public Erasure(StoreConfig config) {
    this.config = config;
  }

  /**
   * What was erased.
   *
   * @param rows how many rows of each table
   * @param left how many are still there; 0 unless some came meanwhile
   */
  public record Receipt(Map<String, Long> rows, long left) {}

  /**
   * Returns when the rows are gone from every part of the tables. The files that held them are
   * removed by the server some minutes later.
   *
   * @param recipientKey {@code KeyedHash.recipient} of account and address
   * @throws MigrationException if ClickHouse refuses; erase again to go on
   */
  public Receipt erase(String account, long recipientKey) {
    try (Client client = Stores.client(config)) {
      Map<String, Long> rows = new LinkedHashMap<>();
      TABLES.forEach(table -> rows.put(table, 0L));
      List<String> ids = deliveries(client, account, recipientKey);
      for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
        List<String> some = ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE));
        for (String table : TABLES) {
          String where = where(account, some);
          rows.merge(table, count(client, table, where), Long::sum);
          delete(client, table, where);
        }
      }
      return new Receipt(rows, left(client, account, ids, recipientKey));
    }
  }

  private static List<String> deliveries(Client client, String account, long recipientKey) {
    List<String> ids = new ArrayList<>();
    for (GenericRecord row :
        client.queryAll(
            "SELECT DISTINCT delivery_id FROM trueopen.deliveries WHERE account = "
                + quoted(account)
                + " AND recipient_key = "
                + Long.toUnsignedString(recipientKey))) {
      ids.add(row.getString("delivery_id"));
    }
    return ids;
  }

  private static long left(Client client, String account, List<String> ids, long recipientKey) {
    long left = deliveries(client, account, recipientKey).size();
    for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
      String where = where(account, ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE)));
      for (String table : TABLES) {
        left += count(client, table, where);
      }
    }
    return left;
  }

  private static long count(Client client, String table, String where) {
    return client
        .queryAll("SELECT toInt64(count()) AS n FROM trueopen." + table + where)
        .getFirst()
        .getLong("n");
  }

  /** Rewrites the parts that hold the rows and waits for it. */
  private void delete(Client client, String table, String where) {
    String sql =
        "ALTER TABLE trueopen." + table + " DELETE" + where + " SETTINGS mutations_sync = 2";
    try {
      client.execute(sql).get().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MigrationException("Interrupted while erasing from " + table, e);
    } catch (ExecutionException e) {
      throw refused(table, e);
    } catch (Exception e) {
      throw refused(table, e);
    }
  }

  private MigrationException refused(String table, Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new MigrationException(
        "ClickHouse at "
            + config.url()
            + " did not erase from "
            + table
            + ": "
            + cause.getMessage()
            + ". Erase again to go on.",
        e);
  }

  private static String where(String account, List<String> ids) {
    return " WHERE account = "
        + quoted(account)
        + " AND delivery_id IN ("
        + ids.stream().map(Erasure::quoted).collect(Collectors.joining(", "))
        + ")";
  }

  private static String quoted(String text) {
    return '\'' + text.replace("\\", "\\\\").replace("'", "\\'") + '\'';
  }
}
