package org.trueopen.admin.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trueopen.instrument.DocumentLink;
import org.trueopen.store.Queries;

/**
 * What can be asked of the report call: for each kind its query in {@code clickhouse/queries}, how
 * it may be grouped and filtered, and its columns. The columns' names are part of the API: those of
 * the query in camel case, or what stands behind the last colon.
 */
public enum ReportKind {
  ENGAGEMENT(
      2,
      true,
      "",
      "deliveries, opens_trackable, clicks_trackable, raw_opened, opened, unknowable, machine_only,"
          + " clicked, machine_clicked, opens, clicks, machine_opens, machine_clicks, forwards,"
          + " forwarded, open_rate_floor, open_rate_ceiling, open_rate_band, open_rate_raw,"
          + " click_rate, click_to_open_rate"),
  EXCLUSIONS(0, true, "kind, reason", "deliveries"),
  TIMES_OPENED(0, true, "times", "deliveries"),
  FORWARDS(1, true, "", "deliveries, forwarded, forwards, forwarded_of_opened"),
  VERDICTS(
      1,
      true,
      "hit_kind:kind, verdict_class:verdict, counts_as, place_among_hits:place",
      "found:hits"),
  HEATMAP(0, true, "weekday, hour_of_day:hour", "opens, clicks, unknowable_opens"),
  COHORTS(0, true, "sent_day, age_days", "opened, opened_by_then"),
  RECIPIENT_DOMAINS(
      0,
      false,
      "recipient_domain",
      "deliveries, opens_trackable, clicks_trackable, raw_opened, opened, unknowable, machine_only,"
          + " clicked, machine_clicked, opens, clicks, forwards, open_rate_floor,"
          + " open_rate_ceiling, click_rate"),
  CLIENTS(
      0, false, "client_family:client", "opens, clicks, unknowable_hits, machine_hits, found:hits"),
  LINKS(
      1,
      true,
      "url, " + ReportKind.IS_DOCUMENT + ":document",
      "clicks, clickers, forward_clicks, unknowable_clicks, machine_clicks"),
  CORRECTIONS(1, true, "hit_kind:kind, verdict_from:from, verdict_to:to, rule", "corrections");

  /** Of the column {@code url}, as {@link DocumentLink#is} says it. */
  static final String IS_DOCUMENT = "toBool(lower(url) REGEXP '" + DocumentLink.ADDRESS + "')";

  /** By what a kind may be grouped, if it may. */
  public static final List<String> GROUPS = List.of("hour", "day", "domain", "mailbox", "campaign");

  private static final Set<String> WRITTEN =
      Set.of("domain", "mailbox", "campaign", "recipientDomain", "client", "url");

  private final int groups;
  private final boolean bySender;
  private final String keys;
  private final String metrics;

  ReportKind(int groups, boolean bySender, String keys, String metrics) {
    this.groups = groups;
    this.bySender = bySender;
    this.keys = keys;
    this.metrics = metrics;
  }

  /** Name in the API to name in the query, in order. */
  private static Map<String, String> columns(String text) {
    return Arrays.stream(text.split(", *"))
        .filter(column -> !column.isEmpty())
        .collect(
            Collectors.toMap(
                ReportKind::inApi, ReportKind::inQuery, (one, other) -> one, LinkedHashMap::new));
  }

  private static String inApi(String column) {
    int colon = column.lastIndexOf(':');
    return colon < 0 ? camelCase(column) : column.substring(colon + 1);
  }

  private static String inQuery(String column) {
    int colon = column.lastIndexOf(':');
    return colon < 0 ? column : column.substring(0, colon);
  }

  private static String camelCase(String snake) {
    StringBuilder camel = new StringBuilder();
    for (String word : snake.split("_", -1)) {
      camel.append(
          camel.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return camel.toString();
  }

  /** As how many of {@link #GROUPS} it may be grouped at once. */
  public int groups() {
    return groups;
  }

  /** Whether it can be filtered by mailbox and campaign; by sending domain all can. */
  public boolean bySender() {
    return bySender;
  }

  /** Of its columns in the API those that hold what strangers or senders wrote. */
  public List<String> texts(List<String> by) {
    return Stream.concat(by.stream(), keys().stream()).filter(WRITTEN::contains).toList();
  }

  /** As the API calls it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Names of the columns in the API that are in every row, besides those of the groups. */
  public List<String> keys() {
    return List.copyOf(columns(keys).keySet());
  }

  /** Names of its metrics in the API. */
  public List<String> metrics() {
    return List.copyOf(columns(metrics).keySet());
  }

  /**
   * The SELECT for it, with parameters {@code by} and {@code then} for the groups.
   *
   * @param by at most {@link #groups} of {@link #GROUPS}
   * @param wanted some of {@link #metrics}
   */
  public String sql(List<String> by, List<String> wanted) {
    Map<String, String> selected = new LinkedHashMap<>();
    for (int i = 0; i < by.size(); i++) {
      selected.put(by.get(i), i == 0 ? "key" : "then_key");
    }
    selected.putAll(columns(keys));
    Map<String, String> known = columns(metrics);
    wanted.forEach(metric -> selected.put(metric, known.getOrDefault(metric, metric)));
    return selected.entrySet().stream()
            .map(column -> column.getValue() + " AS `" + column.getKey() + '`')
            .collect(Collectors.joining(", ", "SELECT ", " FROM (\n"))
        + Queries.load("report_" + name().toLowerCase(Locale.ROOT))
        + ")";
  }
}
