package org.trueopen.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class UserDirectoryTest {

  private static final TestBroker BROKER = TestBroker.shared();
  private static final Instant AT = Instant.parse("2026-11-01T10:00:00.123Z");

  @Test
  void usersAreKeptReplacedAndReadAgain() throws Exception {
    Topics.ensure(BROKER.config(), (short) 1);
    AdminUser alice = new AdminUser("alice", "{bcrypt}one", AdminUser.Role.ADMIN, AT);
    AdminUser changed =
        new AdminUser("alice", "{bcrypt}two", AdminUser.Role.VIEWER, true, AT, "bob");
    try (UserDirectory users = UserDirectory.open(BROKER.config(), "test")) {
      assertThat(users.isEmpty()).isTrue();
      users.put(alice);
      assertThat(users.find("alice")).contains(alice);
      assertThat(users.isEmpty()).isFalse();
      sendUnreadable();
      users.put(changed);
      assertThat(users.find("alice")).contains(changed);
    }

    try (UserDirectory users = UserDirectory.open(BROKER.config(), "test")) {
      assertThat(users.find("alice")).contains(changed);
      assertThat(users.find("Alice")).isEmpty();
    }
  }

  @Test
  void deedsAreKeptEachForItself() {
    Topics.ensure(BROKER.config(), (short) 1);
    AdminDeed first = new AdminDeed(AT, "alice", "user-added", "deed-test", "", "VIEWER");
    AdminDeed second = new AdminDeed(AT, "alice", "user-role", "deed-test", "VIEWER", "ADMIN");
    try (UserDirectory users = UserDirectory.open(BROKER.config(), "test")) {
      users.record(first);
      users.record(second);
    }

    try (UserDirectory users = UserDirectory.open(BROKER.config(), "test")) {
      assertThat(users.deeds()).containsSubsequence(first, second);
      assertThat(users.all()).noneMatch(user -> user.name().isEmpty());
    }
  }

  @Test
  void aPasswordHashIsNeverPrinted() {
    assertThat(new AdminUser("alice", "{bcrypt}one", AdminUser.Role.ADMIN, AT).toString())
        .isEqualTo("AdminUser[name=alice, role=ADMIN, passwordHash=***]");
  }

  private static void sendUnreadable() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            BROKER.config().producerProperties("test-garbage"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.ADMIN, 0, new byte[1], new byte[] {-1})).get();
      producer.send(new ProducerRecord<>(Topics.ADMIN, 0, new byte[1], new byte[0])).get();
    }
  }
}
