package org.trueopen.standalone.chaos;

import com.clickhouse.client.api.Client;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.trueopen.store.StoreConfig;
import org.trueopen.store.Stores;

/** Waits for the moment in which ClickHouse is amid an insert. */
final class InsertWatch implements AutoCloseable {

  /** Several checkpoints: an insert of one takes some ten milliseconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int LOOK_EVERY_MILLIS = 2;

  private final Client client;

  InsertWatch(StoreConfig store) {
    this.client = Stores.client(store);
  }

  /** Returns at such a moment with true, or with false if none was seen. */
  boolean await() throws InterruptedException {
    long began = System.nanoTime();
    try {
      while (System.nanoTime() - began < PATIENCE.toNanos()) {
        long inserts =
            client
                .queryAll(
                    "SELECT toInt64(count()) AS n FROM system.processes WHERE query_kind = 'Insert'")
                .getFirst()
                .getLong("n");
        if (inserts > 0) {
          return true;
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      }
    } catch (RuntimeException e) {
      // It is down already, or does not tell us: then the moment is left to chance.
    }
    return false;
  }

  @Override
  public void close() {
    client.close();
  }
}
