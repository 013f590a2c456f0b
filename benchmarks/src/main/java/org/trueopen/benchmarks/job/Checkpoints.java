package org.trueopen.benchmarks.job;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.trueopen.benchmarks.ingest.BenchException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Flink says of a job's checkpoints.
 *
 * @param stateBytes all that the newest one stands for
 * @param writtenBytes of it written with it, on average of those Flink remembers
 * @param millis from its trigger to its end, on average
 */
record Checkpoints(long stateBytes, long writtenBytes, long millis) {

  static Checkpoints of(Runner job) {
    URI base = URI.create("http://127.0.0.1:" + job.restPort() + "/jobs/");
    String id = get(base).path("jobs").path(0).path("id").asString();
    JsonNode found = get(base.resolve(id + "/checkpoints"));
    JsonNode summary = found.path("summary");
    return new Checkpoints(
        found.path("latest").path("completed").path("state_size").asLong(),
        summary.path("checkpointed_size").path("avg").asLong(),
        summary.path("end_to_end_duration").path("avg").asLong());
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
