package org.trueopen.admin.report;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.store.Queries;

/** The reports out of ClickHouse, by the queries in {@code clickhouse/queries}. */
public final class ClickHouseReports implements Reports {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final Client client;

  /**
   * @param client stays the caller's to close
   */
  public ClickHouseReports(Client client) {
    this.client = client;
  }

  @Override
  public Overview overview(AccountId account, Window window) {
    Map<String, Object> parameters =
        Map.of(
            "account", account.value(),
            "from", SECONDS.format(window.from()),
            "to", SECONDS.format(window.to()));
    Totals totals = Rows.totals(ask("overview_totals", parameters).getFirst());
    Bar[] opens = new Bar[window.bars()];
    Bar[] clicks = new Bar[window.bars()];
    Arrays.fill(opens, Bar.EMPTY);
    Arrays.fill(clicks, Bar.EMPTY);
    for (GenericRecord row : ask("hits_by_hour", parameters)) {
      int bar = window.barOf(row.getInstant("hour"));
      opens[bar] = opens[bar].plus(Rows.bar(row, "opens"));
      clicks[bar] = clicks[bar].plus(Rows.bar(row, "clicks"));
    }
    boolean everSent = totals.deliveries() > 0 || hasMail(account);
    return new Overview(window, totals, List.of(opens), List.of(clicks), everSent);
  }

  @Override
  public List<MessageRow> messages(AccountId account, MessageFilter filter, int offset, int limit) {
    return ask(
            "message_list",
            Map.of(
                "account", account.value(),
                "from", MILLIS.format(filter.from()),
                "to", MILLIS.format(filter.to()),
                "search", filter.search(),
                "offset", offset,
                "limit", limit))
        .stream()
        .map(Rows::message)
        .toList();
  }

  @Override
  public int countMessages(AccountId account, MessageFilter filter) {
    long found =
        ask(
                "message_count",
                Map.of(
                    "account", account.value(),
                    "from", MILLIS.format(filter.from()),
                    "to", MILLIS.format(filter.to()),
                    "search", filter.search()))
            .getFirst()
            .getLong("found");
    return Math.toIntExact(Math.min(found, Integer.MAX_VALUE));
  }

  @Override
  public MessagePulse messagePulse(AccountId account, MessageFilter filter) {
    GenericRecord row =
        ask(
                "message_pulse",
                Map.of(
                    "account", account.value(),
                    "from", MILLIS.format(filter.from()),
                    "to", MILLIS.format(filter.to())))
            .getFirst();
    return new MessagePulse(row.getLong("deliveries"), row.getLong("changes"));
  }

  @Override
  public Optional<DeliveryReport> delivery(AccountId account, DeliveryId delivery) {
    Map<String, Object> parameters =
        Map.of("account", account.value(), "delivery", delivery.value());
    return ask("delivery", parameters).stream()
        .findFirst()
        .map(
            row ->
                Rows.delivery(
                    row,
                    ask("delivery_status", parameters).getFirst(),
                    engagement(account, delivery, row.getInstant("sent_at")),
                    ask("delivery_hits", parameters)));
  }

  private GenericRecord engagement(AccountId account, DeliveryId delivery, Instant sentAt) {
    return ask(
            "delivery_engagement",
            Map.of(
                "account", account.value(),
                "delivery", delivery.value(),
                "sent_at", MILLIS.format(sentAt)))
        .getFirst();
  }

  @Override
  public boolean answers() {
    // By a query with our own user: the server's ping would say yes to a wrong password.
    try {
      return client.queryAll("SELECT 1").size() == 1;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private boolean hasMail(AccountId account) {
    return ask("account_has_mail", Map.of("account", account.value())).getFirst().getLong("found")
        > 0;
  }

  private List<GenericRecord> ask(String query, Map<String, Object> parameters) {
    try {
      return client.queryAll(Queries.load(query), parameters);
    } catch (RuntimeException e) {
      throw new ReportsUnavailableException("ClickHouse query " + query + ": " + e.getMessage(), e);
    }
  }
}
