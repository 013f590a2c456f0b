package org.trueopen.standalone.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.trueopen.config.Environment;
import org.trueopen.id.KeyedHash;
import org.trueopen.log.KafkaConfig;
import org.trueopen.standalone.backup.Keys;
import org.trueopen.standalone.part.DataFolder;
import org.trueopen.standalone.part.Ports;
import org.trueopen.store.StoreConfig;

/** Where a product is that a command works on, and with what keys. */
interface Addresses {

  KafkaConfig kafka();

  /** As who may change what is stored. */
  StoreConfig store() throws IOException;

  /** Files that a command does not look at may be missing. */
  Keys keys();

  /**
   * For who needs every one of them.
   *
   * @throws IllegalArgumentException if one is not named
   */
  default Keys allKeys() {
    return keys();
  }

  default KeyedHash hashes() throws IOException {
    return KeyedHash.parse(Files.readString(keys().hashKey()));
  }

  /**
   * A standalone's on this machine.
   *
   * @param environment may name another ClickHouse than the embedded one
   */
  record OfFolder(DataFolder data, Ports ports, Map<String, String> environment)
      implements Addresses {

    @Override
    public KafkaConfig kafka() {
      return new KafkaConfig("127.0.0.1:" + ports.broker());
    }

    @Override
    public StoreConfig store() throws IOException {
      return data.storeMigrator(ports, environment);
    }

    @Override
    public Keys keys() {
      return data.backupKeys();
    }
  }

  /**
   * Those that the environment names, as it does for the parts.
   *
   * @param environment looked at only for what a command needs
   */
  record OfServers(Map<String, String> environment) implements Addresses {

    private static final String SIGNING_KEYS = "INGEST_SIGNING_KEYS_FILE";
    private static final String HASH_KEY = "INGEST_HASH_KEY_FILE";
    private static final String API_KEY = "ADMIN_FIRST_API_KEY_FILE";
    private static final String A_FILE = "the path of a file";

    @Override
    public KafkaConfig kafka() {
      required("KAFKA_BOOTSTRAP_SERVERS", "host:port[,host:port]");
      Environment env = new Environment(environment);
      KafkaConfig kafka = KafkaConfig.parse(env);
      env.finish();
      return kafka;
    }

    @Override
    public StoreConfig store() {
      required("CLICKHOUSE_URL", "an http or https URL");
      return StoreConfig.parse(environment);
    }

    @Override
    public Keys keys() {
      return new Keys(file(SIGNING_KEYS), file(HASH_KEY), file(API_KEY));
    }

    @Override
    public Keys allKeys() {
      List.of(SIGNING_KEYS, HASH_KEY, API_KEY).forEach(name -> required(name, A_FILE));
      return keys();
    }

    @Override
    public KeyedHash hashes() throws IOException {
      required(HASH_KEY, A_FILE);
      return Addresses.super.hashes();
    }

    private Path file(String name) {
      return Path.of(environment.getOrDefault(name, ""));
    }

    private String required(String name, String what) {
      String value = environment.getOrDefault(name, "");
      if (value.isBlank()) {
        throw new IllegalArgumentException(
            name
                + ": expected "
                + what
                + ", found nothing; with --servers it comes from the environment");
      }
      return value;
    }
  }
}
