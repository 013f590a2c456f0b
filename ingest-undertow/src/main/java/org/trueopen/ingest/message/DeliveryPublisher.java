package org.trueopen.ingest.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.trueopen.event.Aggregate;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryEvent;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.EventCodec;
import org.trueopen.log.EventLogException;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.Topics;

/** Brings deliveries, and what became of them, into Kafka. */
public final class DeliveryPublisher implements AutoCloseable {

  /** How many records may be on their way for one call: a page of memory for each, no more. */
  private static final int CHUNK = 500;

  /** Of Kafka's default of 1 MiB for a record; the rest is for its key, headers and frame. */
  private static final int MAX_RECORD_BYTES = 1_000_000;

  private final Duration patience;
  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * @param patience how long Kafka may take for one record
   */
  public DeliveryPublisher(KafkaConfig kafka, String clientId, Duration patience) {
    this.patience = patience;
    Map<String, Object> properties = kafka.producerProperties(clientId);
    int patienceMs = Math.toIntExact(patience.toMillis());
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) patienceMs);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patienceMs);
    properties.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(50, Math.min(5000, patienceMs / 2)));
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Whether Kafka takes records of this size; the deliveries of one mail are of about one size. */
  static boolean fits(Delivery delivery) {
    return EventCodec.encode(delivery).length <= MAX_RECORD_BYTES;
  }

  /**
   * Publishes events and waits until Kafka has them all; a part at a time, so that any number takes
   * the same memory.
   *
   * @throws EventLogException if Kafka did not take them in time; any part of them may be in Kafka
   *     then, or still come to be
   */
  void publish(List<? extends DeliveryEvent> events) {
    for (int from = 0; from < events.size(); from += CHUNK) {
      publishChunk(events.subList(from, Math.min(events.size(), from + CHUNK)));
    }
  }

  private void publishChunk(List<? extends DeliveryEvent> events) {
    try {
      List<CompletableFuture<Void>> sent = new ArrayList<>(events.size());
      for (DeliveryEvent event : events) {
        CompletableFuture<Void> one = send(event);
        sent.add(one);
        if (one.isCompletedExceptionally()) {
          break; // each of the others might block as long, and fail as well
        }
      }
      CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | KafkaException | TimeoutException e) {
      throw new EventLogException("Kafka did not take the deliveries", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EventLogException("interrupted while publishing deliveries", e);
    }
  }

  private CompletableFuture<Void> send(DeliveryEvent event) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    Future<?> _ =
        producer.send(
            new ProducerRecord<>(
                Topics.DELIVERIES,
                Topics.eventKey(event.account(), event.deliveryId()),
                encode(event)),
            (metadata, problem) -> {
              if (problem == null) {
                result.complete(null);
              } else {
                result.completeExceptionally(problem);
              }
            });
    return result;
  }

  private static byte[] encode(DeliveryEvent event) {
    return switch (event) {
      case Delivery delivery -> EventCodec.encode(delivery);
      case DeliveryStatus status -> EventCodec.encode(status);
      case Aggregate aggregate -> EventCodec.encode(aggregate);
    };
  }

  @Override
  public void close() {
    producer.close();
  }
}
