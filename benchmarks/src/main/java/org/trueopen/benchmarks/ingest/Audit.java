package org.trueopen.benchmarks.ingest;

import java.util.ArrayList;
import java.util.List;
import org.trueopen.log.Topics;

/** Checks that a server did under load what its figure is said to be for. */
final class Audit {

  /** Of an answer's length; the date in it is always as long. */
  private static final double BYTES_SLACK = 0.01;

  private static final long SETTLE_MILLIS = 10_000;

  /** Longer than a hit is on its way to Kafka. */
  private static final long STILL_MILLIS = 200;

  private final Workbench bench;
  private final Server server;
  private final String name;
  private final List<String> problems = new ArrayList<>();

  Audit(Workbench bench, Server server, String name) {
    this.bench = bench;
    this.server = server;
    this.name = name;
  }

  /** Records in the server's topic; 0 for a server that records nothing. */
  long recorded() {
    return switch (server.variant()) {
      case INGEST -> bench.broker().records(Topics.HITS);
      case LUA -> bench.oldBroker().records(Workbench.PEER_TOPIC);
      case NGINX, NGINX_LOG, UNDERTOW, MEMORY -> 0;
    };
  }

  /** As {@link #recorded}, once the last hits of the load before have come. */
  long settled() {
    long giveUpAt = System.nanoTime() + SETTLE_MILLIS * 1_000_000;
    long last = recorded();
    while (server.variant().records && System.nanoTime() < giveUpAt) {
      Pause.millis(STILL_MILLIS);
      long now = recorded();
      if (now == last) {
        break;
      }
      last = now;
    }
    return last;
  }

  /** Every answer was a pixel. */
  void answers(Wrk.Load load) {
    if (load.requests() == 0 || load.badStatuses() > 0 || load.errors() > 0) {
      problems.add(
          "%s: %,d answers, %d of a bad status, %d errors"
              .formatted(name, load.requests(), load.badStatuses(), load.errors()));
      return;
    }
    double bytes = (double) load.bytes() / load.requests();
    if (Math.abs(bytes - server.answerBytes()) > BYTES_SLACK * server.answerBytes()) {
      problems.add(
          "%s: answers of %.1f bytes on average; the pixel's has %d"
              .formatted(name, bytes, server.answerBytes()));
    }
  }

  /**
   * Every answered hit was recorded once. Hits in flight when the load ended were recorded but not
   * counted by it: one a connection at most.
   *
   * @param before what {@link #settled} said before the load
   */
  void records(long before, long answered, int connections) {
    if (!server.variant().records) {
      return;
    }
    long giveUpAt = System.nanoTime() + SETTLE_MILLIS * 1_000_000;
    long count = recorded() - before;
    while (count < answered && System.nanoTime() < giveUpAt) {
      Pause.millis(50);
      count = recorded() - before;
    }
    if (count < answered || count > answered + connections) {
      problems.add(
          "%s: %,d hits answered, %,d records in Kafka, at most %d were in flight"
              .formatted(name, answered, count, connections));
    }
  }

  List<String> problems() {
    return problems;
  }
}
