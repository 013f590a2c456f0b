package org.trueopen.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.config.ConfigException;
import org.trueopen.job.ledger.CountryFiles;
import org.trueopen.job.ledger.Retention;
import org.trueopen.job.ledger.SignalsConfig;

class JobConfigTest {

  @TempDir Path dir;

  @Test
  void readsEverySettingAndHidesSecrets() throws IOException {
    JobConfig config = JobConfig.parse(complete());

    assertThat(config.kafka().bootstrapServers()).isEqualTo("kafka:9092");
    assertThat(config.checkpointDir()).isEqualTo(Path.of("/var/lib/trueopen/flink"));
    assertThat(config.checkpointInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.parallelism()).isEqualTo(1);
    assertThat(config.signals()).isEqualTo(SignalsConfig.BUNDLED);
    assertThat(config.retention()).isEqualTo(Retention.DEFAULT);
    assertThat(config.unalignedCheckpoints()).isFalse();
    assertThat(config.stateBackend()).isEqualTo("rocksdb");
    assertThat(config.toString()).contains("kafka:9092").doesNotContain("sesame");
  }

  @Test
  void namesEveryProblemAtOnce() throws IOException {
    Map<String, String> environment = complete();
    environment.remove("KAFKA_BOOTSTRAP_SERVERS");
    environment.put("CLICKHOUSE_URL", "clickhouse:9000");
    environment.put("JOB_CHECKPOINT_DIR", "checkpoints");
    environment.put("JOB_PARALLELISM", "0");
    environment.put("JOB_HASHKEY_FILE", "x");
    environment.put("JOB_MEMORY_DAYS", "0");
    environment.put("JOB_STATE_BACKEND", "heap");
    environment.put("JOB_UNALIGNED_CHECKPOINTS", "yes");

    assertThatThrownBy(() -> JobConfig.parse(environment))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "KAFKA_BOOTSTRAP_SERVERS: expected host:port[,host:port], found nothing",
            "CLICKHOUSE_URL: expected an http or https URL without a path",
            "JOB_CHECKPOINT_DIR: expected a URL like file:///var/lib/x, found \"checkpoints\"",
            "JOB_MEMORY_DAYS: expected 1..3650, found \"0\"",
            "JOB_STATE_BACKEND: expected rocksdb or hashmap, found \"heap\"",
            "JOB_UNALIGNED_CHECKPOINTS: expected false or true, found \"yes\"",
            "JOB_PARALLELISM: expected 1..128, found \"0\"",
            "JOB_HASHKEY_FILE: no such setting; did you mean JOB_HASH_KEY_FILE?");
  }

  @Test
  void aKeyFileThatIsTooShortIsNamedWithoutItsContent() throws IOException {
    Map<String, String> environment = complete();
    Path file = Files.writeString(dir.resolve("short.key"), "c2VzYW1l");
    environment.put("JOB_HASH_KEY_FILE", file.toString());

    assertThatThrownBy(() -> JobConfig.parse(environment))
        .hasMessageContaining("JOB_HASH_KEY_FILE: expected a file with base64 of 32 or more bytes")
        .hasMessageNotContaining("c2VzYW1l");
  }

  @Test
  void aFileOfCountriesIsOpenedBeforeAnythingStarts() throws IOException {
    Map<String, String> environment = complete();
    assertThat(JobConfig.parse(environment).signals().countryFile()).isEmpty();

    Path file = CountryFiles.write(dir.resolve("c.mmdb"), 6, Map.of("192.0.2.0/24", "NZ"));
    environment.put("JOB_COUNTRY_FILE", file.toString());
    assertThat(JobConfig.parse(environment).signals().countryFile()).isEqualTo(file.toString());

    environment.put("JOB_COUNTRY_FILE", dir.resolve("none").toString());
    assertThatThrownBy(() -> JobConfig.parse(environment))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "JOB_COUNTRY_FILE: expected a MaxMind DB file of countries, as GeoLite2-Country.mmdb, found \"")
        .hasMessageContaining("none\" (no file that can be read)");
    environment.put("JOB_COUNTRY_FILE", Files.writeString(dir.resolve("text"), "x").toString());
    assertThatThrownBy(() -> JobConfig.parse(environment)).hasMessageContaining("JOB_COUNTRY_FILE");
  }

  @Test
  void theImagesOwnVariableIsNoMisspelling() throws IOException {
    Map<String, String> environment = complete();
    environment.put("JOB_MANAGER_RPC_ADDRESS", "jobmanager");

    assertThat(JobConfig.parse(environment).parallelism()).isEqualTo(1);
  }

  @Test
  void whatIsAskedOfCheckpointsIsToldToFlink() throws IOException {
    Map<String, String> environment = complete();
    environment.put("JOB_CHECKPOINT_DIR", dir.toUri().toString());
    environment.put("JOB_UNALIGNED_CHECKPOINTS", "true");
    environment.put("JOB_STATE_BACKEND", "hashmap");
    environment.put("JOB_MEMORY_DAYS", "30");

    JobConfig config = JobConfig.parse(environment);
    Configuration flink = FlinkSettings.of(config);

    assertThat(flink.get(CheckpointingOptions.ENABLE_UNALIGNED)).isTrue();
    assertThat(flink.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("hashmap");
    assertThat(flink.get(PipelineOptions.MAX_PARALLELISM)).isEqualTo(128);
    assertThat(config.retention().memory()).isEqualTo(Duration.ofDays(30));
  }

  private Map<String, String> complete() throws IOException {
    Path key = dir.resolve("hash.key");
    Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]) + '\n');
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092");
    environment.put("CLICKHOUSE_URL", "http://clickhouse:8123");
    environment.put("CLICKHOUSE_PASSWORD", "sesame");
    environment.put("JOB_HASH_KEY_FILE", key.toString());
    environment.put("JOB_CHECKPOINT_DIR", "file:///var/lib/trueopen/flink");
    return environment;
  }
}
