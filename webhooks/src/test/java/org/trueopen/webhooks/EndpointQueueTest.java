package org.trueopen.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trueopen.log.PostKey;
import org.trueopen.webhooks.EndpointQueue.Admission;

class EndpointQueueTest {

  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Semaphore mayEnd = new Semaphore(0);
  private final List<Integer> attempts = new CopyOnWriteArrayList<>();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final EndpointQueue queue =
      new EndpointQueue(1, 1, workers, timer, this::work, Clock.systemUTC());

  @AfterEach
  void stop() {
    workers.shutdownNow();
    timer.shutdownNow();
  }

  @Test
  void whatWaitsAlreadyIsNotLetInOnceMore() {
    assertThat(queue.offer(post("e1"))).isEqualTo(Admission.LET_IN); // under way
    assertThat(queue.offer(post("e2"))).isEqualTo(Admission.LET_IN); // waits
    assertThat(queue.offer(post("e2"))).isEqualTo(Admission.WAITS_ALREADY);
    assertThat(queue.offer(post("e3"))).isEqualTo(Admission.TURNED_AWAY);
  }

  @Test
  void whatIsToBeTriedAgainIsNotTurnedAwayByAFullQueue() {
    queue.offer(post("e1"));
    queue.offer(post("e2"));

    mayEnd.release(4); // each fails once

    await().until(() -> queue.size() == 0);
    assertThat(attempts).containsExactlyInAnyOrder(0, 0, 1, 1);
  }

  @Test
  void noMoreAreUnderWayThanMayBe() {
    EndpointQueue two = new EndpointQueue(2, 5, workers, timer, this::work, Clock.systemUTC());
    for (int i = 0; i < 5; i++) {
      assertThat(two.offer(post("e" + i))).isEqualTo(Admission.LET_IN);
    }
    await().until(() -> atOnce.get() == 2);

    mayEnd.release(10); // each fails once

    await().until(() -> two.size() == 0);
    assertThat(attempts).hasSize(10);
    assertThat(mostAtOnce).hasValue(2);
  }

  private Optional<Post> work(Post post) {
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    mayEnd.acquireUninterruptibly();
    attempts.add(post.attempts());
    atOnce.decrementAndGet();
    return post.attempts() == 0 ? Optional.of(post.failed(Instant.EPOCH)) : Optional.empty();
  }

  private static Post post(String id) {
    return Post.first(new PostKey("acme", "one", id), "type", "{}".getBytes(UTF_8), Instant.EPOCH);
  }
}
