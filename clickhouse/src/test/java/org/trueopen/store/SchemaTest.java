package org.trueopen.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.api.query.GenericRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The migrated database is what the README and the contract with the job and the admin declare. */
class SchemaTest {
  private final TestClickHouse clickHouse = TestClickHouse.shared();

  @Test
  void hasExactlyTheDeclaredTables() {
    assertThat(
            names(
                "SELECT concat(name, ' ', engine) FROM system.tables"
                    + " WHERE database = 'trueopen' ORDER BY name"))
        .containsExactly(
            "dead_letters MergeTree",
            "deliveries MergeTree",
            "delivery_statuses MergeTree",
            "domain_profiles ReplacingMergeTree",
            "engagement MergeTree",
            "engagement_hourly SummingMergeTree",
            "engagement_hourly_mv MaterializedView",
            "hits MergeTree",
            "hits_hourly SummingMergeTree",
            "hits_hourly_mv MaterializedView",
            "late_hits MergeTree",
            "schema_migrations ReplacingMergeTree",
            "settings_changes MergeTree");
  }

  @Test
  void everyTableHasAComment() {
    assertThat(names("SELECT name FROM system.tables WHERE database = 'trueopen' AND comment = ''"))
        .isEmpty();
  }

  @Test
  void everyColumnHasAComment() {
    assertThat(
            names(
                "SELECT concat(table, '.', name) FROM system.columns WHERE database = 'trueopen'"
                    + " AND comment = '' AND table NOT LIKE '%\\_mv'"))
        .isEmpty();
  }

  @Test
  void everyTimeIsInUtc() {
    assertThat(
            names(
                "SELECT concat(table, '.', name, ' ', type) FROM system.columns"
                    + " WHERE database = 'trueopen' AND type LIKE '%DateTime%'"
                    + " AND type NOT LIKE '%\\'UTC\\')%'"))
        .isEmpty();
  }

  @Test
  void everyTableTheJobFillsDropsRepeatedInserts() {
    assertThat(
            names(
                "SELECT name FROM system.tables WHERE database = 'trueopen'"
                    + " AND engine LIKE '%MergeTree' AND name != 'schema_migrations'"
                    + " AND create_table_query NOT LIKE"
                    + " '%non_replicated_deduplication_window = 10000%'"))
        .isEmpty();
  }

  @Test
  void keysArePartitionedAndOrderedAsDeclared() {
    assertThat(
            names(
                "SELECT concat(name, ': ', sorting_key, ' / ', partition_key) FROM system.tables"
                    + " WHERE database = 'trueopen' AND engine LIKE '%MergeTree' ORDER BY name"))
        .containsExactly(
            "dead_letters: seen_at, topic, kafka_partition, kafka_offset / toYYYYMM(seen_at)",
            "deliveries: account, sent_at, delivery_id / toYYYYMM(sent_at)",
            "delivery_statuses: account, delivery_id, at / toYYYYMM(at)",
            "domain_profiles: account, week, recipient_domain / toYYYYMM(week)",
            "engagement: account, sent_at, delivery_id / toYYYYMM(sent_at)",
            "engagement_hourly: account, hour, domain, mailbox, campaign / toYYYYMM(hour)",
            "hits: account, delivery_id, at, hit_id / toYYYYMM(at)",
            "hits_hourly: account, hour, domain, mailbox, campaign, kind, verdict, place"
                + " / toYYYYMM(hour)",
            "late_hits: account, delivery_id, at, hit_id / toYYYYMM(at)",
            "schema_migrations: version / ",
            "settings_changes: account, changed_at, setting_key, version / ");
  }

  private List<String> names(String sql) {
    return clickHouse.query(sql).stream().map((GenericRecord row) -> row.getString(1)).toList();
  }
}
