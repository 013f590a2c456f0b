package org.trueopen.benchmarks.job;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.trueopen.benchmarks.BenchException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Flink says of a job's checkpoints.
 *
 * @param stateBytes all that the newest one stands for
 * @param writtenBytes of it written with it, median
 * @param millis from its trigger to its end, median: one amid which the process was stopped would
 *     make any average
 * @param everyMillis from one trigger to the next, median
 */
record Checkpoints(long stateBytes, long writtenBytes, long millis, long everyMillis) {

  /** Of those that were triggered since. */
  static Checkpoints of(Runner job, Instant since) {
    URI base = URI.create("http://127.0.0.1:" + job.restPort() + "/jobs/");
    String id = get(base).path("jobs").path(0).path("id").asString();
    JsonNode found = get(base.resolve(id + "/checkpoints"));
    List<JsonNode> recent =
        found
            .path("history")
            .valueStream()
            .filter(each -> each.path("status").asString().equals("COMPLETED"))
            .filter(each -> each.path("trigger_timestamp").asLong() >= since.toEpochMilli())
            .toList();
    return new Checkpoints(
        found.path("latest").path("completed").path("state_size").asLong(),
        median(figures(recent, "checkpointed_size")),
        median(figures(recent, "end_to_end_duration")),
        median(distances(figures(recent, "trigger_timestamp"))));
  }

  private static LongStream figures(List<JsonNode> checkpoints, String figure) {
    return checkpoints.stream().mapToLong(each -> each.path(figure).asLong());
  }

  private static LongStream distances(LongStream figures) {
    long[] sorted = figures.sorted().toArray();
    return IntStream.range(1, sorted.length).mapToLong(i -> sorted[i] - sorted[i - 1]);
  }

  private static long median(LongStream figures) {
    long[] sorted = figures.sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  private static JsonNode get(URI uri) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return JsonMapper.shared()
          .readTree(
              http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                  .body());
    } catch (IOException e) {
      throw new BenchException("Flink does not answer at " + uri, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }
}
