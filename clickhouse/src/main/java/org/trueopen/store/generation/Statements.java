package org.trueopen.store.generation;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.trueopen.store.MigrationException;
import org.trueopen.store.StoreConfig;
import org.trueopen.store.Stores;

/** Statements one after the other, each with the time it takes. */
final class Statements implements AutoCloseable {

  /** Copying a year of rows takes minutes; nothing is said meanwhile. */
  private static final Duration PATIENCE = Duration.ofHours(6);

  private final StoreConfig config;
  private final Client client;

  Statements(StoreConfig config) {
    this.config = config.withDatabase("default");
    this.client = Stores.client(this.config, PATIENCE);
  }

  /**
   * @throws MigrationException if ClickHouse refuses
   */
  void execute(String sql) {
    try {
      client.execute(sql).get().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MigrationException("Interrupted while ClickHouse worked on a generation", e);
    } catch (ExecutionException e) {
      throw refused(sql, e.getCause() == null ? e : e.getCause());
    } catch (Exception e) {
      throw refused(sql, e);
    }
  }

  List<GenericRecord> rows(String sql) {
    return client.queryAll(sql);
  }

  /** The single number of an answer, its column named {@code n}. */
  long number(String sql) {
    return rows(sql).getFirst().getLong("n");
  }

  private MigrationException refused(String sql, Throwable cause) {
    String head = sql.length() <= 200 ? sql : sql.substring(0, 200) + "...";
    return new MigrationException(
        "ClickHouse at %s refused \"%s\": %s".formatted(config.url(), head, cause.getMessage()),
        cause);
  }

  static String quoted(String text) {
    return '\'' + text.replace("\\", "\\\\").replace("'", "\\'") + '\'';
  }

  @Override
  public void close() {
    client.close();
  }
}
