package org.trueopen.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo's present: the sender mails real newsletters through the ingest tier, and what each
 * recipient's software would do with them happens, as requests.
 *
 * <p>{@link #run} goes on until {@link #close}, whatever else is down: a mail that finds no ingest
 * tier is tried again, a hit is lost and counted. Uses one thread of its own beside the caller's
 * and those of the HTTP client.
 */
public final class LiveTraffic implements Runnable, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveTraffic.class);

  /** Recipients of one call, so that an answer with all their mails stays under a megabyte. */
  private static final int BATCH = 50;

  private static final Duration LONGEST_WAIT_TO_RETRY = Duration.ofSeconds(10);

  /** Longer than the player's own. */
  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(12);

  private final DemoWorld world;
  private final Clock clock;
  private final long seed;
  private final LiveSettings settings;
  private final IngestApi api;
  private final LiveTally tally = new LiveTally();
  private final HitPlayer player;
  private final RandomGenerator random;
  private final List<Newsletter> campaigns;
  private final List<Newsletter> singles;
  private final OutageLog outage = new OutageLog(LOG, "demo mail");
  private final CountDownLatch closing = new CountDownLatch(1);
  private long deliveriesPlanned;

  /**
   * @param ingest the ingest tier, such as {@code http://localhost:8080}
   * @param apiKey the demo account's key
   * @param seed decides what is sent to whom; a seed per run makes runs differ
   */
  public LiveTraffic(
      DemoWorld world, URI ingest, String apiKey, Clock clock, long seed, LiveSettings settings) {
    this.world = world;
    this.clock = clock;
    this.seed = seed;
    this.settings = settings;
    this.api = new IngestApi(ingest, apiKey);
    this.player = new HitPlayer(api, clock, settings, tally);
    this.random = Draw.generator(seed, 29);
    this.campaigns = world.newsletters().stream().filter(Newsletter::toMany).toList();
    this.singles = world.newsletters().stream().filter(mail -> !mail.toMany()).toList();
  }

  /** A snapshot, at any time. */
  public LiveCounters counters() {
    return tally.counters(player.waiting());
  }

  @Override
  public void run() {
    Thread hits = Thread.ofPlatform().daemon().name("demo-hits").start(player);
    try {
      Instant nextCampaign = clock.instant();
      while (closing.getCount() > 0) {
        if (clock.instant().isBefore(nextCampaign)) {
          singleMail();
        } else {
          nextCampaign = clock.instant().plus(around(settings.campaignEvery()));
          campaign();
        }
        pause(around(settings.singleMailEvery()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end(hits);
    }
  }

  private void end(Thread hits) {
    player.stop();
    try {
      boolean _ = hits.join(LONGEST_GOODBYE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      api.close();
    }
  }

  private void campaign() throws InterruptedException {
    Newsletter mail = Draw.oneOf(random, campaigns);
    int wanted = random.nextInt(settings.smallestCampaign(), settings.largestCampaign() + 1);
    var numbers = new TreeSet<Integer>();
    while (numbers.size() < Math.min(wanted, world.recipients().size())) {
      numbers.add(random.nextInt(world.recipients().size()));
    }
    List<Recipient> to = numbers.stream().map(world.recipients()::get).toList();
    for (int from = 0; from < to.size(); from += BATCH) {
      deliver(mail, to.subList(from, Math.min(to.size(), from + BATCH)));
    }
  }

  private void singleMail() throws InterruptedException {
    double[] weights = singles.stream().mapToDouble(Newsletter::weight).toArray();
    Newsletter mail = singles.get(Draw.weighted(random, weights));
    deliver(mail, List.of(Draw.oneOf(random, world.recipients())));
  }

  /** Sends, for as long as it takes, and schedules what follows. */
  private void deliver(Newsletter mail, List<Recipient> to) throws InterruptedException {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var outgoing =
        new OutgoingMail(
            mail.from(),
            to.stream().map(Recipient::address).toList(),
            mail.subject(),
            mail.html(),
            mail.text(),
            mail.campaignOn(today));
    Duration wait = Duration.ofSeconds(1);
    while (closing.getCount() > 0) {
      try {
        switch (api.send(outgoing)) {
          case SendOutcome.Sent(List<TrackedMail> deliveries) -> sent(mail, to, deliveries);
          case SendOutcome.Refused(int status, String answer) -> {
            tally.refused.increment();
            outage.failed("refused with " + status + ": " + answer);
          }
        }
        return;
      } catch (IOException e) {
        outage.failed(OutageLog.reason(e));
        pause(wait);
        Duration twice = wait.multipliedBy(2);
        wait = twice.compareTo(LONGEST_WAIT_TO_RETRY) < 0 ? twice : LONGEST_WAIT_TO_RETRY;
      }
    }
  }

  private void sent(Newsletter mail, List<Recipient> to, List<TrackedMail> deliveries) {
    outage.worked();
    tally.mails.increment();
    Map<String, Recipient> byAddress = new HashMap<>();
    to.forEach(who -> byAddress.put(who.address(), who));
    for (TrackedMail delivery : deliveries) {
      Recipient who = byAddress.get(delivery.to());
      if (who != null) {
        tally.deliveries.increment();
        RandomGenerator draws = Draw.generator(seed, 30, deliveriesPlanned++);
        player.schedule(delivery, world.plan(who, mail, delivery.links().size(), draws));
      }
    }
  }

  private Duration around(Duration mean) {
    return Draw.ofMillis(mean.toMillis() * random.nextDouble(2.0 / 3, 4.0 / 3));
  }

  private void pause(Duration time) throws InterruptedException {
    boolean _ = closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends {@link #run} soon; hits still waiting are not played. */
  @Override
  public void close() {
    closing.countDown();
    player.stop();
  }
}
