package org.trueopen.standalone.chaos;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.DeliveryStatus.Status;
import org.trueopen.event.EventCodec;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.Topics;

/**
 * Reports what became of deliveries, one after the other over a given time, beside their hits:
 * every tenth bounced. Goes past ingest, as only what stands in the topic is compared.
 */
final class StatusLoad implements AutoCloseable {

  private static final int BOUNCED_EVERY = 10;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String account;
  private final List<String> deliveries;
  private final Duration howLong;
  private final Clock clock = Clock.systemUTC();
  private final Thread thread = Thread.ofPlatform().daemon().name("statuses").unstarted(this::run);

  StatusLoad(KafkaConfig kafka, String account, List<String> deliveries, Duration howLong) {
    this.producer =
        new KafkaProducer<>(
            kafka.producerProperties("chaos-statuses"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.account = account;
    this.deliveries = List.copyOf(deliveries);
    this.howLong = howLong;
  }

  void start() {
    thread.start();
  }

  private void run() {
    long pause = howLong.toNanos() / Math.max(1, deliveries.size());
    try {
      for (int i = 0; i < deliveries.size(); i++) {
        String id = deliveries.get(i);
        Status status = i % BOUNCED_EVERY == 0 ? Status.BOUNCED : Status.DELIVERED;
        byte[] value = EventCodec.encode(new DeliveryStatus(account, id, status, clock.instant()));
        var _ =
            producer.send(
                new ProducerRecord<>(Topics.DELIVERIES, Topics.eventKey(account, id), value));
        TimeUnit.NANOSECONDS.sleep(pause);
      }
    } catch (InterruptedException e) {
      // Closed: there were to be no more.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    producer.close();
  }
}
