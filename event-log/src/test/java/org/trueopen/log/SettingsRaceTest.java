package org.trueopen.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.event.MalformedEventException;
import org.trueopen.id.AccountId;
import org.trueopen.settings.Level;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingCodec;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;

/** Two processes (here: two logs, each with clients of its own) that write the same setting. */
class SettingsRaceTest {

  private static final Logger LOG = LoggerFactory.getLogger(SettingsRaceTest.class);

  private static final TestBroker BROKER = TestBroker.shared();
  private static final int ROUNDS = 200;
  private static final int RESTART_AFTER = 100;

  /** What came of one attempt: the version's owner, as the one who tried was told. */
  private record Told(String winner, boolean mine) {}

  @BeforeAll
  static void theTopicsAreThere() {
    Topics.ensure(BROKER.config(), (short) 1);
  }

  @Test
  void exactlyOneOfTwoProcessesWinsEachVersionThoughTheBrokerIsKilledMeanwhile() throws Exception {
    SettingKey key = campaign("race" + ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
    CyclicBarrier start = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newCachedThreadPool();
        SettingsLog one = open();
        SettingsLog two = open()) {
      CompletableFuture<List<Told>> ones =
          CompletableFuture.supplyAsync(() -> race(one, key, "one", start), threads);
      CompletableFuture<List<Told>> twos =
          CompletableFuture.supplyAsync(() -> race(two, key, "two", start), threads);

      await()
          .atMost(Duration.ofMinutes(3))
          .until(
              () ->
                  one.view().version(key) > RESTART_AFTER
                      || ones.isCompletedExceptionally()
                      || twos.isCompletedExceptionally());
      if (one.view().version(key) > RESTART_AFTER) {
        BROKER.restart();
      }

      for (int version = 1; version <= ROUNDS; version++) {
        Told first = ones.get().get(version - 1);
        Told second = twos.get().get(version - 1);
        assertThat(first.winner()).as("version %d", version).isEqualTo(second.winner());
        assertThat(first.mine()).as("version %d", version).isNotEqualTo(second.mine());
        assertThat(first.winner()).isEqualTo(first.mine() ? "one" : "two");
      }
      List<Setting> records = readAll(key);
      assertThat(records)
          .extracting(Setting::version)
          .as("what is written, each version once and in order")
          .isEqualTo(versions());
      assertThat(records)
          .extracting(Setting::changedBy)
          .isEqualTo(ones.join().stream().map(Told::winner).toList());
      try (SettingsLog fresh = open()) {
        Setting last = records.getLast();
        assertThat(fresh.view().find(key)).contains(last);
        assertThat(one.view().find(key)).contains(last);
        assertThat(two.view().find(key)).contains(last);
      }
    }
  }

  @Test
  void aWriterThatWasFencedOffSeesWhatTheOtherWroteAndWritesOn() throws Exception {
    SettingKey key = campaign("turns" + ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
    try (SettingsLog one = open();
        SettingsLog two = open()) {
      for (int version = 0; version < 20; version += 2) {
        one.write(key, TrackingSwitches.INHERIT_ALL, version, "one");
        two.write(key, TrackingSwitches.INHERIT_ALL, version + 1, "two");
      }

      assertThat(two.view().version(key)).isEqualTo(20);
    }
  }

  private static List<Told> race(SettingsLog log, SettingKey key, String who, CyclicBarrier start) {
    List<Told> told = new ArrayList<>();
    try {
      for (int version = 0; version < ROUNDS; version++) {
        awaitOther(start);
        told.add(write(log, key, version, who));
      }
      return told;
    } catch (RuntimeException | Error e) {
      start.reset(); // the other would wait for ever
      throw e;
    }
  }

  private static Told write(SettingsLog log, SettingKey key, int version, String who) {
    TrackingSwitches switches =
        new TrackingSwitches(who.equals("one") ? Switch.ON : Switch.OFF, Switch.INHERIT);
    while (true) {
      try {
        return new Told(log.write(key, switches, version, who).changedBy(), true);
      } catch (StaleSettingException e) {
        Setting newer = Objects.requireNonNull(e.current());
        assertThat(newer.version()).isEqualTo(version + 1);
        assertThat(log.view().find(key)).contains(newer);
        return new Told(newer.changedBy(), newer.changedBy().equals(who));
      } catch (EventLogException e) {
        // The broker was away for too long, or slow; whether it was written shows when it is tried
        // again.
        LOG.warn("Version {} is tried again", version + 1, e);
      }
    }
  }

  private static void awaitOther(CyclicBarrier barrier) {
    try {
      barrier.await(2, TimeUnit.MINUTES);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every record of a setting that was committed, as a plain consumer finds them. */
  private static List<Setting> readAll(SettingKey key) throws MalformedEventException {
    Map<String, Object> properties = new HashMap<>(BROKER.config().clientProperties("raw"));
    properties.put("isolation.level", "read_committed");
    TopicPartition partition = new TopicPartition(Topics.SETTINGS, 0);
    List<Setting> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(200))) {
          if (new String(each.key(), UTF_8).equals(key.text())) {
            found.add(SettingCodec.decode(each.value()));
          }
        }
      }
    }
    return found;
  }

  private static List<Long> versions() {
    List<Long> versions = new ArrayList<>();
    for (long version = 1; version <= ROUNDS; version++) {
      versions.add(version);
    }
    return versions;
  }

  private static SettingKey campaign(String name) {
    return SettingKey.tracking(new AccountId("race"), Level.CAMPAIGN, name);
  }

  private static SettingsLog open() {
    return SettingsLog.open(BROKER.config(), "test", Clock.systemUTC());
  }
}
