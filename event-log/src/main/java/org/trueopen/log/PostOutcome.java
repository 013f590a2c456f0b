package org.trueopen.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * How one attempt to post an event to a webhook ended.
 *
 * @param type of the event, as CloudEvents name it
 * @param attempt from 1
 * @param result what came of it
 * @param status of HTTP; 0 if there was no answer
 * @param millis how long it took
 * @param at when it ended
 * @param detail why, for people; empty where it was taken
 */
public record PostOutcome(
    PostKey key,
    String type,
    int attempt,
    Result result,
    int status,
    int millis,
    Instant at,
    String detail) {

  /** What came of an attempt. */
  public enum Result {
    /** The receiver took it. */
    DELIVERED,
    /** It will be tried again. */
    RETRYING,
    /** It is in the dead letters. */
    GIVEN_UP
  }

  /** For the topic {@link Topics#WEBHOOK_LOG}. */
  public ProducerRecord<byte[], byte[]> toRecord() {
    return new ProducerRecord<>(
        Topics.WEBHOOK_LOG,
        0,
        key.bytes(),
        detail.getBytes(UTF_8),
        List.of(
            header("type", type),
            header("attempt", Integer.toString(attempt)),
            header("result", result.name()),
            header("status", Integer.toString(status)),
            header("millis", Integer.toString(millis)),
            header("at", Long.toString(at.toEpochMilli()))));
  }

  /**
   * Reads {@link #toRecord}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static PostOutcome of(ConsumerRecord<byte[], byte[]> record) {
    return new PostOutcome(
        PostKey.parse(record.key()),
        text(record, "type"),
        Integer.parseInt(text(record, "attempt")),
        Result.valueOf(text(record, "result")),
        Integer.parseInt(text(record, "status")),
        Integer.parseInt(text(record, "millis")),
        Instant.ofEpochMilli(Long.parseLong(text(record, "at"))),
        new String(record.value(), UTF_8));
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    if (header == null) {
      throw new IllegalArgumentException("expected a header " + name);
    }
    return new String(header.value(), UTF_8);
  }
}
