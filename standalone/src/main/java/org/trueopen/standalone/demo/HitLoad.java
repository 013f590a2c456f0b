package org.trueopen.standalone.demo;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A steady load of distinct hits that goes on whatever happens: requests begin at their moment, not
 * when the last one was answered, and one without an answer is not repeated. It keeps how every
 * request ended.
 */
public final class HitLoad implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HitLoad.class);

  /** More waiting than this and requests are left out: the client's memory has an end. */
  public static final int MAX_REQUESTS_AT_ONCE = 2000;

  /** Longer than any deadline of the ingest tier, so that what is answered late is seen. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** An answer with the whole instrumented mail for each is some megabytes. */
  private static final int RECIPIENTS_PER_MESSAGE = 250;

  /** A stall of this machine is not made up for by a burst. */
  private static final Duration MOST_BEHIND = Duration.ofSeconds(1);

  private final IngestApi api;
  private final String name;
  private final long nanosApart;
  private final OutageLog outage = new OutageLog(LOG, "load");
  private final Semaphore free = new Semaphore(MAX_REQUESTS_AT_ONCE);
  private final Collection<HitAttempt> attempts = new ConcurrentLinkedQueue<>();
  private final AtomicLong leftOut = new AtomicLong();
  private final Thread thread = Thread.ofPlatform().daemon().name("hit-load").unstarted(this::run);
  private List<TrackedMail> mails = List.of();
  private volatile boolean paused;
  private volatile boolean ended;

  /**
   * @param name distinguishes this load's recipients and campaign from others': letters, digits
   */
  public HitLoad(URI ingest, String apiKey, String name, int requestsPerSecond) {
    ProbeMail.requireName(name);
    this.api = new IngestApi(ingest, apiKey);
    this.name = name;
    this.nanosApart = 1_000_000_000L / requestsPerSecond;
  }

  public String campaign() {
    return ProbeMail.campaign(name);
  }

  /**
   * Sends the mails whose pixels and links will be asked for.
   *
   * @param requests how many distinct requests they must be good for
   * @return how many deliveries were made
   * @throws IllegalStateException if the mail is refused
   */
  public int send(long requests) throws InterruptedException {
    ProbeMail mail = new ProbeMail(api, name, outage);
    List<TrackedMail> sent = new ArrayList<>();
    long good = 0;
    while (good < requests) {
      List<TrackedMail> deliveries = mail.send(RECIPIENTS_PER_MESSAGE);
      sent.addAll(deliveries);
      good += deliveries.stream().mapToInt(d -> d.pixel().stream().toList().size()).sum();
      good += deliveries.stream().mapToInt(d -> d.links().size()).sum();
    }
    mails = List.copyOf(sent);
    return mails.size();
  }

  public List<String> deliveryIds() {
    return mails.stream().map(TrackedMail::deliveryId).toList();
  }

  /** Begins. The mails must have been sent. */
  public void start() {
    thread.start();
  }

  /** Begins no request until {@link #resume}. */
  public void pause() {
    paused = true;
  }

  public void resume() {
    paused = false;
  }

  /** Requests under way. */
  public int waiting() {
    return MAX_REQUESTS_AT_ONCE - free.availablePermits();
  }

  /** Requests that were never begun because too many were waiting. */
  public long leftOut() {
    return leftOut.get();
  }

  /** Ends the load, waits for the answers, and says how every request ended. */
  public List<HitAttempt> end() throws InterruptedException {
    ended = true;
    thread.join();
    free.acquire(MAX_REQUESTS_AT_ONCE);
    free.release(MAX_REQUESTS_AT_ONCE);
    return List.copyOf(attempts);
  }

  private void run() {
    HitRounds rounds = new HitRounds(mails);
    long next = System.nanoTime();
    while (!ended) {
      long now = System.nanoTime();
      if (next - now > 0) {
        LockSupport.parkNanos(next - now);
      } else {
        if (!paused) {
          begin(rounds);
        }
        next = Math.max(next + nanosApart, now - MOST_BEHIND.toNanos());
      }
    }
  }

  private void begin(HitRounds rounds) {
    if (!free.tryAcquire()) {
      leftOut.incrementAndGet();
      return;
    }
    HitRounds.Request request = rounds.next();
    boolean open = request.target().kind() == PlannedHit.Kind.OPEN;
    Agent agent = open ? MailProgram.IPHONE_MAIL.images() : MailProgram.IPHONE_MAIL.browser();
    long sentAt = System.nanoTime();
    var _ =
        api.get(request.path(), ProbeMail.readerAddress(request.reader()), agent, TIMEOUT)
            .whenComplete(
                (response, _) -> {
                  note(request.target(), sentAt, response);
                  free.release();
                });
  }

  private void note(HitTarget target, long sentAt, @Nullable HttpResponse<byte[]> response) {
    boolean proper = response != null && isProper(target.kind(), response);
    int status = response == null ? 0 : response.statusCode();
    attempts.add(new HitAttempt(target, sentAt, System.nanoTime(), proper, status));
  }

  /** A whole picture, or somewhere to go. */
  private static boolean isProper(PlannedHit.Kind kind, HttpResponse<byte[]> response) {
    return switch (kind) {
      case OPEN ->
          response.statusCode() == 200
              && new String(response.body(), StandardCharsets.ISO_8859_1).startsWith("GIF8");
      case CLICK ->
          response.statusCode() == 302
              && response.headers().firstValue("Location").orElse("").startsWith("http");
    };
  }

  /** Drops what is under way. */
  @Override
  public void close() {
    ended = true;
    api.close();
  }
}
