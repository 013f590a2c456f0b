package org.trueopen.benchmarks.ingest;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.trueopen.benchmarks.BenchException;
import org.trueopen.event.EventCodec;
import org.trueopen.event.MalformedEventException;
import org.trueopen.log.Topics;

/** Two ingest processes that know nothing of each other, behind one load. */
final class PairRun {

  private PairRun() {}

  static void run(Workbench bench, Report report) {
    Server first = bench.ingest(0);
    Server second = bench.ingest(1);
    int half = Math.max(1, bench.settings().mostConnections() / 2);
    int seconds = bench.settings().seconds();
    Warmup.run(bench, first);
    Warmup.run(bench, second);
    Audit audit = new Audit(bench, first, "pair");
    long before = audit.settled();
    Map<TopicPartition, Long> from = bench.broker().endOffsets(Topics.HITS);
    Process firstLoad = bench.wrk().start(first, half, seconds);
    Process secondLoad = bench.wrk().start(second, half, seconds);
    Wrk.Load one = bench.wrk().await(firstLoad);
    Wrk.Load other = bench.wrk().await(secondLoad);
    Wrk.Load both = one.and(other);
    audit.answers(both);
    audit.records(before, both.requests(), 2 * half);
    long recorded = audit.recorded() - before;
    int distinct = distinctIds(bench.broker(), from);
    report.line("# Two ingest processes side by side").line("");
    report.line(
        "%d connections to each for %d s: %,d and %,d hits answered, %,d in all; %,d records in Kafka, %,d distinct hit ids. At most %d hits were in flight when the load ended."
            .formatted(
                half,
                seconds,
                one.requests(),
                other.requests(),
                both.requests(),
                recorded,
                distinct,
                2 * half));
    report.line("");
    audit.problems().forEach(report::problem);
    report.verdict(audit.problems().isEmpty(), "every answered hit is recorded once");
    report.verdict(distinct == recorded, "all hit ids are distinct");
  }

  private static int distinctIds(Broker broker, Map<TopicPartition, Long> from) {
    Map<TopicPartition, Long> to = broker.endOffsets(Topics.HITS);
    Set<String> ids = new HashSet<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            broker.config().clientProperties("bench"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(from.keySet());
      from.forEach(consumer::seek);
      while (!isRead(consumer, to)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          ids.add(EventCodec.decodeHit(record.value()).hitId());
        }
      }
    } catch (MalformedEventException e) {
      throw new BenchException("a record in topic " + Topics.HITS + " cannot be read", e);
    }
    return ids.size();
  }

  private static boolean isRead(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> to) {
    return to.entrySet().stream()
        .allMatch(one -> consumer.position(one.getKey()) >= one.getValue());
  }
}
