package org.trueopen.store;

import java.util.regex.Pattern;

/**
 * Makes of a statement for one server the same one for a cluster of replicas: it runs on all of
 * them, and tables keep their rows and their deduplication tokens in common.
 *
 * <p>Only statements at the beginning of a line are looked at, as migrations are written. Inserts
 * stay as they are: one replica runs them and the others copy. Shards are not provided for.
 */
final class ClusterSql {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.{}-]{1,64}");
  private static final Pattern STATEMENT =
      Pattern.compile(
          "^((?:CREATE (?:DATABASE|TABLE|VIEW|MATERIALIZED VIEW) IF NOT EXISTS"
              + "|DROP (?:TABLE|VIEW) IF EXISTS|ALTER TABLE) [a-z0-9_.]+)",
          Pattern.MULTILINE);
  private static final Pattern ENGINE =
      Pattern.compile("^ENGINE = ([A-Za-z]*MergeTree)", Pattern.MULTILINE);

  private ClusterSql() {}

  /**
   * @param cluster its name in the servers' configuration, or a macro as {@code {cluster}}
   */
  static String of(String sql, String cluster) {
    if (!NAME.matcher(cluster).matches()) {
      throw new IllegalArgumentException(
          "CLICKHOUSE_CLUSTER: expected a cluster's name, found \"" + cluster + "\"");
    }
    String everywhere = STATEMENT.matcher(sql).replaceAll("$1 ON CLUSTER '" + cluster + "'");
    return ENGINE
        .matcher(everywhere)
        .replaceAll("ENGINE = Replicated$1")
        .replace("non_replicated_deduplication_window", "replicated_deduplication_window");
  }
}
