package org.trueopen.admin.report;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.store.generation.Generation;

/** The reports out of ClickHouse, by the queries in {@code clickhouse/queries}. */
public final class ClickHouseReports implements Reports {

  private static final List<String> DELIVERY_PAGE =
      List.of("delivery", "delivery_status", "delivery_engagement", "delivery_hits");

  private final ReportAnswers answers;
  private final StoredRows rows;
  private final Clock clock;

  public ClickHouseReports(ReportAnswers answers, Clock clock) {
    this.answers = answers;
    this.rows = new StoredRows(answers);
    this.clock = clock;
  }

  @Override
  public Overview overview(AccountId account, Window window, Filter filter) {
    Totals totals = totals(account, window.from(), window.to(), filter);
    Window.Period before = window.before(clock.instant());
    Bar[] opens = new Bar[window.bars()];
    Bar[] clicks = new Bar[window.bars()];
    Arrays.fill(opens, Bar.EMPTY);
    Arrays.fill(clicks, Bar.EMPTY);
    String query = filter.bySender() ? "hits_by_hour" : "hits_by_hour_of_readers";
    for (StoredRow row : rows.ask(account, query, parameters(window.from(), window.to(), filter))) {
      int bar = window.barOf(row.time("hour"));
      opens[bar] = opens[bar].plus(Rows.bar(row, "opens"));
      clicks[bar] = clicks[bar].plus(Rows.bar(row, "clicks"));
    }
    return new Overview(
        window,
        totals,
        totals(account, before.from(), before.to(), filter),
        List.of(opens),
        List.of(clicks),
        marks(account, window),
        exclusions(account, window.from(), window.to(), filter),
        totals.deliveries() > 0 || hasMail(account),
        generation().orElse(null));
  }

  @Override
  public List<Long> pulse(AccountId account, Window window, List<String> campaigns) {
    StoredRow row =
        rows.ask(
                account,
                "pulse",
                Map.of("from", window.from(), "to", window.to(), "campaigns", campaigns))
            .getFirst();
    return List.of(
        row.number("changes"),
        row.number("hits"),
        row.number("settings"),
        // Another generation may add up to the same.
        generation().map(shown -> shown.at().toEpochMilli()).orElse(0L));
  }

  @Override
  public Totals totals(AccountId account, Instant from, Instant to, Filter filter) {
    String query = filter.bySender() ? "overview_totals" : "overview_totals_of_readers";
    return Totals.of(rows.ask(account, query, parameters(from, to, filter)).getFirst());
  }

  @Override
  public List<Exclusion> exclusions(AccountId account, Instant from, Instant to, Filter filter) {
    if (!filter.bySender()) {
      return List.of();
    }
    return rows.ask(account, "report_exclusions", parameters(from, to, filter)).stream()
        .filter(row -> !row.text("reason").equals("TRACKABLE"))
        .map(row -> new Exclusion(row.text("kind"), row.text("reason"), row.number("deliveries")))
        .toList();
  }

  private List<Mark> marks(AccountId account, Window window) {
    return rows
        .ask(account, "settings_marks", Map.of("from", window.from(), "to", window.to()))
        .stream()
        .map(MarkWords::mark)
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public FilterValues filterValues(AccountId account, Window window) {
    Map<String, List<String>> values = new HashMap<>();
    rows.ask(account, "filter_values", Map.of("from", window.from(), "to", window.to()))
        .forEach(
            row ->
                values
                    .computeIfAbsent(row.text("kind"), kind -> new ArrayList<>())
                    .add(row.text("value")));
    return new FilterValues(values);
  }

  @Override
  public MessageIndex messageIndex(AccountId account, MessageFilter filter) {
    List<StoredRow> found = rows.ask(account, "message_anchors", parameters(filter));
    List<MessageIndex.Anchor> anchors =
        found.stream()
            .map(row -> new MessageIndex.Anchor(row.number("position"), row.time("before_at")))
            .toList();
    return new MessageIndex(found.isEmpty() ? 0 : found.getFirst().number("found"), anchors);
  }

  @Override
  public List<MessageRow> messages(
      AccountId account, MessageFilter filter, MessageIndex.Start start, int limit) {
    Map<String, Object> parameters = parameters(filter);
    parameters.put("before_at", start.before());
    parameters.put("before_id", "");
    parameters.put("skip", start.skip());
    parameters.put("limit", limit);
    return rows.ask(account, "message_page", parameters).stream().map(Rows::message).toList();
  }

  private static Map<String, Object> parameters(MessageFilter filter) {
    Map<String, Object> parameters = parameters(filter.from(), filter.to(), filter.filter());
    parameters.put("search", filter.search());
    return parameters;
  }

  private static Map<String, Object> parameters(Instant from, Instant to, Filter filter) {
    Map<String, Object> parameters = new HashMap<>(filter.parameters());
    parameters.put("from", from);
    parameters.put("to", to);
    return parameters;
  }

  @Override
  public MessagePulse messagePulse(AccountId account, MessageFilter filter) {
    StoredRow row =
        rows.ask(account, "message_pulse", Map.of("from", filter.from(), "to", filter.to()))
            .getFirst();
    return new MessagePulse(row.number("deliveries"), row.number("changes"));
  }

  @Override
  public Optional<DeliveryReport> delivery(AccountId account, DeliveryId delivery) {
    List<Instant> sent =
        rows.ask(account, "delivery_sent", Map.of("delivery", delivery.value())).stream()
            .map(row -> row.time("sent_at"))
            .toList();
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    List<List<StoredRow>> found =
        rows.askAtOnce(account, DELIVERY_PAGE, Map.of("delivery", delivery.value(), "sent", sent));
    return found.get(0).stream()
        .findFirst()
        .map(
            row ->
                Rows.delivery(row, found.get(1).getFirst(), found.get(2).getFirst(), found.get(3)));
  }

  @Override
  public Optional<Generation> generation() {
    return answers.generation();
  }

  @Override
  public boolean answers() {
    // By a query with our own user: the server's ping would say yes to a wrong password.
    try {
      return rows.sql(new AccountId("health"), "SELECT 1 AS one", Map.of()).size() == 1;
    } catch (ReportsUnavailableException e) {
      return false;
    }
  }

  private boolean hasMail(AccountId account) {
    return rows.ask(account, "account_has_mail", Map.of()).getFirst().number("found") > 0;
  }
}
