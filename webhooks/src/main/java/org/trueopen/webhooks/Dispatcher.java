package org.trueopen.webhooks;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.log.EventLogException;
import org.trueopen.log.PostOutcome;
import org.trueopen.log.PostOutcome.Result;
import org.trueopen.log.SettingsLog;
import org.trueopen.log.StaleSettingException;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.WebhookEndpoint;
import org.trueopen.settings.WebhookSettings;

/**
 * Posts what is pending until the receiver has taken it, or has not for so long that it is given
 * up. Everything is in Kafka before it is here, and leaves there when it is done with, so that a
 * process that is killed posts perhaps twice and forgets nothing.
 */
final class Dispatcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  /** A receiver that asks for a longer pause is asked again all the same. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** Somebody else may write the same setting at the same time. */
  private static final int WRITES = 5;

  private final WebhooksConfig config;
  private final SettingsLog settings;
  private final KeyedHash hashes;
  private final PostRecords records;
  private final HttpPoster poster;
  private final WebhookMetrics metrics;
  private final Clock clock;
  private final Map<String, EndpointQueue> queues = new ConcurrentHashMap<>();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhook-timer").factory());

  Dispatcher(
      WebhooksConfig config,
      SettingsLog settings,
      KeyedHash hashes,
      PostRecords records,
      WebhookMetrics metrics,
      Clock clock) {
    this.config = config;
    this.settings = settings;
    this.hashes = hashes;
    this.records = records;
    this.metrics = metrics;
    this.clock = clock;
    this.poster =
        new HttpPoster(
            new AddressGuard(config.allowedNetworks()), config.timeout(), config.atOnce());
    metrics.gauge("pending", () -> queues.values().stream().mapToInt(EndpointQueue::size).sum());
    metrics.gauge(
        "under.way", () -> queues.values().stream().mapToInt(EndpointQueue::underWay).sum());
  }

  /**
   * Takes in what is in Kafka already; what waits here already is passed over.
   *
   * @throws EventLogException if too many wait and Kafka does not take that it is given up; then it
   *     is to be added once more
   */
  void add(Post post) {
    EndpointQueue queue =
        queues.computeIfAbsent(
            post.key().account() + '/' + post.key().endpoint(),
            key ->
                new EndpointQueue(
                    config.atOnce(), config.mostPending(), workers, timer, this::work, clock));
    switch (queue.offer(post)) {
      case LET_IN -> metrics.takenIn.increment();
      case WAITS_ALREADY -> LOG.debug("{} waits already", post.key());
      case TURNED_AWAY -> {
        giveUp(post, 0, 0, config.mostPending() + " events wait for this endpoint already");
        metrics.takenIn.increment();
      }
    }
  }

  /**
   * @return what is to be tried again: a failed attempt, and a post of which Kafka did not take
   *     what came of it, for that is otherwise lost until a start
   */
  private Optional<Post> work(Post post) {
    try {
      Optional<WebhookEndpoint> endpoint = endpoint(post);
      if (endpoint.isPresent() && endpoint.get().enabled()) {
        return attempt(post, endpoint.get());
      }
      if (endpoint.isPresent()) {
        giveUp(post, 0, 0, "the endpoint is switched off");
      } else {
        records.forget(post);
        metrics.withdrawn.increment();
      }
      return Optional.empty();
    } catch (RuntimeException e) {
      if (workers.isShutdown()) {
        return Optional.empty();
      }
      Post again = post.failed(clock.instant().plus(pause(post)));
      LOG.error(
          "What came of posting {} was not written; posting once more at {}",
          post.key(),
          again.due(),
          e);
      return Optional.of(again);
    }
  }

  private Optional<WebhookEndpoint> endpoint(Post post) {
    return webhooks(new AccountId(post.key().account())).find(post.key().endpoint());
  }

  private WebhookSettings webhooks(AccountId account) {
    return settings
        .view()
        .find(SettingKey.webhooks(account))
        .map(setting -> (WebhookSettings) setting.value())
        .orElse(WebhookSettings.NONE);
  }

  /**
   * @return what is to be tried again
   */
  private Optional<Post> attempt(Post post, WebhookEndpoint endpoint) {
    long begun = System.nanoTime();
    Attempt attempt =
        poster.post(
            post, endpoint.url(), secrets(post, endpoint), clock.instant().getEpochSecond());
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    int millis = (int) took.toMillis();
    metrics.attempted(attempt.kind() == Attempt.Kind.TAKEN, took);
    return switch (attempt.kind()) {
      case TAKEN -> {
        records.forget(post);
        metrics.delivered.increment();
        log(post, Result.DELIVERED, attempt.status(), millis, "");
        yield Optional.empty();
      }
      case FAILED -> retry(post, attempt, millis);
      case GONE -> {
        giveUp(post, attempt.status(), millis, attempt.detail());
        switchOff(new AccountId(post.key().account()), endpoint);
        yield Optional.empty();
      }
    };
  }

  /** The secret before the present one signs as well: a receiver changes over when it likes. */
  private List<String> secrets(Post post, WebhookEndpoint endpoint) {
    AccountId account = new AccountId(post.key().account());
    return IntStream.of(endpoint.generation(), endpoint.generation() - 1)
        .filter(generation -> generation > 0)
        .mapToObj(generation -> hashes.webhookSecret(account, endpoint.id(), generation))
        .toList();
  }

  private Duration pause(Post post) {
    return config.backoff().after(post.attempts() + 1, ThreadLocalRandom.current());
  }

  private Optional<Post> retry(Post post, Attempt attempt, int millis) {
    Instant now = clock.instant();
    Duration pause = pause(post);
    Duration asked = attempt.retryAfter();
    if (asked != null && asked.compareTo(pause) > 0) {
      pause = asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT;
    }
    Post next = post.failed(now.plus(pause));
    if (next.due().isAfter(post.since().plus(config.backoff().patience()))) {
      giveUp(next, attempt.status(), millis, attempt.detail());
      return Optional.empty();
    }
    metrics.retried.increment();
    try {
      records.keep(List.of(next));
    } catch (EventLogException e) {
      LOG.warn("Kafka did not take that {} failed once more: {}", post.key(), e.toString());
    }
    log(post, Result.RETRYING, attempt.status(), millis, attempt.detail());
    return Optional.of(next);
  }

  private void giveUp(Post post, int status, int millis, String why) {
    records.giveUp(post, why, clock.instant());
    metrics.deadLettered.increment();
    log(post, Result.GIVEN_UP, status, millis, why);
  }

  private void log(Post post, Result result, int status, int millis, String detail) {
    int attempt = Math.max(1, post.attempts() + (result == Result.GIVEN_UP ? 0 : 1));
    records.log(
        new PostOutcome(
            post.key(), post.type(), attempt, result, status, millis, clock.instant(), detail));
  }

  /**
   * As the specification wants it of a 410. Somebody has to switch it on again. An endpoint that
   * has another address by now stays on: that one has not answered so.
   *
   * @param posted the endpoint as it was when it was posted to
   */
  private void switchOff(AccountId account, WebhookEndpoint posted) {
    String id = posted.id();
    SettingKey key = SettingKey.webhooks(account);
    for (int i = 0; i < WRITES; i++) {
      Optional<Setting> found = settings.view().find(key);
      if (found.isEmpty()) {
        return;
      }
      WebhookSettings webhooks = (WebhookSettings) found.get().value();
      Optional<WebhookEndpoint> present =
          webhooks
              .find(id)
              .filter(WebhookEndpoint::enabled)
              .filter(endpoint -> endpoint.url().equals(posted.url()));
      if (present.isEmpty()) {
        return;
      }
      try {
        settings.write(
            key,
            webhooks.with(present.get().withEnabled(false)),
            found.get().version(),
            "webhooks: the receiver answered 410");
        LOG.warn("Webhook {} of account {} is switched off: it answered 410", id, account.value());
        return;
      } catch (StaleSettingException e) {
        LOG.debug("The webhooks of {} were changed meanwhile", account.value());
      } catch (EventLogException e) {
        LOG.warn("Webhook {} of {} stays on: {}", id, account.value(), e.getMessage());
        return;
      }
    }
  }

  /** What is under way has two seconds; what is not done by then is pending still. */
  @Override
  public void close() throws IOException {
    timer.shutdownNow();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(2, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    poster.close();
  }
}
