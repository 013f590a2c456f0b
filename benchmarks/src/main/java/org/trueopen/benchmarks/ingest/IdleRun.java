package org.trueopen.benchmarks.ingest;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trueopen.benchmarks.BenchException;

/** What many connections cost that have asked once and are kept. */
final class IdleRun {

  private static final long MOST_BYTES = 300L * 1024 * 1024;

  /** Source addresses to spread over: an address has 28,000 ports by default. */
  private static final int SOURCES = 200;

  /** Files and connections that both sides have open besides. */
  private static final int OTHER_FILES = 500;

  /** Connections that ask at the same time. */
  private static final int TOGETHER = 200;

  private static final long SETTLE_MILLIS = 3000;
  private static final Pattern OPEN_FILES = Pattern.compile("Max open files\\s+\\S+\\s+(\\d+)");

  private IdleRun() {}

  static void run(Workbench bench, int connections, Report report) {
    ensureFiles(connections);
    Server server = bench.start(Variant.INGEST);
    Pause.millis(SETTLE_MILLIS);
    long before = server.residentBytes();
    report.line("# Memory of idle connections").line("");
    List<PixelClient> clients = new ArrayList<>();
    try {
      while (clients.size() < connections) {
        int first = clients.size();
        for (int i = first; i < Math.min(first + TOGETHER, connections); i++) {
          clients.add(client(server, i));
        }
        askAll(clients.subList(first, clients.size()), bench.requests());
      }
      Pause.millis(SETTLE_MILLIS);
      long after = server.residentBytes();
      // They are answered again, so they really were kept.
      for (int first = 0; first < connections; first += TOGETHER) {
        askAll(clients.subList(first, Math.min(first + TOGETHER, connections)), bench.requests());
      }
      tell(connections, before, after, report);
    } catch (IOException e) {
      report.problem(
          "connection %,d of %,d failed: %s"
              .formatted(clients.size(), connections, e.getMessage()));
    } finally {
      clients.forEach(IdleRun::close);
    }
  }

  /** All at once, as each answer waits for Kafka. */
  private static void askAll(List<PixelClient> clients, PixelRequests requests) throws IOException {
    for (int i = 0; i < clients.size(); i++) {
      clients.get(i).send(requests.get(i));
    }
    for (PixelClient client : clients) {
      int _ = client.receive();
    }
  }

  private static void tell(int connections, long before, long after, Report report) {
    report.line(
        "Resident before: %s MiB; with %,d connections that had asked once and were idle: %s MiB (%.1f KiB each). All answered again afterwards."
            .formatted(
                SoakRun.mib(before),
                connections,
                SoakRun.mib(after),
                (after - before) / 1024.0 / connections));
    report.line("");
    report.verdict(after <= MOST_BYTES, "within 300 MiB in all");
  }

  private static PixelClient client(Server server, int number) throws IOException {
    int source = number % SOURCES + 1;
    return new PixelClient(
        InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) source}), server.port());
  }

  private static void ensureFiles(int connections) {
    try {
      Matcher limit = OPEN_FILES.matcher(Files.readString(Path.of("/proc/self/limits")));
      if (limit.find() && Long.parseLong(limit.group(1)) < connections + OTHER_FILES) {
        throw new BenchException(
            "--idle %d: a process may have %s open files here; raise it (ulimit -n) to %d"
                .formatted(connections, limit.group(1), connections + OTHER_FILES));
      }
    } catch (IOException e) {
      throw new BenchException("/proc/self/limits cannot be read", e);
    }
  }

  private static void close(PixelClient client) {
    try {
      client.close();
    } catch (IOException e) {
      Report.say("a connection could not be closed: " + e.getMessage());
    }
  }
}
