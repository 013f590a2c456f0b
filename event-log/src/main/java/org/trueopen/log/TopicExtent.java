package org.trueopen.log;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A span of the topics {@code deliveries} and {@code hits}: of each partition the records from an
 * offset on, up to and without another one.
 *
 * @param spans of every partition, empty ones too
 */
public record TopicExtent(Map<Partition, Span> spans) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Pattern TEXT = Pattern.compile("([a-z-]+)/(\\d+) (\\d+)-(\\d+)");

  /** Of a topic. */
  public record Partition(String topic, int number) implements Comparable<Partition> {

    @Override
    public int compareTo(Partition other) {
      int byTopic = topic.compareTo(other.topic);
      return byTopic == 0 ? Integer.compare(number, other.number) : byTopic;
    }
  }

  /** From the first offset to the one behind the last. */
  public record Span(long from, long to) {

    public Span {
      if (from < 0 || to < from) {
        throw new IllegalArgumentException(
            "span: expected 0 <= from <= to, found " + from + '-' + to);
      }
    }

    long records() {
      return to - from;
    }
  }

  public TopicExtent {
    spans = Map.copyOf(spans);
  }

  /**
   * Everything whose hits are all there, up to now. Topics forget the oldest records, each
   * partition on its own: a delivery that is still there may have lost hits. So deliveries are
   * taken from the time on since which no hit was forgotten.
   *
   * @throws EventLogException if Kafka cannot be reached
   */
  public static TopicExtent whole(KafkaConfig kafka) {
    try (Admin admin = Admin.create(kafka.clientProperties("extent"))) {
      // The ends first: what is behind them is of no interest, whatever it is.
      Map<TopicPartition, Long> deliveryEnds =
          offsets(admin, Topics.DELIVERIES, OffsetSpec.latest());
      Map<TopicPartition, Long> hitEnds = offsets(admin, Topics.HITS, OffsetSpec.latest());
      Map<TopicPartition, Long> hitStarts = offsets(admin, Topics.HITS, OffsetSpec.earliest());
      @Nullable Instant since = RecentEvents.firstOfAll(kafka, cut(hitStarts, hitEnds));
      Map<TopicPartition, Long> deliveryStarts =
          offsets(
              admin,
              Topics.DELIVERIES,
              since == null
                  ? OffsetSpec.earliest()
                  : OffsetSpec.forTimestamp(since.toEpochMilli()));
      Map<Partition, Span> spans = new HashMap<>();
      put(spans, deliveryStarts, deliveryEnds);
      put(spans, hitStarts, hitEnds);
      return new TopicExtent(spans);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw unreachable(kafka, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EventLogException("interrupted while asking how far the topics reach", e);
    }
  }

  /** Partitions that have forgotten something and still hold something. */
  private static List<TopicPartition> cut(
      Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
    return starts.entrySet().stream()
        .filter(
            start ->
                start.getValue() > 0 && start.getValue() < ends.getOrDefault(start.getKey(), 0L))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void put(
      Map<Partition, Span> spans,
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends) {
    ends.forEach(
        (partition, end) -> {
          long start = starts.getOrDefault(partition, end);
          // No record of that time or later there: -1.
          long from = start < 0 ? end : Math.min(start, end);
          spans.put(new Partition(partition.topic(), partition.partition()), new Span(from, end));
        });
  }

  private static Map<TopicPartition, Long> offsets(Admin admin, String topic, OffsetSpec spec)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<TopicPartition> partitions =
        get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
            .flatMap(described -> described.partitions().stream())
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    Map<TopicPartition, ListOffsetsResultInfo> found =
        get(
            admin
                .listOffsets(
                    partitions.stream()
                        .collect(Collectors.toMap(Function.identity(), partition -> spec)))
                .all());
    Map<TopicPartition, Long> offsets = new HashMap<>();
    found.forEach((partition, info) -> offsets.put(partition, info.offset()));
    return offsets;
  }

  /**
   * How many records of this span a consumer group has not got to yet, by what it has committed.
   *
   * @throws EventLogException if Kafka cannot be reached
   */
  public long unread(KafkaConfig kafka, String group) {
    try (Admin admin = Admin.create(kafka.clientProperties("extent"))) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
      long unread = 0;
      for (Map.Entry<Partition, Span> span : spans.entrySet()) {
        @Nullable OffsetAndMetadata at =
            committed.get(new TopicPartition(span.getKey().topic(), span.getKey().number()));
        long next = at == null ? span.getValue().from() : at.offset();
        unread += Math.max(0, span.getValue().to() - Math.max(next, span.getValue().from()));
      }
      return unread;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw unreachable(kafka, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EventLogException("interrupted while asking how far " + group + " has read", e);
    }
  }

  private static <T> T get(KafkaFuture<T> answer)
      throws ExecutionException, InterruptedException, TimeoutException {
    return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static EventLogException unreachable(KafkaConfig kafka, Exception e) {
    return EventLogException.of(
        "Kafka at %s: cannot ask how far the topics reach".formatted(kafka.bootstrapServers()), e);
  }

  /** How many records of a topic. */
  public long records(String topic) {
    return spans.entrySet().stream()
        .filter(span -> span.getKey().topic().equals(topic))
        .mapToLong(span -> span.getValue().records())
        .sum();
  }

  /** The spans of one topic, by partition. */
  public Map<Integer, Span> of(String topic) {
    Map<Integer, Span> found = new TreeMap<>();
    spans.forEach(
        (partition, span) -> {
          if (partition.topic().equals(topic)) {
            found.put(partition.number(), span);
          }
        });
    return found;
  }

  /** As {@code deliveries/0 17-230}, a line for each partition, in order. */
  public String text() {
    return new TreeMap<>(spans)
        .entrySet().stream()
            .map(
                one ->
                    "%s/%d %d-%d"
                        .formatted(
                            one.getKey().topic(),
                            one.getKey().number(),
                            one.getValue().from(),
                            one.getValue().to()))
            .collect(Collectors.joining("\n"));
  }

  /**
   * Reads {@link #text()}.
   *
   * @throws IllegalArgumentException naming the first line that is none of it
   */
  public static TopicExtent parse(String text) {
    Map<Partition, Span> spans = new HashMap<>();
    for (String line : text.lines().toList()) {
      Matcher found = TEXT.matcher(line);
      if (!found.matches()) {
        throw new IllegalArgumentException(
            "extent: expected topic/partition from-to, found \"" + line + '"');
      }
      spans.put(
          new Partition(found.group(1), Integer.parseInt(found.group(2))),
          new Span(Long.parseLong(found.group(3)), Long.parseLong(found.group(4))));
    }
    return new TopicExtent(spans);
  }
}
