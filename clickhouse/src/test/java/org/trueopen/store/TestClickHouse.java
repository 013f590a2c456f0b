package org.trueopen.store;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.data.ClickHouseFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/**
 * A real ClickHouse for tests: the embedded engine on free ports with a data folder of its own,
 * migrated. {@link #shared()} starts one per JVM, which ends with the JVM; {@link #start()} makes
 * one for a test that kills it.
 */
public final class TestClickHouse implements AutoCloseable {
  private final Path root;
  private final EnginePasswords passwords = EnginePasswords.random(new SecureRandom());
  private EmbeddedClickHouse engine;

  private TestClickHouse(Path root) throws IOException, InterruptedException {
    this.root = root;
    this.engine = launch(0, 0);
  }

  /** Holds the engine of this JVM; made on first use. */
  private static final class Shared {
    static final TestClickHouse INSTANCE = startAndMigrate();

    private static TestClickHouse startAndMigrate() {
      TestClickHouse clickHouse = start();
      Migrator.migrate(clickHouse.migrator());
      Runtime.getRuntime().addShutdownHook(new Thread(clickHouse::close, "stop-test-clickhouse"));
      return clickHouse;
    }
  }

  /** The engine all tests of this JVM share, started and migrated on first use. Never closed. */
  public static TestClickHouse shared() {
    return Shared.INSTANCE;
  }

  /** An engine of the caller's own, not migrated; the caller closes it. */
  public static TestClickHouse start() {
    try {
      return new TestClickHouse(Files.createTempDirectory("trueopen-clickhouse-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while ClickHouse started", e);
    }
  }

  public String url() {
    return engine.url();
  }

  /** The user that may change the schema, read and write. */
  public StoreConfig migrator() {
    return engine.migrator();
  }

  /** The user that may only insert. */
  public StoreConfig job() {
    return engine.job();
  }

  /** The user that may only read. */
  public StoreConfig admin() {
    return engine.admin();
  }

  /** The user that may take a recipient's rows out. */
  public StoreConfig eraser() {
    return engine.eraser();
  }

  public EmbeddedClickHouse engine() {
    return engine;
  }

  /** Runs one statement as the migrator. */
  public void execute(String sql) {
    execute(migrator(), sql);
  }

  /** Runs one statement as the given user. */
  public static void execute(StoreConfig config, String sql) {
    try (Client client = Stores.client(config)) {
      client.execute(sql).get().close();
    } catch (Exception e) {
      throw new IllegalStateException(message(e), e);
    }
  }

  /** The rows of a query, read as the migrator. */
  public List<GenericRecord> query(String sql) {
    try (Client client = Stores.client(migrator())) {
      return client.queryAll(sql);
    }
  }

  /** The single number a query gives, read as the migrator. */
  public long number(String sql) {
    return query(sql).getFirst().getLong(1);
  }

  /** Inserts JSONEachRow lines as the job under a deduplication token. */
  public void insert(String table, String token, String... jsonRows) {
    byte[] body = String.join("\n", jsonRows).getBytes(StandardCharsets.UTF_8);
    InsertSettings settings = new InsertSettings().setDeduplicationToken(token);
    try (Client client = Stores.client(job())) {
      client
          .insert(table, new ByteArrayInputStream(body), ClickHouseFormat.JSONEachRow, settings)
          .get()
          .close();
    } catch (Exception e) {
      throw new IllegalStateException(message(e), e);
    }
  }

  /** Empties every table of the product; the schema stays. */
  public void truncateAll() {
    List<GenericRecord> tables =
        query(
            "SELECT name FROM system.tables WHERE database = 'trueopen'"
                + " AND engine LIKE '%MergeTree' AND name != 'schema_migrations'");
    tables.forEach(row -> execute("TRUNCATE TABLE trueopen." + row.getString("name")));
  }

  /** Kills the process as a crash would, and starts it again on the same data and ports. */
  public void killAndRestart() throws IOException, InterruptedException {
    engine.process().destroyForcibly().waitFor();
    relaunch();
  }

  /** Stops the engine in order, and starts it again on the same data and ports. */
  public void restart() throws IOException, InterruptedException {
    engine.close();
    relaunch();
  }

  private void relaunch() throws IOException, InterruptedException {
    engine = launch(engine.ports().http(), engine.ports().tcp());
  }

  private EmbeddedClickHouse launch(int http, int tcp) throws IOException, InterruptedException {
    return EmbeddedClickHouse.start(
        EngineLibrary.ensure(),
        root.resolve("data"),
        http,
        tcp,
        passwords,
        root.resolve("clickhouse.log"));
  }

  /** Stops the engine and removes its data. */
  @Override
  public void close() {
    engine.close();
    try {
      EngineFiles.deleteTree(root);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + root, e);
    }
  }

  private static String message(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
