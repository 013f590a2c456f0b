package org.trueopen.admin.report;

import com.clickhouse.client.api.query.GenericRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trueopen.admin.report.JudgedHit.Reason;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.Decision;
import org.trueopen.settings.IdentityOutcome;
import org.trueopen.settings.Outcome;
import org.trueopen.verdict.Transport;

/** Rows of ClickHouse to records; the columns are those of the queries. */
final class Rows {

  private Rows() {}

  static Totals totals(GenericRecord row) {
    return new Totals(
        row.getLong("deliveries"),
        row.getLong("opens_trackable"),
        row.getLong("clicks_trackable"),
        row.getLong("raw_opened"),
        row.getLong("opened"),
        row.getLong("unknowable"),
        row.getLong("machine_only"),
        row.getLong("clicked"),
        row.getLong("opens"),
        row.getLong("clicks"),
        row.getLong("machine_opens"),
        row.getLong("machine_clicks"),
        row.getLong("forwards"));
  }

  /**
   * @param kind {@code opens} or {@code clicks}
   */
  static Bar bar(GenericRecord row, String kind) {
    return new Bar(
        row.getLong("people_" + kind),
        row.getLong("unknowable_" + kind),
        row.getLong("machine_" + kind));
  }

  static MessageRow message(GenericRecord row) {
    return new MessageRow(
        new DeliveryId(row.getString("delivery_id")),
        row.getInstant("sent_at"),
        row.getString("recipient"),
        row.getString("mailbox"),
        row.getString("campaign"),
        row.getString("subject"),
        engagement(
            row,
            flag(row, "opens_tracked"),
            flag(row, "clicks_tracked"),
            flag(row, "anonymous"),
            transport(row).bounced()));
  }

  static DeliveryReport delivery(
      GenericRecord row,
      GenericRecord status,
      GenericRecord engagement,
      List<GenericRecord> statements) {
    Outcome opens = outcome(row, "opens");
    Outcome clicks = outcome(row, "clicks");
    IdentityOutcome identity = identity(row);
    Transport transport = transport(status);
    return new DeliveryReport(
        new AccountId(row.getString("account")),
        new DeliveryId(row.getString("delivery_id")),
        row.getString("message_id"),
        row.getInstant("sent_at"),
        row.getString("mailbox"),
        row.getString("recipient"),
        row.getString("campaign"),
        row.getString("subject"),
        Arrays.asList(row.getStringArray("links")),
        Math.toIntExact(row.getLong("unsubscribe_link")),
        new Decision(opens, clicks, identity, false),
        transport,
        engagement(
            engagement,
            opens.tracked(),
            clicks.tracked(),
            identity.anonymous(),
            transport.bounced()),
        statements.stream().map(Rows::hit).toList());
  }

  private static Engagement engagement(
      GenericRecord row,
      boolean opensTracked,
      boolean clicksTracked,
      boolean anonymous,
      boolean bounced) {
    return new Engagement(
        opensTracked,
        clicksTracked,
        anonymous,
        bounced,
        flag(row, "raw_opened"),
        flag(row, "opened"),
        flag(row, "unknowable"),
        flag(row, "machine_only"),
        flag(row, "clicked"),
        flag(row, "machine_clicked"),
        row.getLong("opens"),
        row.getLong("clicks"),
        row.getLong("machine_opens"),
        row.getLong("machine_clicks"),
        row.getLong("forwards"));
  }

  private static Outcome outcome(GenericRecord row, String of) {
    return new Outcome(
        flag(row, of + "_tracked"),
        DecidedBy.valueOf(row.getString(of + "_decided_by")),
        row.getString(of + "_name"),
        time(row, of + "_since"),
        row.getString(of + "_set_by"));
  }

  private static IdentityOutcome identity(GenericRecord row) {
    return new IdentityOutcome(
        flag(row, "anonymous"),
        DecidedBy.valueOf(row.getString("identity_decided_by")),
        row.getString("identity_name"),
        time(row, "identity_since"),
        row.getString("identity_set_by"));
  }

  private static Transport transport(GenericRecord row) {
    return new Transport(time(row, "delivered_at"), time(row, "bounced_at"));
  }

  private static @Nullable Instant time(GenericRecord row, String column) {
    return row.hasValue(column) ? row.getInstant(column) : null;
  }

  private static JudgedHit hit(GenericRecord row) {
    String[] rules = row.getStringArray("rules");
    String[] evidence = row.getStringArray("evidence");
    return new JudgedHit(
        row.getString("hit_id"),
        row.getInstant("at"),
        row.getString("hit_kind"),
        Math.toIntExact(row.getLong("link_index")),
        row.getString("pixel_place"),
        row.getString("url"),
        row.getString("http_method"),
        row.getString("network"),
        row.getString("client_family"),
        row.getString("verdict_class"),
        row.getString("place_among_hits"),
        Math.toIntExact(row.getLong("confidence_percent")),
        IntStream.range(0, rules.length).mapToObj(i -> new Reason(rules[i], evidence[i])).toList(),
        row.getString("rules_version"),
        row.getLong("live") > 0,
        row.getInstant("last_judged_at"));
  }

  private static boolean flag(GenericRecord row, String column) {
    return row.getLong(column) != 0;
  }
}
