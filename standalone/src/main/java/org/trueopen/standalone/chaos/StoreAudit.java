package org.trueopen.standalone.chaos;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.trueopen.store.StoreConfig;
import org.trueopen.store.Stores;

/** Every table of ClickHouse held against what it should hold, row by row. */
final class StoreAudit implements AutoCloseable {

  /** The figures of {@code engagement} and its rollup, in their order. */
  static final List<String> FIGURES =
      List.of(
          "opens_trackable",
          "clicks_trackable",
          "raw_opened",
          "opened",
          "unknowable",
          "machine_only",
          "clicked",
          "machine_clicked",
          "opens",
          "clicks",
          "machine_opens",
          "machine_clicks",
          "forwards");

  /** A hundred thousand rows at once would be felt in a small heap. */
  private static final int SLICES = 16;

  /**
   * A table's outcome.
   *
   * @param expected rows that should stand
   * @param found rows that do, by the sum of their signs
   * @param missing expected rows that stand less often than they should
   * @param surplus rows that stand more often, or should not stand at all
   * @param example one of these; empty if there is none
   */
  record Outcome(
      String table, long expected, long found, long missing, long surplus, String example) {
    boolean clean() {
      return missing == 0 && surplus == 0;
    }
  }

  private final Client client;

  StoreAudit(StoreConfig store) {
    this.client = Stores.client(store);
  }

  List<Outcome> compare(Recount recount) {
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(
        compare(
            "deliveries",
            recount.deliveries,
            "1",
            List.of("delivery_id", millis("sent_at"), "mailbox", "campaign")));
    outcomes.add(
        compare(
            "delivery_statuses",
            recount.statuses,
            "1",
            List.of("delivery_id", "status", millis("at"))));
    outcomes.add(compare("hits", recount.hits, "sign", hitColumns()));
    outcomes.add(
        compare(
            "hits_hourly",
            recount.hitsHourly,
            "hits",
            List.of(
                "toUnixTimestamp(hour)",
                "domain",
                "mailbox",
                "campaign",
                "kind",
                "verdict",
                "place")));
    List<String> engagement =
        new ArrayList<>(List.of("delivery_id", "domain", "mailbox", "campaign"));
    engagement.addAll(FIGURES);
    outcomes.add(compare("engagement", recount.engagement, "sign", engagement));
    outcomes.add(
        compare(
            "engagement_hourly",
            recount.engagementHourly,
            "figure.2",
            List.of("toUnixTimestamp(hour)", "domain", "mailbox", "campaign", "figure.1")));
    outcomes.add(compare("dead_letters", Map.of(), "1", List.of("topic", "reason")));
    outcomes.add(compare("late_hits", Map.of(), "1", List.of("hit_id")));
    return outcomes;
  }

  private static List<String> hitColumns() {
    return List.of(
        "delivery_id",
        "hit_id",
        millis("at"),
        "kind",
        "link",
        "pixel",
        "url",
        "method",
        "network",
        "address_hash",
        "client",
        "verdict",
        "place",
        "arrayStringConcat(reason_rules, ',')",
        "arrayStringConcat(reason_evidence, ',')",
        "confidence",
        "rule_version",
        "arrayStringConcat(lists, ',')",
        "mailbox",
        "domain",
        "campaign");
  }

  private static String millis(String column) {
    return "toUnixTimestamp64Milli(" + column + ')';
  }

  private Outcome compare(
      String table, Map<String, Long> expected, String count, List<String> columns) {
    long found = 0;
    long missing = 0;
    long surplus = 0;
    long known = 0;
    String example = "";
    for (int slice = 0; slice < SLICES; slice++) {
      for (GenericRecord row : client.queryAll(sql(table, count, columns, slice))) {
        String key = row.getString("k");
        long stands = row.getLong("n");
        long should = expected.getOrDefault(key, 0L);
        found += stands;
        known += should == 0 ? 0 : 1;
        missing += Math.max(0, should - stands);
        surplus += Math.max(0, stands - should);
        example = stands == should ? example : key + " stands " + stands + " times";
      }
    }
    if (known < expected.size()) {
      missing += expected.size() - known; // whole rows; how often each should stand is not added up
      example = example.isEmpty() ? "rows that do not stand at all" : example;
    }
    long should = expected.values().stream().mapToLong(Long::longValue).sum();
    return new Outcome(table, should, found, missing, surplus, example);
  }

  private static String sql(String table, String count, List<String> columns, int slice) {
    String key =
        columns.stream()
            .map(column -> "toString(" + column + ')')
            .collect(Collectors.joining(", '|', ", "concat(", ")"));
    // The rollup's figures become rows, so that one that is off is told by its name.
    String figures =
        FIGURES.stream()
            .map(name -> "('" + name + "', " + name + ')')
            .collect(
                Collectors.joining(
                    ", ", " ARRAY JOIN [('deliveries', deliveries), ", "] AS figure"));
    return "SELECT %s AS k, toInt64(sum(%s)) AS n FROM %s%s WHERE cityHash64(k) %% %d = %d GROUP BY k HAVING n != 0"
        .formatted(
            key, count, table, table.equals("engagement_hourly") ? figures : "", SLICES, slice);
  }

  @Override
  public void close() {
    client.close();
  }
}
