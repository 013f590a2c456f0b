package org.trueopen.standalone.demo;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks what survives an outage: mails fresh recipients, loads each delivery's pixel exactly once
 * (and its first link exactly once), at a steady rate and through whatever happens meanwhile, and
 * keeps for every request whether it was acknowledged.
 *
 * <p>Afterwards every acknowledged request must be found once in the store by its delivery's id;
 * one that was not acknowledged may be found once or not at all.
 */
public final class ProbeRun {

  private static final Logger LOG = LoggerFactory.getLogger(ProbeRun.class);
  private static final int MAX_REQUESTS_AT_ONCE = 256;

  private final IngestApi api;
  private final Clock clock;
  private final String name;
  private final ProbeSettings settings;
  private final OutageLog outage = new OutageLog(LOG, "probe");
  private final Semaphore free = new Semaphore(MAX_REQUESTS_AT_ONCE);
  private final Collection<ProbeResult> results = new ConcurrentLinkedQueue<>();

  /**
   * @param name distinguishes this probe's recipients and campaign from others': letters, digits
   */
  public ProbeRun(URI ingest, String apiKey, Clock clock, String name, ProbeSettings settings) {
    ProbeMail.requireName(name);
    this.api = new IngestApi(ingest, apiKey);
    this.clock = clock;
    this.name = name;
    this.settings = settings;
  }

  /**
   * Runs once and writes one {@link ProbeResult} a line.
   *
   * @param file the results file, replaced if it is there
   * @throws IOException if the file cannot be written
   * @throws IllegalStateException if the mail is refused, as with a wrong key
   */
  public ProbeTotals run(Path file) throws IOException, InterruptedException {
    try (api) {
      List<TrackedMail> deliveries = send();
      LOG.info("probe {}: {} deliveries made, loading them", name, deliveries.size());
      long began = System.nanoTime();
      load(deliveries, began);
      free.acquire(MAX_REQUESTS_AT_ONCE);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      write(file);
      return totals(deliveries.size(), took);
    }
  }

  private List<TrackedMail> send() throws InterruptedException {
    ProbeMail mail = new ProbeMail(api, name, outage);
    List<TrackedMail> deliveries = new ArrayList<>();
    for (int message = 0; message < settings.messages(); message++) {
      deliveries.addAll(mail.send(settings.recipientsPerMessage()));
    }
    return deliveries;
  }

  private void load(List<TrackedMail> deliveries, long began) throws InterruptedException {
    double nanosApart = 1e9 / settings.requestsPerSecond();
    long tick = 0;
    for (int i = 0; i < deliveries.size(); i++) {
      TrackedMail mail = deliveries.get(i);
      String ip = ProbeMail.readerAddress(i);
      if (mail.pixel().isPresent()) {
        if (!waitFor(began, (long) (nanosApart * tick++))) {
          return;
        }
        Agent agent = MailProgram.IPHONE_MAIL.images();
        request(mail.deliveryId(), PlannedHit.Kind.OPEN, mail.pixel().get(), ip, agent, 200);
      }
      if (settings.clicks() && !mail.links().isEmpty()) {
        if (!waitFor(began, (long) (nanosApart * tick++))) {
          return;
        }
        Agent agent = MailProgram.IPHONE_MAIL.browser();
        request(mail.deliveryId(), PlannedHit.Kind.CLICK, mail.links().getFirst(), ip, agent, 302);
      }
    }
  }

  /** Waits for the request's moment; false if the probe's time is over. */
  private boolean waitFor(long began, long nanosIn) throws InterruptedException {
    if (nanosIn > settings.atMost().toNanos()) {
      return false;
    }
    long left;
    while ((left = began + nanosIn - System.nanoTime()) > 0) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return System.nanoTime() - began <= settings.atMost().toNanos();
  }

  private void request(
      String deliveryId, PlannedHit.Kind kind, String path, String ip, Agent agent, int proper)
      throws InterruptedException {
    free.acquire();
    Instant at = clock.instant();
    var _ =
        api.hit("GET", path, ip, agent)
            .whenComplete(
                (status, failure) -> {
                  note(
                      new ProbeResult(
                          deliveryId,
                          kind,
                          status != null && status == proper,
                          status == null ? 0 : status,
                          at),
                      failure);
                  free.release();
                });
  }

  private void note(ProbeResult result, @Nullable Throwable failure) {
    results.add(result);
    if (result.acknowledged()) {
      outage.worked();
    } else {
      outage.failed(failure == null ? "answered " + result.status() : OutageLog.reason(failure));
    }
  }

  private void write(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file);
        SequenceWriter json =
            JsonMapper.shared().writer().withRootValueSeparator("\n").writeValues(out)) {
      results.forEach(json::write);
    }
  }

  private ProbeTotals totals(int deliveries, Duration took) {
    long opens = results.stream().filter(r -> r.kind() == PlannedHit.Kind.OPEN).count();
    long acknowledged = results.stream().filter(ProbeResult::acknowledged).count();
    return new ProbeTotals(
        deliveries,
        opens,
        results.size() - opens,
        acknowledged,
        results.size() - acknowledged,
        took);
  }
}
