package org.trueopen.store;

import com.clickhouse.client.api.Client;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Makes ClickHouse clients that all behave alike, on the embedded engine and on a server. */
public final class Stores {

  private Stores() {}

  /** A client for the configuration; connects on first use. The caller closes it. */
  public static Client client(StoreConfig config) {
    return client(config, Duration.ofSeconds(60));
  }

  /**
   * A client whose statements may take long.
   *
   * @param patience how long the server may say nothing
   */
  public static Client client(StoreConfig config, Duration patience) {
    return new Client.Builder()
        .addEndpoint(config.url())
        .setUsername(config.user())
        .setPassword(config.password())
        .setDefaultDatabase(config.database())
        .setClientName("trueopen")
        // Every column is in UTC. Naming the zone keeps the client from asking the server for its
        // own, and from reading times in the zone of this machine.
        .useServerTimeZone(false)
        .useTimeZone("UTC")
        .setConnectTimeout(5, ChronoUnit.SECONDS)
        .setSocketTimeout(patience.toSeconds(), ChronoUnit.SECONDS)
        // 26.7 defaults async_insert to 1, the embedded engine ignores it: with 0 an insert is on
        // disk when it is acknowledged, on both.
        .serverSetting("async_insert", "0")
        // A repeated insert must be dropped in the rollups as well, whatever the server's default.
        .serverSetting("deduplicate_blocks_in_dependent_materialized_views", "1")
        .build();
  }
}
