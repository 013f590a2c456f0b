package org.trueopen.benchmarks.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.trueopen.benchmarks.BenchException;

/**
 * What is to be measured, and where.
 *
 * @param home the checkout's folder
 * @param data where servers and brokers keep what they write
 * @param portOffset added to every port
 * @param rounds how often each variant is measured with each number of connections
 * @param seconds of load for one figure
 * @param forwarded whether requests carry an {@code X-Forwarded-For}, each of another client
 * @param ingest more settings of the ingest process, by name; {@code {folder}} in a value stands
 *     for a folder of the process's own
 */
record Settings(
    Path home,
    Path data,
    int portOffset,
    int rounds,
    int seconds,
    List<Integer> connections,
    List<Variant> variants,
    boolean forwarded,
    Map<String, String> ingest) {

  Settings {
    if (rounds < 1 || seconds < 1 || connections.isEmpty() || connections.getFirst() < 1) {
      throw new BenchException("--rounds, --seconds and --connections: expected 1 or more");
    }
    if (portOffset < 0 || portOffset > 50_000) {
      throw new BenchException("--port-offset: expected 0..50000, found " + portOffset);
    }
    connections = List.copyOf(connections);
    variants = List.copyOf(variants);
    ingest = Map.copyOf(ingest);
  }

  int mostConnections() {
    return connections.stream().mapToInt(Integer::intValue).max().orElseThrow();
  }
}
