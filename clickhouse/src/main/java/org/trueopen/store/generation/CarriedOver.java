package org.trueopen.store.generation;

import com.clickhouse.client.api.query.GenericRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.trueopen.store.Erasure;
import org.trueopen.store.StoreConfig;

/**
 * Puts into a generation what the topics no longer hold, as it was judged before, so that its
 * reports reach as far back as the others. A delivery is either judged anew with all of its hits or
 * carried over with all of its rows, never half and half; the hits of anonymous mail, which stand
 * alone, each for itself.
 *
 * <p>Rows are taken as they stood at one moment, {@code judgedUntil}, by when the job had stated
 * them. The topics must have been read up to that moment at least, and what the job had read by
 * then must be stored.
 */
public final class CarriedOver {

  /** With the column that says when the job stated a row. The deliveries come first: see below. */
  private enum Table {
    DELIVERIES("deliveries", ""),
    STATUSES("delivery_statuses", "seen_at"),
    HITS("hits", "judged_at"),
    LATE_HITS("late_hits", "seen_at"),
    ENGAGEMENT("engagement", "changed_at"),
    CORRECTIONS("corrections", "corrected_at");

    private final String text;
    private final String statedAt;

    Table(String text, String statedAt) {
      this.text = text;
      this.statedAt = statedAt;
    }
  }

  /** Without a token equal blocks would count as one, and nothing here is ever repeated. */
  private static final String WHOLE =
      "SETTINGS insert_deduplicate = 0, max_partitions_per_insert_block = 0";

  private static final String ANONYMOUS = "startsWith(delivery_id, 'all-')";

  private final StoreConfig config;
  private final Generation generation;

  /**
   * @param config of the migrator
   * @param generation whose rows from the topics are all there
   */
  public CarriedOver(StoreConfig config, Generation generation) {
    this.config = config;
    this.generation = generation;
  }

  /**
   * Returns when all is there and who was erased meanwhile is out.
   *
   * @param erasedDeliveries for the counts
   * @throws org.trueopen.store.MigrationException if ClickHouse refuses; then drop the generation
   */
  public Generation.Counts bring(long erasedDeliveries) {
    String to = generation.database();
    try (Statements store = new Statements(config)) {
      noteJudged(store);
      long deliveries = store.number("SELECT toInt64(count()) AS n FROM " + to + ".judged_anew");
      long hits = hits(store);
      for (Table table : Table.values()) {
        carry(store, table);
      }
      carryProfiles(store);
      eraseAgain(store);
      long all =
          store.number(
              "SELECT toInt64(uniqExact(account, delivery_id)) AS n FROM " + to + ".deliveries");
      return new Generation.Counts(
          deliveries, hits, Math.max(0, all - deliveries), hits(store) - hits, erasedDeliveries);
    }
  }

  private long hits(Statements store) {
    return store.number("SELECT toInt64(sum(sign)) AS n FROM " + generation.database() + ".hits");
  }

  private void noteJudged(Statements store) {
    String to = generation.database();
    store.execute(
        """
        CREATE TABLE IF NOT EXISTS %s.judged_anew
        (
            account LowCardinality(String) COMMENT 'Account id',
            delivery_id String COMMENT 'A delivery that was judged anew; the others were carried over'
        )
        ENGINE = MergeTree ORDER BY (account, delivery_id)
        COMMENT 'Which deliveries of this generation were judged anew; written by ./trueopen reclassify'
        """
            .formatted(to));
    store.execute(
        "INSERT INTO %1$s.judged_anew SELECT DISTINCT account, delivery_id FROM %1$s.deliveries"
            .formatted(to));
  }

  private void carry(Statements store, Table table) {
    String to = generation.database();
    String until =
        "fromUnixTimestamp64Milli(%d, 'UTC')".formatted(generation.judgedUntil().toEpochMilli());
    List<String> where = new ArrayList<>();
    where.add(
        "(account, delivery_id) NOT IN (SELECT account, delivery_id FROM %s.judged_anew)"
            .formatted(to));
    if (table == Table.DELIVERIES) {
      // A delivery's own row does not tell when it was stated, but its first standing does.
      where.add(
          "(account, delivery_id) IN (SELECT account, delivery_id FROM trueopen.engagement WHERE changed_at <= "
              + until
              + ")");
    } else {
      where.add(table.statedAt + " <= " + until);
    }
    if (table == Table.HITS) {
      where.add(
          "(NOT %1$s OR hit_id NOT IN (SELECT hit_id FROM %2$s.hits WHERE %1$s))"
              .formatted(ANONYMOUS, to));
    }
    store.execute(
        "INSERT INTO %1$s.%2$s %3$s SELECT * FROM trueopen.%2$s WHERE %4$s"
            .formatted(to, table.text, WHOLE, String.join(" AND ", where)));
  }

  private void carryProfiles(Statements store) {
    store.execute(
        "INSERT INTO %1$s.domain_profiles %3$s SELECT * FROM trueopen.domain_profiles FINAL WHERE (account, week, recipient_domain) NOT IN (SELECT account, week, recipient_domain FROM %1$s.domain_profiles) AND changed_at <= fromUnixTimestamp64Milli(%2$d, 'UTC')"
            .formatted(generation.database(), generation.judgedUntil().toEpochMilli(), WHOLE));
  }

  /**
   * Who was erased while this was made may have been read, or carried, before. The deliveries were
   * carried first, and an erasure takes them out last: so whatever came in, they tell whose it is.
   */
  private void eraseAgain(Statements store) {
    List<GenericRecord> back =
        store.rows(
            """
            SELECT d.account AS account, toString(d.recipient_key) AS recipient, toUnixTimestamp64Milli(max(e.until)) AS until_ms
            FROM %s.deliveries AS d
            INNER JOIN
            (
                SELECT account, recipient_key, max(erased_at) AS until
                FROM trueopen.erased_recipients
                GROUP BY account, recipient_key
            ) AS e ON e.account = d.account AND e.recipient_key = d.recipient_key
            WHERE d.sent_at <= e.until
            GROUP BY d.account, d.recipient_key
            """
                .formatted(generation.database()));
    for (GenericRecord one : back) {
      new Erasure(config)
          .eraseFrom(
              generation.database(),
              one.getString("account"),
              Long.parseUnsignedLong(one.getString("recipient")),
              Instant.ofEpochMilli(one.getLong("until_ms")));
    }
  }
}
