package org.trueopen.admin.system;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.trueopen.admin.config.AdminConfig;

/**
 * How each part is. All are asked at once and none for longer than four seconds: a part that is
 * down, or hangs, is said to be, and takes nothing from the others.
 */
@Service
@PreAuthorize("hasRole('ADMIN')")
class SystemHealth implements DisposableBean {

  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final Logger LOG = LoggerFactory.getLogger(SystemHealth.class);

  /** What is asked that is configured, by part; null stands for what is not. */
  private final List<Probe> probes = new ArrayList<>();

  private final List<PartHealth> notConfigured = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private final Duration patience;

  @Autowired
  SystemHealth(
      AdminConfig config,
      ObjectProvider<ClickHouseProbe> clickHouse,
      ObjectProvider<KafkaProbe> kafka,
      Clock clock) {
    this(config, clickHouse, kafka, clock, PATIENCE);
  }

  /**
   * @param patience how long a part may take in all; half of it for each request
   */
  SystemHealth(
      AdminConfig config,
      ObjectProvider<ClickHouseProbe> clickHouse,
      ObjectProvider<KafkaProbe> kafka,
      Clock clock,
      Duration patience) {
    this.patience = patience;
    HttpParts http = new HttpParts(patience.dividedBy(2));
    List<String> ingest = config.parts().ingest();
    for (int i = 0; i < ingest.size(); i++) {
      String name = ingest.size() == 1 ? "Ingest" : "Ingest " + (i + 1);
      probes.add(new IngestProbe(name, ingest.get(i), http));
    }
    if (ingest.isEmpty()) {
      notConfigured.add(
          PartHealth.notConfigured(
              "Ingest",
              "set ADMIN_INGEST_URLS to the internal port of each ingest process, as"
                  + " http://ingest:8089, and restart the admin."));
    }
    if (config.parts().flink().isEmpty()) {
      notConfigured.add(
          PartHealth.notConfigured(
              "Flink job",
              "set ADMIN_FLINK_URL to the JobManager's REST interface, as http://jobmanager:8081,"
                  + " and restart the admin."));
    } else {
      probes.add(new FlinkProbe(config.parts().flink(), http, clock));
    }
    clickHouse.ifAvailable(probes::add);
    kafka.ifAvailable(probes::add);
  }

  /** Every part, those that were asked first. */
  List<PartHealth> ask() {
    Map<Probe, Future<PartHealth>> answers = new LinkedHashMap<>();
    probes.forEach(probe -> answers.put(probe, threads.submit(probe::ask)));
    long deadline = System.nanoTime() + patience.toNanos();
    List<PartHealth> parts = new ArrayList<>();
    answers.forEach((probe, answer) -> parts.add(await(probe, answer, deadline)));
    parts.addAll(notConfigured);
    return List.copyOf(parts);
  }

  private PartHealth await(Probe probe, Future<PartHealth> answer, long deadline) {
    try {
      return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return PartHealth.down(
          probe.part(), "It has not answered within " + patience.toSeconds() + " s.");
    } catch (ExecutionException e) {
      LOG.debug("{} could not be asked", probe.part(), e);
      return PartHealth.down(probe.part(), "It does not answer. Is it running?");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return PartHealth.down(probe.part(), "Asking it was interrupted.");
    }
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
