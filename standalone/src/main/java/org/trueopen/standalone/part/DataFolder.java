package org.trueopen.standalone.part;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.trueopen.standalone.backup.Keys;
import org.trueopen.store.EnginePasswords;
import org.trueopen.store.StoreConfig;
import org.trueopen.token.KeyFiles;

/** Everything one standalone keeps: secrets, the parts' data, logs. Secrets have mode 600. */
public final class DataFolder {

  private final Path root;
  private @Nullable FileLock lock;

  public DataFolder(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  public Path root() {
    return root;
  }

  public Path logs() {
    return root.resolve("logs");
  }

  /** Where the demo's mail lands. */
  public Path mailbox() {
    return root.resolve("mailbox");
  }

  public Path apiKey() {
    return root.resolve("api-key");
  }

  public Path status() {
    return root.resolve("status.json");
  }

  Path broker() {
    return root.resolve("kafka");
  }

  Path clickHouse() {
    return root.resolve("clickhouse");
  }

  Path flink() {
    return root.resolve("flink");
  }

  Path ingestJournal() {
    return root.resolve("ingest-journal");
  }

  Path signingKeys() {
    return root.resolve("keys/signing-keys");
  }

  public Path hashKey() {
    return root.resolve("keys/hash-key");
  }

  Path firstAdminPassword() {
    return root.resolve("first-admin-password");
  }

  /** There once somebody has been shown the first password. */
  private Path passwordShown() {
    return root.resolve("first-admin-password-shown");
  }

  public Path historyImported() {
    return root.resolve("demo-history-imported");
  }

  /**
   * Takes the folder for this process.
   *
   * @return false if another process has it
   */
  public boolean tryLock() throws IOException {
    Files.createDirectories(root);
    FileChannel channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    lock = channel.tryLock();
    if (lock == null) {
      channel.close();
    }
    return lock != null;
  }

  /** Makes the secrets that are missing. */
  public void prepare() throws IOException {
    KeyFiles.ensureSigningKeys(signingKeys());
    KeyFiles.ensureHashKey(hashKey());
    KeyFiles.ensureApiKey(apiKey());
    if (!Files.exists(passwordShown())) {
      KeyFiles.ensure(firstAdminPassword(), randomText(12));
    }
  }

  public String readApiKey() throws IOException {
    return Files.readString(apiKey()).strip();
  }

  /** The first admin's password, until it has been shown. */
  public Optional<String> firstPassword() throws IOException {
    return Files.exists(firstAdminPassword())
        ? Optional.of(Files.readString(firstAdminPassword()).strip())
        : Optional.empty();
  }

  /** From now on nobody, not even this folder, knows the password but who has seen it. */
  public void forgetFirstPassword() throws IOException {
    Files.writeString(passwordShown(), "");
    Files.deleteIfExists(firstAdminPassword());
  }

  /**
   * How to change what is stored: as the embedded engine's migrator, or as whom {@code
   * CLICKHOUSE_URL} and its like name.
   */
  public StoreConfig storeMigrator(Ports ports, Map<String, String> environment)
      throws IOException {
    return environment.getOrDefault("CLICKHOUSE_URL", "").isBlank()
        ? new StoreConfig(
            "http://127.0.0.1:" + ports.clickHouseHttp(), "migrator", enginePasswords().migrator())
        : StoreConfig.parse(environment);
  }

  /** How to insert what is judged: as the embedded engine's job, or as {@link #storeMigrator}. */
  public StoreConfig storeJob(Ports ports, Map<String, String> environment) throws IOException {
    StoreConfig migrator = storeMigrator(ports, environment);
    return environment.getOrDefault("CLICKHOUSE_URL", "").isBlank()
        ? new StoreConfig(migrator.url(), "job", enginePasswords().job())
        : migrator;
  }

  /** The passwords of the embedded ClickHouse's users. */
  EnginePasswords enginePasswords() throws IOException {
    Path file = root.resolve("keys/clickhouse-passwords");
    EnginePasswords fresh = EnginePasswords.random(new SecureRandom());
    KeyFiles.ensure(file, String.join("\n", fresh.migrator(), fresh.job(), fresh.admin()));
    List<String> lines = Files.readAllLines(file);
    // A file of its own: folders of earlier versions know three.
    Path eraser = root.resolve("keys/clickhouse-eraser-password");
    KeyFiles.ensure(eraser, fresh.eraser());
    return new EnginePasswords(
        lines.get(0), lines.get(1), lines.get(2), Files.readString(eraser).strip());
  }

  /** What a backup may take along. */
  public Keys backupKeys() {
    return new Keys(signingKeys(), hashKey(), apiKey());
  }

  /** Kafka names a cluster once, when its storage is made. */
  String clusterId() throws IOException {
    Path file = root.resolve("keys/kafka-cluster-id");
    // Kafka's own, which never begins with a hyphen: the storage tool would take it for an option.
    KeyFiles.ensure(file, Uuid.randomUuid().toString());
    return Files.readString(file).strip();
  }

  private static String randomText(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(KeyFiles.random(bytes));
  }
}
