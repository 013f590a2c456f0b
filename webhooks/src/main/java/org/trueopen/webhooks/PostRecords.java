package org.trueopen.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.log.EventLogException;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.PostKey;
import org.trueopen.log.PostOutcome;
import org.trueopen.log.Topics;
import org.trueopen.log.WebhookRequests;

/** What is pending and what was given up, in Kafka, so that a process that dies forgets nothing. */
@SuppressWarnings("FutureReturnValueIgnored") // callbacks hear of what fails
class PostRecords implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PostRecords.class);

  private final KafkaConfig kafka;
  private final KafkaProducer<byte[], byte[]> producer;

  PostRecords(KafkaConfig kafka) {
    this.kafka = kafka;
    this.producer =
        new KafkaProducer<>(
            kafka.producerProperties("webhooks"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** What a process before has left. */
  Collection<Post> pending() {
    Map<PostKey, Post> posts = new LinkedHashMap<>();
    WebhookRequests.readAll(
        kafka,
        Topics.WEBHOOK_PENDING,
        record -> {
          try {
            if (record.value() == null) {
              posts.remove(PostKey.parse(record.key()));
            } else {
              Post post = Post.of(record);
              posts.put(post.key(), post);
            }
          } catch (IllegalArgumentException e) {
            LOG.error(
                "Topic {}: the record at offset {} was skipped",
                record.topic(),
                record.offset(),
                e);
          }
        });
    return posts.values();
  }

  /**
   * Returns when Kafka has all of them.
   *
   * @throws EventLogException if it does not take them
   */
  void keep(List<Post> posts) {
    awaitAll(posts.stream().map(Post::toRecord).toList());
  }

  private void awaitAll(List<ProducerRecord<byte[], byte[]>> all) {
    try {
      for (Future<RecordMetadata> sent : all.stream().map(producer::send).toList()) {
        sent.get();
      }
    } catch (ExecutionException | KafkaException e) {
      throw EventLogException.of("what is pending was not written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EventLogException("interrupted while writing what is pending", e);
    }
  }

  /** It is done with. If this is lost, it is posted once more after a start, under the same id. */
  void forget(Post post) {
    send(new ProducerRecord<>(Topics.WEBHOOK_PENDING, 0, post.key().bytes(), null));
  }

  /**
   * Into the dead letters, and when they have it, no longer pending.
   *
   * @throws EventLogException if Kafka does not take it; then it is pending still
   */
  void giveUp(Post post, String reason, Instant at) {
    awaitAll(
        List.of(
            new ProducerRecord<>(
                Topics.WEBHOOK_DEAD_LETTERS,
                0,
                post.key().bytes(),
                post.body(),
                List.of(
                    new RecordHeader("reason", reason.getBytes(UTF_8)),
                    new RecordHeader("attempts", Integer.toString(post.attempts()).getBytes(UTF_8)),
                    new RecordHeader("at", at.toString().getBytes(UTF_8))))));
    forget(post);
  }

  void log(PostOutcome outcome) {
    send(outcome.toRecord());
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    producer.send(
        record,
        (metadata, problem) -> {
          if (problem != null) {
            LOG.warn("Topic {} took no record: {}", record.topic(), problem.toString());
          }
        });
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }
}
