package org.trueopen.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trueopen.benchmarks.BenchException;

/** The load: wrk, as fast as the server answers. */
final class Wrk {

  /** What the line of figures begins with. */
  private static final String MARK = "figures ";

  private static final Pattern FIGURE = Pattern.compile("(\\w+)=(\\d+)");

  private final Children children;
  private final Path script;
  private final Path requests;

  /**
   * @param folder where its script is put
   * @param requests the file of requests to cycle over
   */
  Wrk(Children children, Path folder, Path requests) {
    this.children = children;
    this.script = Template.write("cycle.lua", folder.resolve("cycle.lua"), Map.of());
    this.requests = requests;
  }

  /**
   * What wrk has counted.
   *
   * @param requests answered
   * @param bytes of all answers
   * @param badStatuses answers of status 400 and above
   * @param errors of connecting, reading, writing and waiting
   */
  record Load(
      long requests,
      double seconds,
      long bytes,
      long badStatuses,
      long errors,
      double p50Millis,
      double p99Millis) {

    double perSecond() {
      return requests / seconds;
    }

    /**
     * Reads the line that the script writes.
     *
     * @throws BenchException if it is not there
     */
    static Load parse(String output) {
      Map<String, Long> figures = new HashMap<>();
      for (String line : output.lines().filter(one -> one.startsWith(MARK)).toList()) {
        Matcher figure = FIGURE.matcher(line);
        while (figure.find()) {
          figures.put(figure.group(1), Long.parseLong(figure.group(2)));
        }
      }
      if (figures.isEmpty()) {
        throw new BenchException("wrk gave no figures: " + output);
      }
      return new Load(
          figures.getOrDefault("requests", 0L),
          figures.getOrDefault("micros", 0L) / 1e6,
          figures.getOrDefault("bytes", 0L),
          figures.getOrDefault("status", 0L),
          figures.getOrDefault("errors", 0L),
          figures.getOrDefault("p50", 0L) / 1e3,
          figures.getOrDefault("p99", 0L) / 1e3);
    }

    /** Adds another load's counts; the latencies are the worse of both. */
    Load and(Load other) {
      return new Load(
          requests + other.requests,
          Math.max(seconds, other.seconds),
          bytes + other.bytes,
          badStatuses + other.badStatuses,
          errors + other.errors,
          Math.max(p50Millis, other.p50Millis),
          Math.max(p99Millis, other.p99Millis));
    }
  }

  Load run(Server server, int connections, int seconds) {
    return await(start(server, connections, seconds));
  }

  Process start(Server server, int connections, int seconds) {
    List<String> command = new ArrayList<>(Java.pinned(Java.LOAD_CORE));
    command.addAll(
        List.of(
            "wrk",
            "-t1",
            "-c" + connections,
            "-d" + seconds + "s",
            "--timeout",
            "20s",
            "-s",
            script.toString(),
            "http://127.0.0.1:" + server.port() + "/",
            "--",
            requests.toString()));
    try {
      return children.adopt(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new BenchException("wrk cannot be started", e);
    }
  }

  Load await(Process wrk) {
    try {
      return Load.parse(new String(wrk.getInputStream().readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new BenchException("wrk's figures cannot be read", e);
    } finally {
      children.stop(wrk);
    }
  }
}
