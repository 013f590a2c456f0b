package org.trueopen.ingest.hit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.event.EventCodec;
import org.trueopen.event.Hit;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.Topics;

/**
 * Brings hits into Kafka and says when they are there. {@link KafkaProducer#send} may block, so I/O
 * threads only put hits into a bounded queue, which a thread of its own empties into the producer.
 */
public final class HitRecorder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HitRecorder.class);

  /** Two seconds of hits at ten thousand a second; about 10 MiB. */
  private static final int QUEUE_CAPACITY = 20_000;

  /** Small enough not to be felt by a reader, large enough to fill a batch under load. */
  private static final int LINGER_MS = 2;

  /** The longest that {@code send} may block, for want of memory; then the hit is lost. */
  private static final long MAX_BLOCK_MS = 500;

  private static final Duration WARN_EVERY = Duration.ofSeconds(10);

  private static final Duration DOUBT = Duration.ofSeconds(10);

  /** A hit on its way, to be given up at a {@link System#nanoTime}. */
  private record Pending(Hit hit, long giveUpAt, Runnable done) {
    boolean isLate() {
      return System.nanoTime() - giveUpAt >= 0;
    }
  }

  private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
  private final HitCounters counters;
  private final Duration deadline;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Thread sender;
  private final AtomicLong lastWarning = new AtomicLong(System.nanoTime() - WARN_EVERY.toNanos());
  private volatile long doubtUntil = System.nanoTime();
  private volatile boolean closing;

  /**
   * @param deadline how long to wait for Kafka before a hit counts as lost
   */
  public HitRecorder(KafkaConfig kafka, Duration deadline, HitCounters counters) {
    this.counters = counters;
    this.deadline = deadline;
    Map<String, Object> properties = kafka.producerProperties("ingest-hits");
    int deadlineMs = Math.toIntExact(deadline.toMillis());
    properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(deadlineMs, MAX_BLOCK_MS));
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deadlineMs);
    properties.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(50, Math.min(5000, deadlineMs / 2)));
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    // So that the first hit need not wait for it, and no hit if Kafka goes away at once.
    awaitTopic(System.nanoTime() + deadline.toNanos());
    this.sender = Thread.ofPlatform().name("hit-sender").start(this::sendAll);
  }

  /**
   * Records a hit. Never blocks.
   *
   * @param done run once, on another thread, when the hit is recorded or has been counted as lost
   */
  void record(Hit hit, Runnable done) {
    if (!queue.offer(new Pending(hit, System.nanoTime() + deadline.toNanos(), done))) {
      lose("the queue of " + QUEUE_CAPACITY + " hits is full");
      done.run();
    }
  }

  /**
   * False from a loss until the next hit is recorded, but for ten seconds at most: behind a load
   * balancer that asks, no hit would ever come again to prove the contrary.
   */
  public boolean isHealthy() {
    return System.nanoTime() - doubtUntil >= 0;
  }

  private void sendAll() {
    List<Pending> batch = new ArrayList<>();
    while (!closing || !queue.isEmpty()) {
      try {
        Pending first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, 999);
          awaitTopic(first.giveUpAt());
          batch.forEach(this::send);
          batch.clear();
        }
      } catch (InterruptedException e) {
        closing = true;
      }
    }
  }

  /**
   * Waits until the producer knows the topic's partitions, which it forgets when no broker is left.
   * Without them every single {@code send} would block.
   */
  private void awaitTopic(long giveUpAt) {
    do {
      try {
        List<PartitionInfo> _ = producer.partitionsFor(Topics.HITS);
        return;
      } catch (KafkaException e) {
        LOG.debug("Kafka does not answer yet: {}", e.toString());
      }
    } while (System.nanoTime() - giveUpAt < 0);
  }

  private void send(Pending pending) {
    if (pending.isLate()) {
      lose("Kafka was away for longer than " + deadline.toMillis() + " ms");
      pending.done().run();
      return;
    }
    Hit hit = pending.hit();
    try {
      Future<?> _ =
          producer.send(
              new ProducerRecord<>(
                  Topics.HITS,
                  Topics.eventKey(hit.account(), hit.deliveryId()),
                  EventCodec.encode(hit)),
              (metadata, problem) -> {
                if (problem == null) {
                  counters.recorded.increment();
                  doubtUntil = System.nanoTime();
                } else {
                  lose(problem.toString());
                }
                pending.done().run();
              });
    } catch (KafkaException | IllegalStateException e) {
      lose(e.toString());
      pending.done().run();
    }
  }

  private void lose(String why) {
    counters.lost.increment();
    long now = System.nanoTime();
    doubtUntil = now + DOUBT.toNanos();
    long last = lastWarning.get();
    if (now - last >= WARN_EVERY.toNanos() && lastWarning.compareAndSet(last, now)) {
      LOG.warn("Hits are lost ({} since the start): {}", counters.lost.sum(), why);
    }
  }

  /** Sends what is queued and waits for Kafka to take it. */
  @Override
  public void close() {
    closing = true;
    try {
      sender.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }
}
