package org.trueopen.log;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.event.wire.AdminUserMessage;

/** The admin's users, kept in a compacted topic that only the admin may read. */
public final class UserDirectory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(UserDirectory.class);

  private final Map<String, AdminUser> users = new ConcurrentHashMap<>();
  private final CompactedTopic topic;
  private final TopicWriter writer;

  private UserDirectory(KafkaConfig kafka, String clientId) {
    this.topic =
        new CompactedTopic(kafka, Topics.ADMIN, clientId, this::take, CompactedTopic.PATIENCE);
    this.writer = new TopicWriter(topic);
  }

  /**
   * Opens the topic and reads all of it.
   *
   * @throws EventLogException if that does not succeed within half a minute
   */
  public static UserDirectory open(KafkaConfig kafka, String clientId) {
    return new UserDirectory(kafka, clientId);
  }

  public Optional<AdminUser> find(String name) {
    return Optional.ofNullable(users.get(name));
  }

  public boolean isEmpty() {
    return users.isEmpty();
  }

  /** Adds or replaces a user; when this returns the directory holds it. */
  public void put(AdminUser user) {
    writer.write(
        user.name(),
        AdminUserMessage.newBuilder()
            .setName(user.name())
            .setPasswordHash(user.passwordHash())
            .setRole(user.role().name())
            .setChangedAt(user.changedAt().toEpochMilli())
            .build()
            .toByteArray());
  }

  private void take(byte[] bytes) {
    try {
      AdminUserMessage message = AdminUserMessage.parseFrom(bytes);
      users.put(
          message.getName(),
          new AdminUser(
              message.getName(),
              message.getPasswordHash(),
              AdminUser.Role.valueOf(message.getRole()),
              Instant.ofEpochMilli(message.getChangedAt())));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      LOG.error(
          "Topic {} holds a record this version cannot read: {}", Topics.ADMIN, e.getMessage());
    }
  }

  @Override
  public void close() {
    topic.close();
    writer.close();
  }
}
