package org.trueopen.admin.system;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.trueopen.admin.system.PartHealth.Figure;
import org.trueopen.admin.ui.Viewer;
import tools.jackson.databind.JsonNode;

/** The job, by Flink's REST interface. */
final class FlinkProbe implements Probe {

  /** Sixty times the usual pause between two: something holds them up. */
  private static final Duration CHECKPOINT_WARNS = Duration.ofMinutes(1);

  private final String url;
  private final HttpParts http;
  private final Clock clock;

  FlinkProbe(String url, HttpParts http, Clock clock) {
    this.url = url;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public String part() {
    return "Flink job";
  }

  @Override
  public PartHealth ask() throws Exception {
    JsonNode overview = http.json(url, "/overview");
    JsonNode job = http.json(url, "/jobs/overview").path("jobs").path(0);
    List<Figure> figures = new ArrayList<>();
    int taskManagers = overview.path("taskmanagers").asInt(0);
    figures.add(new Figure("TaskManagers", Integer.toString(taskManagers), taskManagers == 0));
    figures.add(new Figure("Version", overview.path("flink-version").asString("unknown"), false));
    String state = job.path("state").asString("");
    if (!state.equals("RUNNING")) {
      return new PartHealth(
          part(),
          PartHealth.Level.BAD,
          state.isEmpty()
              ? "No job runs: hits wait in Kafka, and reports stand still."
              : "The job is "
                  + state.toLowerCase(java.util.Locale.ROOT)
                  + ": hits wait in Kafka, and reports stand still.",
          figures);
    }
    figures.addAll(checkpoints(job.path("jid").asString("")));
    return PartHealth.of(
        part(),
        "Running; what it has read is safe as of its last checkpoint.",
        "Running, but behind: look at ClickHouse first, for a checkpoint ends when its rows are"
            + " inserted.",
        figures);
  }

  private List<Figure> checkpoints(String job) throws Exception {
    JsonNode checkpoints = http.json(url, "/jobs/" + job + "/checkpoints");
    JsonNode latest = checkpoints.path("latest").path("completed");
    List<Figure> figures = new ArrayList<>();
    if (latest.isObject()) {
      Duration age =
          Duration.between(
              Instant.ofEpochMilli(latest.path("latest_ack_timestamp").asLong(0)), clock.instant());
      figures.add(
          new Figure(
              "Last checkpoint", Viewer.span(age) + " ago", age.compareTo(CHECKPOINT_WARNS) > 0));
      figures.add(
          new Figure("It took", latest.path("end_to_end_duration").asLong(0) + " ms", false));
      figures.add(new Figure("State", Metrics.bytes(latest.path("state_size").asDouble(0)), false));
    } else {
      figures.add(new Figure("Last checkpoint", "none yet", true));
    }
    return figures;
  }
}
