package org.trueopen.benchmarks.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.trueopen.event.EventCodec;
import org.trueopen.event.Hit;
import org.trueopen.event.MalformedEventException;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.Topics;

/**
 * The least that brings hits from Kafka into the same table: reads, decodes, writes a row, inserts
 * a batch a second, then commits offsets. No state, no verdict; at least once.
 */
public final class CopyMain {

  private static final Duration BATCH = Duration.ofSeconds(1);
  private static final int BATCH_BYTES = 4 * 1024 * 1024;

  private static final String INSERT =
      "INSERT INTO trueopen.hits (account, delivery_id, hit_id, at, kind, link, pixel, url, method,"
          + " client, verdict, place, mailbox, domain, campaign, sign, judged_at) FORMAT RowBinary";

  private final ByteArrayOutputStream rows = new ByteArrayOutputStream(BATCH_BYTES + 4096);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> environment;

  private CopyMain(Map<String, String> environment) {
    this.environment = environment;
  }

  public static void main(String[] args) throws Exception {
    new CopyMain(System.getenv()).run();
  }

  private String setting(String name) {
    return environment.getOrDefault(name, "");
  }

  private void run() throws IOException, InterruptedException, MalformedEventException {
    Map<String, Object> properties =
        new KafkaConfig(setting("KAFKA_BOOTSTRAP_SERVERS")).clientProperties("copy");
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, "copy");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.HITS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long due = System.nanoTime() + BATCH.toNanos();
      while (true) {
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(Duration.ofMillis(100))) {
          write(EventCodec.decodeHit(found.value()));
        }
        if (rows.size() >= BATCH_BYTES || (rows.size() > 0 && System.nanoTime() - due > 0)) {
          insertAndRetry();
          consumer.commitAsync();
          due = System.nanoTime() + BATCH.toNanos();
        }
      }
    }
  }

  /** A connection that lay idle while this process was stopped is closed by then. */
  private void insertAndRetry() throws IOException, InterruptedException {
    try {
      insert();
    } catch (IOException e) {
      insert();
    }
  }

  private void insert() throws IOException, InterruptedException {
    String query = "?query=" + URLEncoder.encode(INSERT, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    setting("CLICKHOUSE_URL")
                        + '/'
                        + query
                        + "&async_insert=0&insert_deduplication_token="
                        + UUID.randomUUID()))
            .header("X-ClickHouse-User", setting("CLICKHOUSE_USER"))
            .header("X-ClickHouse-Key", setting("CLICKHOUSE_PASSWORD"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(rows.toByteArray()))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("ClickHouse: " + answer.body());
    }
    rows.reset();
  }

  private void write(Hit hit) {
    text(hit.account());
    text(hit.deliveryId());
    text(hit.hitId());
    number(hit.at().toEpochMilli(), 8);
    text(hit.kind().name());
    number(hit.link(), 2);
    text(hit.pixel().name());
    text(hit.url());
    text(hit.method());
    text(hit.userAgent());
    text("UNKNOWN");
    text("FIRST");
    text("");
    text("");
    text("");
    number(1, 1);
    number(System.currentTimeMillis(), 8);
  }

  private void text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    int rest = bytes.length;
    while (rest >= 0x80) {
      rows.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    rows.write(rest);
    rows.write(bytes, 0, bytes.length);
  }

  private void number(long value, int size) {
    for (int i = 0; i < size; i++) {
      rows.write((int) (value >>> (8 * i)));
    }
  }
}
