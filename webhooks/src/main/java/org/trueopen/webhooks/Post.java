package org.trueopen.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.trueopen.log.PostKey;
import org.trueopen.log.Topics;
import org.trueopen.log.WebhookRequests;

/**
 * One event that is to be posted to one endpoint.
 *
 * @param type of the event, as CloudEvents name it
 * @param body the event as it is posted
 * @param since when it was first to be posted; the time for retries counts from here
 * @param attempts how many have failed
 * @param due when to try next
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record Post(PostKey key, String type, byte[] body, Instant since, int attempts, Instant due) {

  static Post first(PostKey key, String type, byte[] body, Instant now) {
    return new Post(key, type, body, now, 0, now);
  }

  Post failed(Instant next) {
    return new Post(key, type, body, since, attempts + 1, next);
  }

  /** For the topic of what is pending. */
  ProducerRecord<byte[], byte[]> toRecord() {
    return new ProducerRecord<>(
        Topics.WEBHOOK_PENDING,
        0,
        key.bytes(),
        body,
        List.of(
            new RecordHeader("type", type.getBytes(UTF_8)),
            new RecordHeader("since", text(since.toEpochMilli())),
            new RecordHeader("attempts", text(attempts)),
            new RecordHeader("due", text(due.toEpochMilli()))));
  }

  /**
   * Reads {@link #toRecord}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Post of(ConsumerRecord<byte[], byte[]> record) {
    return new Post(
        PostKey.parse(record.key()),
        WebhookRequests.header(record, "type", ""),
        record.value(),
        Instant.ofEpochMilli(Long.parseLong(WebhookRequests.header(record, "since", ""))),
        Integer.parseInt(WebhookRequests.header(record, "attempts", "")),
        Instant.ofEpochMilli(Long.parseLong(WebhookRequests.header(record, "due", ""))));
  }

  private static byte[] text(long number) {
    return Long.toString(number).getBytes(UTF_8);
  }
}
