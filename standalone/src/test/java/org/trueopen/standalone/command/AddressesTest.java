package org.trueopen.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.id.MailboxAddress;
import org.trueopen.standalone.part.DataFolder;
import org.trueopen.standalone.part.Ports;
import org.trueopen.store.StoreConfig;
import org.trueopen.token.KeyFiles;

class AddressesTest {

  @TempDir private Path folder;

  @Test
  void ofServersAllIsTakenFromTheEnvironment() throws IOException {
    Path key = folder.resolve("any-name");
    KeyFiles.ensureHashKey(key);
    Addresses servers =
        new Addresses.OfServers(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "k1:9092,k2:9092",
                "CLICKHOUSE_URL", "https://db.acme.example:8443",
                "CLICKHOUSE_USER", "migrator",
                "CLICKHOUSE_PASSWORD", "secret-word",
                "INGEST_HASH_KEY_FILE", key.toString(),
                "INGEST_SIGNING_KEYS_FILE", "/keys/signing-keys",
                "ADMIN_FIRST_API_KEY_FILE", "/keys/api-key"));

    assertThat(servers.kafka().bootstrapServers()).isEqualTo("k1:9092,k2:9092");
    assertThat(servers.store())
        .isEqualTo(new StoreConfig("https://db.acme.example:8443", "migrator", "secret-word"));
    assertThat(recipient(servers.hashes()))
        .isEqualTo(recipient(KeyedHash.parse(Files.readString(key))));
    assertThat(servers.allKeys().signingKeys()).isEqualTo(Path.of("/keys/signing-keys"));
    assertThat(servers.allKeys().apiKey()).isEqualTo(Path.of("/keys/api-key"));
  }

  @Test
  void whatACommandNeedsAndTheEnvironmentDoesNotNameIsNamed() {
    Addresses servers = new Addresses.OfServers(Map.of("CLICKHOUSE_URL", " "));

    assertThatThrownBy(servers::kafka)
        .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS: expected host:port")
        .hasMessageContaining("--servers");
    assertThatThrownBy(servers::store).hasMessageContaining("CLICKHOUSE_URL: expected an http");
    assertThatThrownBy(servers::hashes).hasMessageContaining("INGEST_HASH_KEY_FILE: expected");
    assertThatThrownBy(servers::allKeys).hasMessageContaining("INGEST_SIGNING_KEYS_FILE: ");
  }

  @Test
  void ofAFolderKafkaIsOnThePortThatTheProductRunsOn() throws IOException {
    DataFolder data = new DataFolder(folder.resolve("data"));
    data.prepare();
    Addresses here = new Addresses.OfFolder(data, new Ports(300), Map.of());

    assertThat(here.kafka().bootstrapServers()).isEqualTo("127.0.0.1:9392");
    assertThat(here.store().url()).isEqualTo("http://127.0.0.1:8423");
    assertThat(here.store().user()).isEqualTo("migrator");
    assertThat(here.hashes()).isNotNull();
  }

  private static long recipient(KeyedHash hashes) {
    return hashes.recipient(
        new AccountId("demo"), MailboxAddress.tryParse("bob@example.net").orElseThrow());
  }
}
