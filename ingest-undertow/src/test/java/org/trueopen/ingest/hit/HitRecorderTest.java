package org.trueopen.ingest.hit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.event.EventCodec;
import org.trueopen.event.Hit;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.id.DeliveryId;
import org.trueopen.ingest.journal.Appended;
import org.trueopen.ingest.journal.Journal;
import org.trueopen.log.TestBroker;
import org.trueopen.log.Topics;
import org.xnio.OptionMap;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/** Whether hits go to Kafka or to the journal first. */
class HitRecorderTest {

  private static final TestBroker BROKER = TestBroker.shared();
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofMinutes(1);

  /** The drain looks once a second whether there is something to do. */
  private static final Duration A_FEW_LOOKS = Duration.ofSeconds(3);

  @TempDir private Path folder;
  private final HitIds ids = new HitIds();
  private final CountDownLatch disk = new CountDownLatch(1);
  private XnioWorker worker;
  private Journal journal;
  private HitRecorder recorder;

  @BeforeEach
  void open() throws IOException {
    Topics.ensure(BROKER.config(), (short) 1);
    worker = Xnio.getInstance().createWorker(OptionMap.EMPTY);
    journal = Journal.open(folder, 1024 * 1024, Clock.systemUTC());
    HitCounters counters = new HitCounters();
    recorder =
        new HitRecorder(
            BROKER.config(),
            journal,
            new HitRecorder.Bounds(SHORT, SHORT, LONG, 1000),
            counters,
            new HitMetrics(new SimpleMeterRegistry(), counters),
            () -> null);
  }

  @AfterEach
  void close() {
    disk.countDown();
    BROKER.resume();
    recorder.close();
    journal.close();
    worker.shutdown();
  }

  @Test
  void hitsStayWithTheJournalUntilTheOneThatWasLateHasGoneThroughIt() {
    await().until(() -> recorder.diverted().isZero());
    journal.append(JournaledHit.of(hit()).encode(), new SlowDisk());
    BROKER.pause();

    recorder.record(hit());

    await().until(() -> !recorder.diverted().isZero());
    await().during(A_FEW_LOOKS).until(() -> !recorder.diverted().isZero());
    assertThat(journal.records()).as("readable").isZero();

    disk.countDown();
    BROKER.resume();

    await().until(() -> recorder.diverted().isZero());
    assertThat(recorder.drained()).isEqualTo(2);
  }

  /** Holds up the journal's thread, and what is given to it after this record. */
  private final class SlowDisk implements Appended {

    @Override
    public void written(long index) {
      try {
        disk.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void refused(String why) {
      throw new AssertionError(why);
    }
  }

  private PendingHit hit() {
    Instant now = Instant.now();
    Hit hit =
        new Hit(
            "acme",
            DeliveryId.next().value(),
            ids.next(now.toEpochMilli()),
            HitKind.OPEN,
            -1,
            "",
            now,
            "GET",
            "203.0.113.9",
            "",
            Map.of(),
            PixelPlace.END,
            "");
    return new PendingHit(
        RequestKind.OPEN,
        Topics.eventKey(hit.account(), hit.deliveryId()),
        EventCodec.encode(hit),
        false,
        0,
        new Client(worker.getIoThread()),
        System.nanoTime());
  }

  private record Client(XnioIoThread ioThread) implements WaitingClient {

    @Override
    public void answer() {
      // Nobody reads it.
    }
  }
}
