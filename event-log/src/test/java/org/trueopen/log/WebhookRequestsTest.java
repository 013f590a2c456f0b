package org.trueopen.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WebhookRequestsTest {

  private static final KafkaConfig KAFKA = TestBroker.shared().config();

  private final String account = "a" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeAll
  static void makeTopics() {
    Topics.ensure(KAFKA, (short) 1);
  }

  @Test
  void aCallReplaysTheOldestOfOneEndpointUpToItsBoundAndTheNextGoesOn() throws Exception {
    write("one", "e1", "e2");
    write("two", "e1");
    write("one", "e3", "e4", "e5");

    try (WebhookRequests requests = new WebhookRequests(KAFKA, "test")) {
      List<Integer> counts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        counts.add(requests.replay(this::isMine, 2));
      }

      assertThat(counts).containsExactly(2, 2, 1, 0);
      assertThat(asked()).containsExactly("e1", "e2", "e3", "e4", "e5");
      assertThat(requests.replay(key -> key.account().equals(account))).isEqualTo(1);
    }
  }

  @Test
  void aLetterOfAnEventThatIsGivenUpAgainIsReplayedAgainWithItsNewestBody() throws Exception {
    write("one", "e1");
    try (WebhookRequests requests = new WebhookRequests(KAFKA, "test")) {
      assertThat(requests.replay(this::isMine)).isEqualTo(1);
      write("one", "e1");

      assertThat(requests.replay(this::isMine)).isEqualTo(1);
      assertThat(requests.replay(this::isMine)).isZero();
    }
  }

  @Test
  void noMoreIsHeldThanThereIsRoomFor() {
    LetterBatch batch = new LetterBatch(key -> key.endpoint().equals("one"), 2);
    batch.beginReading();
    for (int i = 0; i < 1000; i++) {
      batch.take(letter(i, "acme/one/e" + i));
      batch.take(letter(1000 + i, "acme/two/e" + i));
    }

    assertThat(batch.letters()).hasSize(2);
    assertThat(batch.firstLeftOut()).isEqualTo(2);
  }

  private static ConsumerRecord<byte[], byte[]> letter(long offset, String key) {
    return new ConsumerRecord<>(
        Topics.WEBHOOK_DEAD_LETTERS, 0, offset, key.getBytes(UTF_8), new byte[1]);
  }

  private boolean isMine(PostKey key) {
    return key.account().equals(account) && key.endpoint().equals("one");
  }

  private void write(String endpoint, String... events) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            KAFKA.producerProperties("test"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String event : events) {
        byte[] key = new PostKey(account, endpoint, event).bytes();
        producer
            .send(new ProducerRecord<>(Topics.WEBHOOK_DEAD_LETTERS, 0, key, event.getBytes(UTF_8)))
            .get();
      }
    }
  }

  /** The events that were asked for anew, in order. */
  private List<String> asked() {
    List<String> asked = new ArrayList<>();
    List<TopicPartition> partitions =
        IntStream.range(0, Topics.EVENT_PARTITIONS)
            .mapToObj(partition -> new TopicPartition(Topics.ENGAGEMENT, partition))
            .toList();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            KAFKA.clientProperties("test"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream().anyMatch(each -> consumer.currentLag(each).orElse(1L) > 0)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (Arrays.equals(record.key(), Topics.eventKey(account, "webhook-one"))) {
            asked.add(new String(record.value(), UTF_8));
          }
        }
      }
    }
    return asked;
  }
}
