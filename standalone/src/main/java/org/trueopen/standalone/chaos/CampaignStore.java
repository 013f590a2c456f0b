package org.trueopen.standalone.chaos;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.trueopen.standalone.demo.HitTarget;
import org.trueopen.standalone.demo.PlannedHit;
import org.trueopen.store.StoreConfig;
import org.trueopen.store.Stores;

/** What ClickHouse holds of one campaign. */
public final class CampaignStore implements AutoCloseable {

  private static final int SETTLE_SECONDS = 120;
  private static final int LOOK_EVERY_SECONDS = 5;

  /** A hundred thousand rows at once would be felt in a small heap. */
  private static final int SLICES = 16;

  private final Client client;
  private final String campaign;

  /**
   * @param campaign a name of letters, digits and hyphens
   */
  public CampaignStore(StoreConfig store, String campaign) {
    if (!campaign.matches("[a-z0-9-]+")) {
      throw new IllegalArgumentException("not a campaign of ours: \"" + campaign + '"');
    }
    this.client = Stores.client(store);
    this.campaign = campaign;
  }

  /** Returns when the number of hits has stopped moving, or after two minutes. */
  public void awaitSettled() throws InterruptedException {
    awaitSettled(0);
  }

  /**
   * Returns when the number of hits has stopped moving, or after two minutes.
   *
   * @param expected it is not settled below this number
   */
  void awaitSettled(long expected) throws InterruptedException {
    long before = -1;
    for (int waited = 0; waited < SETTLE_SECONDS; waited += LOOK_EVERY_SECONDS) {
      TimeUnit.SECONDS.sleep(LOOK_EVERY_SECONDS);
      long now = stored();
      if (now == before && now >= expected) {
        return;
      }
      before = now;
    }
  }

  /** Hits, by the rows of the changelog. */
  public long stored() {
    return number("SELECT sum(sign) AS n FROM hits WHERE campaign = '%s'");
  }

  /** Hits, by the hourly rollup. */
  public long rollup() {
    return number("SELECT sum(hits) AS n FROM hits_hourly WHERE campaign = '%s'");
  }

  /** Deliveries opened by anyone, by the hits. */
  long opened() {
    return deliveriesHit("kind = 'OPEN'");
  }

  /**
   * Deliveries clicked by people or machines, by the hits. Nobody knows whose the clicks are that a
   * sweep makes doubtful, as of a delivery whose pixel was asked for amid a fault and is missing.
   */
  long clicked() {
    return deliveriesHit("kind = 'CLICK' AND verdict != 'UNKNOWN'");
  }

  private long deliveriesHit(String which) {
    return number(
        "SELECT count() AS n FROM (SELECT delivery_id FROM hits WHERE campaign = '%s' AND "
            + which
            + " GROUP BY delivery_id HAVING sum(sign) > 0)");
  }

  /** Deliveries opened by anyone, by their engagement. */
  long rawOpened() {
    return number("SELECT sum(sign * raw_opened) AS n FROM engagement WHERE campaign = '%s'");
  }

  /** Deliveries clicked by people or machines, by their engagement. */
  long rawClicked() {
    return number(
        "SELECT sum(sign * greatest(clicked, machine_clicked)) AS n FROM engagement"
            + " WHERE campaign = '%s'");
  }

  /** All hits, by what was asked for. */
  HitCount hits() {
    HitCount result = new HitCount();
    for (int slice = 0; slice < SLICES; slice++) {
      for (GenericRecord row : rows(slice(slice))) {
        result.add(
            new HitTarget(
                row.getString("delivery_id"),
                PlannedHit.Kind.valueOf(row.getString("kind")),
                row.getInteger("link")),
            row.getLong("ids"),
            row.getLong("n"));
      }
    }
    return result;
  }

  private static String slice(int slice) {
    return """
    SELECT delivery_id, kind, toInt32(link) AS link, toInt64(count()) AS ids, toInt64(sum(n)) AS n
    FROM (
      SELECT delivery_id, kind, link, hit_id, sum(sign) AS n FROM hits
      WHERE campaign = '%%s' AND cityHash64(delivery_id) %%%% %d = %d
      GROUP BY delivery_id, kind, link, hit_id HAVING n != 0)
    GROUP BY delivery_id, kind, link"""
        .formatted(SLICES, slice);
  }

  /**
   * @param sql a query of one row with a column n; {@code %s} stands for the campaign
   */
  public long number(String sql) {
    return rows(sql).getFirst().getLong("n");
  }

  /**
   * @param sql {@code %s} stands for the campaign
   */
  public List<GenericRecord> rows(String sql) {
    return client.queryAll(sql.formatted(campaign));
  }

  @Override
  public void close() {
    client.close();
  }
}
