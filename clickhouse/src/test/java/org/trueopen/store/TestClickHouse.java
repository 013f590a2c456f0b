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
 * A real ClickHouse for tests: the embedded engine on free ports with a data folder of its own, or
 * a container of the server's image where the system property {@code trueopen.engines} is {@code
 * containers}, as in the Maven profile of that name, and a Docker engine is there. {@link
 * #shared()} starts one per JVM, migrated, which ends with the JVM; {@link #start()} makes one for
 * a test that kills it.
 */
public final class TestClickHouse implements AutoCloseable {
  /** What a ClickHouse runs in. */
  interface Engine extends AutoCloseable {

    /** The same after a restart. */
    String url();

    /** Ends it at once, as a crash would. */
    void kill() throws InterruptedException;

    /** Stops it in order. */
    void stop();

    /** Starts it again on the same data and ports. */
    void start() throws IOException, InterruptedException;

    @Override
    void close();
  }

  private final EnginePasswords passwords;
  private final Engine engine;

  private TestClickHouse(EnginePasswords passwords, Engine engine) {
    this.passwords = passwords;
    this.engine = engine;
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
      EnginePasswords passwords = EnginePasswords.random(new SecureRandom());
      Path root = Files.createTempDirectory("trueopen-clickhouse-");
      return new TestClickHouse(
          passwords,
          wantsContainers() && ContainerClickHouse.isAvailable()
              ? new ContainerClickHouse(root, passwords)
              : new ProcessClickHouse(root, passwords));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while ClickHouse started", e);
    }
  }

  /** Looked at here, so that without it Testcontainers need not be on the class path. */
  private static boolean wantsContainers() {
    return "containers".equals(System.getProperty("trueopen.engines", ""));
  }

  public String url() {
    return engine.url();
  }

  /** The user that may change the schema, read and write. */
  public StoreConfig migrator() {
    return new StoreConfig(url(), "migrator", passwords.migrator());
  }

  /** The user that may only insert. */
  public StoreConfig job() {
    return new StoreConfig(url(), "job", passwords.job());
  }

  /** The user that may only read. */
  public StoreConfig admin() {
    return new StoreConfig(url(), "admin", passwords.admin());
  }

  /** The user that may take a recipient's rows out. */
  public StoreConfig eraser() {
    return new StoreConfig(url(), "eraser", passwords.eraser());
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

  /** Ends it at once, as a crash would. */
  public void kill() throws InterruptedException {
    engine.kill();
  }

  /** Kills it as a crash would, and starts it again on the same data and ports. */
  public void killAndRestart() throws IOException, InterruptedException {
    engine.kill();
    engine.start();
  }

  /** Stops it in order, and starts it again on the same data and ports. */
  public void restart() throws IOException, InterruptedException {
    engine.stop();
    engine.start();
  }

  /** Stops it and removes its data. */
  @Override
  public void close() {
    engine.close();
  }

  private static String message(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
