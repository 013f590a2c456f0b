package org.trueopen.benchmarks.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.trueopen.benchmarks.BenchException;
import org.trueopen.event.Delivery;
import org.trueopen.event.EventCodec;
import org.trueopen.event.Hit;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.Topics;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.Decision;
import org.trueopen.settings.Outcome;

/** Deliveries and their hits, published as ingest would: hits of any delivery in any order. */
final class Mail implements AutoCloseable {

  private static final String ACCOUNT = "bench";
  private static final int SENDERS = 5;
  private static final int CAMPAIGNS = 40;
  private static final int RECIPIENTS_OF_A_DOMAIN = 1000;

  /** Who asks, by agent and network: about the mix of a newsletter to consumers. */
  private record Client(String agent, String network) {}

  private static final List<Client> CLIENTS =
      List.of(
          new Client(
              "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
              "66.249.84."),
          new Client("Mozilla/5.0", "172.224.226."),
          new Client(
              "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
              "198.51.100."),
          new Client(
              "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
              "203.0.113."));

  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Random random = new Random(1);
  private int deliveries;
  private final Instant sentAt = Instant.now().minusSeconds(3600);
  private long hits;

  Mail(KafkaConfig kafka) {
    Map<String, Object> properties = kafka.producerProperties("bench");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 262_144);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** The next deliveries, until there are so many; hits are spread among all of them. */
  void publishDeliveriesUpTo(int wanted) {
    Outcome on = new Outcome(true, DecidedBy.ACCOUNT, ACCOUNT, sentAt, "admin");
    for (int i = deliveries; i < wanted; i++) {
      Delivery delivery =
          new Delivery(
              ACCOUNT,
              id(i),
              "m" + i / 100,
              "news" + i % SENDERS + "@bench.example",
              "c" + i % CAMPAIGNS,
              "reader" + i + "@d" + i / RECIPIENTS_OF_A_DOMAIN + ".example",
              i,
              "What is new this week",
              sentAt.plusMillis(i % 1_000_000),
              true,
              List.of("https://bench.example/offer", "https://bench.example/u"),
              1,
              new Decision(on, on));
      send(Topics.DELIVERIES, id(i), EventCodec.encode(delivery));
    }
    deliveries = wanted;
    flush();
  }

  /** The next hits; three of ten are clicks. */
  void publishHits(int count, Reading reading) {
    for (int i = 0; i < count; i++) {
      String delivery = id(reading.pick(deliveries, random));
      Client client = CLIENTS.get(random.nextInt(CLIENTS.size()));
      boolean click = random.nextInt(10) < 3;
      Hit hit =
          new Hit(
              ACCOUNT,
              delivery,
              new UUID(++hits << 16 | 0x7000, random.nextLong()).toString(),
              click ? HitKind.CLICK : HitKind.OPEN,
              click ? 0 : -1,
              click ? "https://bench.example/offer" : "",
              sentAt.plusSeconds(1200).plusMillis(hits),
              "GET",
              client.network() + random.nextInt(1, 255),
              client.agent(),
              Map.of("accept", "image/avif,image/webp,*/*", "accept-language", "en-GB"),
              click ? PixelPlace.NONE : PixelPlace.END,
              "");
      send(Topics.HITS, delivery, EventCodec.encode(hit));
    }
    flush();
  }

  private static String id(int number) {
    return "01k9x3m5q7%012d".formatted(number);
  }

  private void send(String topic, String delivery, byte[] value) {
    var _ =
        producer.send(
            new ProducerRecord<>(topic, Topics.eventKey(ACCOUNT, delivery), value),
            (metadata, problem) -> {
              if (problem != null) {
                failure.compareAndSet(null, problem);
              }
            });
  }

  private void flush() {
    producer.flush();
    Exception found = failure.get();
    if (found != null) {
      throw new BenchException("Kafka did not take everything", found);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
