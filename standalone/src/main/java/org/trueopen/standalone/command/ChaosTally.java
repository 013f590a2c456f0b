package org.trueopen.standalone.command;

import com.clickhouse.client.api.query.GenericRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trueopen.standalone.chaos.CampaignStore;
import org.trueopen.standalone.demo.ProbeResult;
import org.trueopen.store.StoreConfig;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was acknowledged beside what ClickHouse holds.
 *
 * @param acknowledged requests that got their answer
 * @param missing acknowledged, but not in ClickHouse
 * @param doubled in ClickHouse more than once
 * @param unanswered requests that got no answer; each may be in ClickHouse or not
 * @param unansweredRecorded how many of those are
 * @param stored hits in ClickHouse
 * @param rollup what the hourly rollup adds up to
 * @param withHits deliveries that by their hits have an open
 * @param engagement deliveries that by their engagement have one
 */
record ChaosTally(
    long acknowledged,
    long missing,
    long doubled,
    long unanswered,
    long unansweredRecorded,
    long stored,
    long rollup,
    long withHits,
    long engagement) {

  /** Compares once the counts have stopped moving, or after two minutes. */
  static ChaosTally settled(StoreConfig store, String campaign, Path results)
      throws IOException, InterruptedException {
    try (CampaignStore hits = new CampaignStore(store, campaign)) {
      hits.awaitSettled();
      return compare(hits, results);
    }
  }

  boolean isClean() {
    return missing == 0 && doubled == 0 && stored == rollup && withHits == engagement;
  }

  String table() {
    return """
        acknowledged                          %8d
          of these missing in ClickHouse      %8d
        without an answer                     %8d
          of these in ClickHouse all the same %8d
        in ClickHouse                         %8d
          more than once                      %8d
          by the hourly rollup                %8d
        deliveries opened, by their hits      %8d
          by their engagement                 %8d
        %s"""
        .formatted(
            acknowledged,
            missing,
            unanswered,
            unansweredRecorded,
            stored,
            doubled,
            rollup,
            withHits,
            engagement,
            isClean() ? "Nothing is missing and nothing is doubled." : "NOT CLEAN");
  }

  private static ChaosTally compare(CampaignStore hits, Path results) throws IOException {
    Map<String, Long> found = new HashMap<>();
    for (GenericRecord row :
        hits.rows(
            "SELECT concat(delivery_id, '/', kind) AS target, sum(sign) AS n FROM hits"
                + " WHERE campaign = '%s' GROUP BY target HAVING n != 0")) {
      found.put(row.getString("target"), row.getLong("n"));
    }
    long acknowledged = 0;
    long missing = 0;
    long unanswered = 0;
    long unansweredRecorded = 0;
    List<String> lines = Files.readAllLines(results);
    for (String line : lines) {
      ProbeResult result = JsonMapper.shared().readValue(line, ProbeResult.class);
      boolean stored = found.containsKey(result.deliveryId() + "/" + result.kind());
      if (result.acknowledged()) {
        acknowledged++;
        missing += stored ? 0 : 1;
      } else {
        unanswered++;
        unansweredRecorded += stored ? 1 : 0;
      }
    }
    return new ChaosTally(
        acknowledged,
        missing,
        found.values().stream().filter(n -> n != 1).count(),
        unanswered,
        unansweredRecorded,
        found.values().stream().mapToLong(Long::longValue).sum(),
        hits.rollup(),
        hits.number(
            "SELECT count() AS n FROM (SELECT delivery_id FROM hits WHERE campaign = '%s'"
                + " GROUP BY delivery_id HAVING sum(sign) > 0)"),
        hits.number("SELECT sum(sign * opened) AS n FROM engagement WHERE campaign = '%s'"));
  }
}
