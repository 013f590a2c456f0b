package org.trueopen.standalone.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.EventCodec;
import org.trueopen.event.Hit;
import org.trueopen.id.KeyedHash;
import org.trueopen.log.EventLogException;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.Topics;

/**
 * Publishes past deliveries and hits to the topics that present ones go through, to be judged by
 * the same job. A file is checked as a whole first, so that a bad line leaves nothing half
 * imported; and a repeated import changes nothing, as the job drops ids it knows.
 */
public final class HistoryImport {

  /** How many lines of each type there were. */
  public record Counts(long deliveries, long statuses, long hits) {}

  private final KafkaConfig kafka;
  private final KeyedHash hashes;
  private final String defaultAccount;

  public HistoryImport(KafkaConfig kafka, KeyedHash hashes, String defaultAccount) {
    this.kafka = kafka;
    this.hashes = hashes;
    this.defaultAccount = defaultAccount;
  }

  /**
   * @throws BadImportException if a line cannot be used; then nothing was published
   * @throws EventLogException if Kafka did not take everything; then the import can be repeated
   */
  public Counts run(Path file) throws IOException, BadImportException {
    Counter counter = new Counter();
    new HistoryReader(hashes, defaultAccount).read(file, counter);
    Map<String, Object> properties = kafka.producerProperties("import");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      // Deliveries first: a hit judged before its delivery is known has to be stated a second time.
      new HistoryReader(hashes, defaultAccount)
          .read(file, new Publisher(producer, failure, Publisher.What.DELIVERIES));
      producer.flush();
      new HistoryReader(hashes, defaultAccount)
          .read(file, new Publisher(producer, failure, Publisher.What.HITS));
      producer.flush();
    }
    if (failure.get() != null) {
      throw new EventLogException(
          "Kafka did not take everything; run the import again", failure.get());
    }
    return counter.counts();
  }

  private static final class Counter implements HistoryReader.Sink {
    private long deliveries;
    private long statuses;
    private long hits;

    @Override
    public void delivery(Delivery delivery) {
      deliveries++;
    }

    @Override
    public void status(DeliveryStatus status) {
      statuses++;
    }

    @Override
    public void hit(Hit hit) {
      hits++;
    }

    Counts counts() {
      return new Counts(deliveries, statuses, hits);
    }
  }

  private record Publisher(
      KafkaProducer<byte[], byte[]> producer,
      AtomicReference<@Nullable Exception> failure,
      What what)
      implements HistoryReader.Sink {

    private enum What {
      DELIVERIES,
      HITS
    }

    @Override
    public void delivery(Delivery delivery) {
      send(
          What.DELIVERIES,
          Topics.DELIVERIES,
          Topics.eventKey(delivery.account(), delivery.deliveryId()),
          EventCodec.encode(delivery));
    }

    @Override
    public void status(DeliveryStatus status) {
      send(
          What.DELIVERIES,
          Topics.DELIVERIES,
          Topics.eventKey(status.account(), status.deliveryId()),
          EventCodec.encode(status));
    }

    @Override
    public void hit(Hit hit) {
      send(
          What.HITS,
          Topics.HITS,
          Topics.eventKey(hit.account(), hit.deliveryId()),
          EventCodec.encode(hit));
    }

    private void send(What part, String topic, byte[] key, byte[] value) {
      if (part != what) {
        return;
      }
      Future<?> _ =
          producer.send(
              new ProducerRecord<>(topic, key, value),
              (metadata, problem) -> {
                if (problem != null) {
                  failure.compareAndSet(null, problem);
                }
              });
    }
  }
}
