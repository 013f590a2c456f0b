package org.trueopen.ingest.message;

import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.trueopen.event.Delivery;
import org.trueopen.event.EventCodec;
import org.trueopen.log.EventLogException;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.Topics;

/** Brings deliveries into Kafka. */
public final class DeliveryPublisher implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;

  public DeliveryPublisher(KafkaConfig kafka, Duration deadline) {
    Map<String, Object> properties = kafka.producerProperties("ingest-deliveries");
    int deadlineMs = Math.toIntExact(deadline.toMillis());
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) deadlineMs);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deadlineMs);
    properties.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(50, Math.min(5000, deadlineMs / 2)));
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Publishes deliveries and waits until Kafka has them all.
   *
   * @throws EventLogException if Kafka did not take them in time
   * @throws BadRequestException if they are larger than Kafka takes
   */
  void publish(List<Delivery> deliveries) throws BadRequestException {
    try {
      List<CompletableFuture<Void>> sent = new ArrayList<>(deliveries.size());
      for (Delivery delivery : deliveries) {
        CompletableFuture<Void> one = send(delivery);
        sent.add(one);
        if (one.isCompletedExceptionally()) {
          break; // each of the others might block as long, and fail as well
        }
      }
      CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new)).get();
    } catch (ExecutionException | KafkaException e) {
      if (e.getCause() instanceof RecordTooLargeException) {
        throw new BadRequestException(
            StatusCodes.UNPROCESSABLE_ENTITY,
            "invalid-message",
            "html: its tracked links together take more than the 1 MB that one delivery may hold;"
                + " send fewer or shorter ones, or mark some data-track=\"off\"");
      }
      throw new EventLogException("Kafka did not take the deliveries", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EventLogException("interrupted while publishing deliveries", e);
    }
  }

  private CompletableFuture<Void> send(Delivery delivery) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    Future<?> _ =
        producer.send(
            new ProducerRecord<>(
                Topics.DELIVERIES,
                Topics.eventKey(delivery.account(), delivery.deliveryId()),
                EventCodec.encode(delivery)),
            (metadata, problem) -> {
              if (problem == null) {
                result.complete(null);
              } else {
                result.completeExceptionally(problem);
              }
            });
    return result;
  }

  @Override
  public void close() {
    producer.close();
  }
}
