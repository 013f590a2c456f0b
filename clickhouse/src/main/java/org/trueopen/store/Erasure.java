package org.trueopen.store;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Takes all rows about one recipient out of the store, generations of verdicts included, and notes
 * the keyed hash, so that nobody brings the recipient back from the topics. The rollups name nobody
 * and stay as they are, so totals do not change. Erasing again finds what has come since, or
 * nothing: the ids of the deliveries are kept for that, as the job may state something anew of mail
 * that it remembers.
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

  private static final String ERASED = StoreConfig.DATABASE + ".erased_deliveries";

  /** Ids of 32 characters keep a statement well below the 256 kB that a server reads. */
  private static final int IDS_AT_ONCE = 2000;

  private final StoreConfig config;

  private final InstantSource clock;

  /**
   * @param config of a user who may read these tables and delete from them, as the migrator
   */
  public Erasure(StoreConfig config) {
    this(config, InstantSource.system());
  }

  Erasure(StoreConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * What was erased.
   *
   * @param rows how many rows of each table, in all databases together
   * @param left how many are still there; 0 unless some came meanwhile
   */
  public record Receipt(Map<String, Long> rows, long left) {}

  /**
   * What an erasure does not reach, for the receipt.
   *
   * @param kafkaUntil when the topics' retention has removed what they hold at the time
   */
  public static String whatRemains(Instant kafkaUntil) {
    return """
        Totals are unchanged: they name nobody. Hits of this recipient are ignored from now on.
        Kafka holds what was sent and requested until %s at the latest, unless its retention was changed.
        The job remembers the deliveries, without the address, for JOB_MEMORY_DAYS and JOB_REMAINDER_DAYS
        together after their last event: 365 days unless these were changed.
        Backups, and mail and logs outside of TrueOpen, are not touched."""
        .formatted(kafkaUntil);
  }

  /**
   * Returns when the rows are gone from every part of the tables. The files that held them are
   * removed by the server some minutes later.
   *
   * @param recipientKey {@code KeyedHash.recipient} of account and address
   * @throws MigrationException if ClickHouse refuses; erase again to go on
   */
  public Receipt erase(String account, long recipientKey) {
    try (Client client = Stores.client(config)) {
      note(client, account, recipientKey);
      Map<String, Long> rows = new LinkedHashMap<>();
      TABLES.forEach(table -> rows.put(table, 0L));
      String who = whose(account, recipientKey);
      List<String> databases = new ArrayList<>(List.of(StoreConfig.DATABASE));
      databases.addAll(generations(client));
      databases.forEach(database -> keep(client, database, who));
      List<String> ids = ids(client, ERASED, who);
      long left = 0;
      for (String database : databases) {
        left += erase(client, database, account, ids, rows);
        left += ids(client, database + ".deliveries", who).size();
      }
      return new Receipt(rows, left);
    }
  }

  /**
   * Takes out of one database alone what was sent up to a time, for who has brought it back.
   * Nothing is noted.
   *
   * @param database one of {@link StoreConfig#GENERATIONS}
   */
  public Receipt eraseFrom(String database, String account, long recipientKey, Instant sentUntil) {
    String until =
        " AND sent_at <= fromUnixTimestamp64Milli(%d, 'UTC')".formatted(sentUntil.toEpochMilli());
    try (Client client = Stores.client(config)) {
      Map<String, Long> rows = new LinkedHashMap<>();
      TABLES.forEach(table -> rows.put(table, 0L));
      String who = whose(account, recipientKey) + until;
      List<String> ids = ids(client, database + ".deliveries", who);
      long left = erase(client, database, account, ids, rows);
      return new Receipt(rows, left + ids(client, database + ".deliveries", who).size());
    }
  }

  /** First of all: whoever judges anew from now on leaves the recipient out. */
  private void note(Client client, String account, long recipientKey) {
    execute(
        client,
        "erased_recipients",
        "INSERT INTO trueopen.erased_recipients VALUES (%s, %s, fromUnixTimestamp64Milli(%d, 'UTC'))"
            .formatted(quoted(account), Long.toUnsignedString(recipientKey), clock.millis()));
  }

  /** Those of the databases for generations that are there. */
  private static List<String> generations(Client client) {
    return client
        .queryAll(
            "SELECT name FROM system.databases WHERE name IN (%s) ORDER BY name"
                .formatted(
                    StoreConfig.GENERATIONS.stream()
                        .map(Erasure::quoted)
                        .collect(Collectors.joining(", "))))
        .stream()
        .map(row -> row.getString("name"))
        .toList();
  }

  /** The ids of a recipient's deliveries, while they can still be told. */
  private void keep(Client client, String database, String who) {
    execute(
        client,
        ERASED,
        "INSERT INTO "
            + ERASED
            + " SELECT DISTINCT account, recipient_key, delivery_id, now() FROM "
            + database
            + ".deliveries"
            + who);
  }

  /** How many rows are left of these deliveries. */
  private long erase(
      Client client, String database, String account, List<String> ids, Map<String, Long> rows) {
    long left = 0;
    for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
      String where = where(account, ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE)));
      for (String table : TABLES) {
        long found = count(client, database, table, where);
        rows.merge(table, found, Long::sum);
        if (found > 0) {
          delete(client, database, table, where);
        }
      }
      for (String table : TABLES) {
        left += count(client, database, table, where);
      }
    }
    return left;
  }

  private static String whose(String account, long recipientKey) {
    return " WHERE account = "
        + quoted(account)
        + " AND recipient_key = "
        + Long.toUnsignedString(recipientKey);
  }

  private static List<String> ids(Client client, String table, String who) {
    List<String> ids = new ArrayList<>();
    for (GenericRecord row : client.queryAll("SELECT DISTINCT delivery_id FROM " + table + who)) {
      ids.add(row.getString("delivery_id"));
    }
    return ids;
  }

  private static long count(Client client, String database, String table, String where) {
    return client
        .queryAll("SELECT toInt64(count()) AS n FROM " + database + '.' + table + where)
        .getFirst()
        .getLong("n");
  }

  /** Rewrites the parts that hold the rows and waits for it. */
  private void delete(Client client, String database, String table, String where) {
    execute(
        client,
        table,
        "ALTER TABLE "
            + database
            + '.'
            + table
            + " DELETE"
            + where
            + " SETTINGS mutations_sync = 2");
  }

  private void execute(Client client, String table, String sql) {
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
