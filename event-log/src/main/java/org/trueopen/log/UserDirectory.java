package org.trueopen.log;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.event.wire.AdminDeedMessage;
import org.trueopen.event.wire.AdminUserMessage;

/**
 * The admin's users and what they did, kept in a compacted topic that only the admin may read. Each
 * deed has a key of its own, so that none takes another's place.
 */
public final class UserDirectory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(UserDirectory.class);

  /** The newest are held in memory; the topic has them all. */
  private static final int MAX_DEEDS = 20_000;

  private final Map<String, AdminUser> users = new ConcurrentHashMap<>();
  private final Deque<AdminDeed> deeds = new ConcurrentLinkedDeque<>();
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

  /** All users, disabled ones included, by name. */
  public List<AdminUser> all() {
    return users.values().stream().sorted(Comparator.comparing(AdminUser::name)).toList();
  }

  /** Adds or replaces a user; when this returns the directory holds it. */
  public void put(AdminUser user) {
    writer.write(
        user.name(),
        AdminUserMessage.newBuilder()
            .setName(user.name())
            .setPasswordHash(user.passwordHash())
            .setRole(user.role().name())
            .setDisabled(user.disabled())
            .setChangedAt(user.changedAt().toEpochMilli())
            .setChangedBy(user.changedBy())
            .build()
            .toByteArray());
  }

  /** What was done, the oldest first; at most the newest twenty thousand. */
  public List<AdminDeed> deeds() {
    return List.copyOf(deeds);
  }

  /** Keeps a deed for good; when this returns {@link #deeds} holds it. */
  public void record(AdminDeed deed) {
    // No user is called so: names have no slash.
    String key = "deed/" + deed.at().toEpochMilli() + '/' + UUID.randomUUID();
    writer.write(
        key,
        AdminUserMessage.newBuilder()
            .setDeed(
                AdminDeedMessage.newBuilder()
                    .setAt(deed.at().toEpochMilli())
                    .setWho(deed.who())
                    .setWhat(deed.what())
                    .setSubject(deed.subject())
                    .setBefore(deed.before())
                    .setAfter(deed.after()))
            .build()
            .toByteArray());
  }

  private void take(byte[] bytes) {
    try {
      AdminUserMessage message = AdminUserMessage.parseFrom(bytes);
      if (message.hasDeed()) {
        take(message.getDeed());
      } else {
        take(message);
      }
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      LOG.error(
          "Topic {} holds a record this version cannot read: {}", Topics.ADMIN, e.getMessage());
    }
  }

  private void take(AdminUserMessage message) {
    users.put(
        message.getName(),
        new AdminUser(
            message.getName(),
            message.getPasswordHash(),
            AdminUser.Role.valueOf(message.getRole()),
            message.getDisabled(),
            Instant.ofEpochMilli(message.getChangedAt()),
            message.getChangedBy()));
  }

  private void take(AdminDeedMessage deed) {
    deeds.addLast(
        new AdminDeed(
            Instant.ofEpochMilli(deed.getAt()),
            deed.getWho(),
            deed.getWhat(),
            deed.getSubject(),
            deed.getBefore(),
            deed.getAfter()));
    if (deeds.size() > MAX_DEEDS) {
      deeds.removeFirst();
    }
  }

  @Override
  public void close() {
    topic.close();
    writer.close();
  }
}
