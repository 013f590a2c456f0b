package org.trueopen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.client.api.Client;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code users.xml}, for servers: the embedded engine is started with it. */
class ServerUsersTest {

  private static final Path FILE = Path.of("users.xml");

  private static final Map<String, String> PASSWORDS =
      Map.of(
          "STORE_MIGRATOR_PASSWORD", "of-trueopen",
          "STORE_JOB_PASSWORD", "of-job",
          "STORE_ADMIN_PASSWORD", "of-admin",
          "ERASER_PASSWORD", "of-eraser");

  private static final String HEADER =
      """
      <!-- The users of a ClickHouse server, with passwords from its environment: STORE_MIGRATOR_PASSWORD of trueopen,
           who migrates, STORE_JOB_PASSWORD, STORE_ADMIN_PASSWORD and ERASER_PASSWORD. To be put into /etc/clickhouse-server/users.d/.
           Made by ServerUsersTest of the users of the embedded engine, engine/users.xml, which says why; do not edit. -->
      <clickhouse>
        <users>
      """;

  @TempDir private static Path root;
  private static Process engine;
  private static String url;

  /** The session that the engine itself needs; a server has a user {@code default} of its own. */
  private static String defaultUser() throws IOException {
    String users = embedded();
    return users.substring(
        users.indexOf("<default>\n      <password>"), users.indexOf("<migrator>"));
  }

  private static String embedded() throws IOException {
    try (InputStream users = EngineFiles.class.getResourceAsStream("engine/users.xml")) {
      return new String(users.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String expected() throws IOException {
    String users = EngineFiles.withGenerations(embedded());
    return HEADER
        + users
            .substring(users.indexOf("    <migrator>"))
            .replace("migrator>", "trueopen>")
            .replace(sha256("MIGRATOR"), fromEnvironment("STORE_MIGRATOR_PASSWORD"))
            .replace(sha256("JOB"), fromEnvironment("STORE_JOB_PASSWORD"))
            .replace(sha256("ADMIN"), fromEnvironment("STORE_ADMIN_PASSWORD"))
            .replace(sha256("ERASER"), fromEnvironment("ERASER_PASSWORD"))
            .replace("<ip>127.0.0.1</ip>", "<ip>::/0</ip>");
  }

  private static String sha256(String user) {
    return "<password_sha256_hex>" + user + "_SHA256</password_sha256_hex>";
  }

  private static String fromEnvironment(String variable) {
    return "<password from_env=\"" + variable + "\"/>";
  }

  @BeforeAll
  static void startTheEngineWithThem() throws Exception {
    ProcessBuilder command =
        EmbeddedClickHouse.prepare(
            EngineLibrary.ensure(), root, 0, 0, EnginePasswords.random(new SecureRandom()));
    Files.writeString(
        root.resolve("users.xml"),
        Files.readString(FILE)
            .replaceFirst(
                "<users>",
                "<profiles><default/></profiles><quotas><default/></quotas><users>"
                    + defaultUser()));
    command.environment().putAll(PASSWORDS);
    Path log = root.resolve("clickhouse.log");
    engine = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    EngineReadiness.Deadline deadline =
        new EngineReadiness.Deadline(engine, Duration.ofSeconds(60), log);
    deadline.await(() -> Files.exists(EngineFiles.ports(root)));
    deadline.await(() -> !Files.readString(EngineFiles.ports(root)).isBlank());
    url = "http://127.0.0.1:" + EmbeddedClickHouse.ports(root).http();
    deadline.await(() -> EngineReadiness.ready(user("admin")));
    Migrator.migrate(user("trueopen"));
  }

  @AfterAll
  static void stop() throws Exception {
    engine.getOutputStream().close();
    engine.waitFor();
  }

  private static StoreConfig user(String name) {
    return new StoreConfig(url, name, "of-" + name);
  }

  @Test
  void theyAreThoseOfTheEmbeddedEngine() throws IOException {
    Path made = Files.writeString(Path.of("target", "users.xml"), expected());

    assertThat(FILE)
        .as("made of engine/users.xml; when that has changed: cp %s %s", made, FILE)
        .hasContent(expected());
  }

  @Test
  void theJobInsertsAndReadsNothing() {
    StoreConfig job = user("job");
    TestClickHouse.execute(job, "INSERT INTO dead_letters (topic) VALUES ('hits')");

    assertDenied(job, "SELECT count() FROM dead_letters");
    assertDenied(job, "SELECT recipient FROM deliveries");
    assertDenied(job, "ALTER TABLE hits DELETE WHERE 1");
    assertDenied(job, "DROP TABLE hits");
  }

  @Test
  void theAdminReadsAndSeesOneAccountAloneWhenItAsksForOne() throws Exception {
    TestClickHouse.execute(
        user("job"), "INSERT INTO hits (account, sign) VALUES ('demo', 1), ('acme', 1)");
    try (FormattedQueries queries = new FormattedQueries(user("admin"))) {
      for (String table : List.of("hits", "hits_15min")) {
        String sql = "SELECT DISTINCT account FROM " + table + " ORDER BY account";
        assertThat(text(queries.askFor("acme", sql, Map.of(), "TSV"))).isEqualTo("acme\n");
        assertThat(text(queries.ask(sql, Map.of(), "TSV", Map.of()))).isEqualTo("acme\ndemo\n");
      }
    }
    for (String table : List.of("disks", "metrics", "mutations", "parts")) {
      TestClickHouse.execute(user("admin"), "SELECT count() FROM system." + table);
    }
    assertDenied(user("admin"), "INSERT INTO dead_letters (topic) VALUES ('hits')");
    assertDenied(user("admin"), "TRUNCATE TABLE hits");
    assertDenied(user("admin"), "SELECT * FROM system.users");
  }

  @Test
  void theEraserErasesAndTheMigratorMakesGenerations() {
    assertThat(new Erasure(user("eraser")).erase("nobody-here", 42).left()).isZero();
    assertDenied(user("eraser"), "SELECT recipient FROM deliveries");

    Migrator.migrate(user("trueopen").withDatabase(StoreConfig.GENERATIONS.getFirst()));
    try (Client client = Stores.client(user("admin"))) {
      assertThat(client.queryAll("SELECT count() FROM trueopen_g1.hits")).hasSize(1);
    }
    assertDenied(user("trueopen"), "CREATE DATABASE theirs");
    assertDenied(user("trueopen"), "SELECT * FROM system.users");
  }

  private static String text(InputStream answer) throws IOException {
    try (answer) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertDenied(StoreConfig user, String sql) {
    assertThatThrownBy(() -> TestClickHouse.execute(user, sql))
        .as(user.user() + ": " + sql)
        .hasMessageContaining("ACCESS_DENIED");
  }
}
