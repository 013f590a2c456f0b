package org.trueopen.admin.config;

import java.util.List;

/**
 * Where the other parts tell how they are; empty for what is not looked at.
 *
 * @param ingest URLs of ingest's internal ports, one for each process
 * @param flink URL of the JobManager's REST interface
 * @param flinkUi URL of Flink's pages as a person reaches them
 */
public record PartsConfig(List<String> ingest, String flink, String flinkUi) {

  public PartsConfig {
    ingest = List.copyOf(ingest);
  }
}
