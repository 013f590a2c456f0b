package org.trueopen.admin.report;

import java.time.Instant;
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

  /**
   * @param kind {@code opens} or {@code clicks}
   */
  static Bar bar(StoredRow row, String kind) {
    return new Bar(
        row.number("people_" + kind),
        row.number("unknowable_" + kind),
        row.number("machine_" + kind));
  }

  static MessageRow message(StoredRow row) {
    return new MessageRow(
        new DeliveryId(row.text("delivery_id")),
        row.time("sent_at"),
        row.text("recipient"),
        row.text("mailbox"),
        row.text("campaign"),
        row.text("subject"),
        engagement(
            row,
            row.flag("opens_tracked"),
            row.flag("clicks_tracked"),
            row.flag("anonymous"),
            transport(row).bounced()));
  }

  static DeliveryReport delivery(
      StoredRow row, StoredRow status, StoredRow engagement, List<StoredRow> statements) {
    Outcome opens = outcome(row, "opens");
    Outcome clicks = outcome(row, "clicks");
    IdentityOutcome identity = identity(row);
    Transport transport = transport(status);
    return new DeliveryReport(
        new AccountId(row.text("account")),
        new DeliveryId(row.text("delivery_id")),
        row.text("message_id"),
        row.time("sent_at"),
        row.text("mailbox"),
        row.text("recipient"),
        row.text("campaign"),
        row.text("subject"),
        row.texts("links"),
        Math.toIntExact(row.number("unsubscribe_link")),
        new Decision(opens, clicks, identity, false),
        transport,
        engagement(
            engagement,
            opens.tracked(),
            clicks.tracked(),
            identity.anonymous(),
            transport.bounced()),
        statements.stream().map(Rows::hit).toList(),
        statements.isEmpty() ? 0 : statements.getFirst().number("statements") - statements.size());
  }

  private static Engagement engagement(
      StoredRow row,
      boolean opensTracked,
      boolean clicksTracked,
      boolean anonymous,
      boolean bounced) {
    return new Engagement(
        opensTracked,
        clicksTracked,
        anonymous,
        bounced,
        row.flag("raw_opened"),
        row.flag("opened"),
        row.flag("unknowable"),
        row.flag("machine_only"),
        row.flag("clicked"),
        row.flag("machine_clicked"),
        row.number("opens"),
        row.number("clicks"),
        row.number("machine_opens"),
        row.number("machine_clicks"),
        row.number("forwards"));
  }

  private static Outcome outcome(StoredRow row, String of) {
    return new Outcome(
        row.flag(of + "_tracked"),
        DecidedBy.valueOf(row.text(of + "_decided_by")),
        row.text(of + "_name"),
        time(row, of + "_since"),
        row.text(of + "_set_by"));
  }

  private static IdentityOutcome identity(StoredRow row) {
    return new IdentityOutcome(
        row.flag("anonymous"),
        DecidedBy.valueOf(row.text("identity_decided_by")),
        row.text("identity_name"),
        time(row, "identity_since"),
        row.text("identity_set_by"));
  }

  private static Transport transport(StoredRow row) {
    return new Transport(time(row, "delivered_at"), time(row, "bounced_at"));
  }

  private static @Nullable Instant time(StoredRow row, String column) {
    return row.has(column) ? row.time(column) : null;
  }

  private static JudgedHit hit(StoredRow row) {
    List<String> rules = row.texts("rules");
    List<String> evidence = row.texts("evidence");
    return new JudgedHit(
        row.text("hit_id"),
        row.time("at"),
        row.text("hit_kind"),
        Math.toIntExact(row.number("link_index")),
        row.text("pixel_place"),
        row.text("url"),
        row.text("http_method"),
        row.text("network"),
        row.text("country_code"),
        row.text("client_family"),
        row.text("verdict_class"),
        row.text("place_among_hits"),
        Math.toIntExact(row.number("confidence_percent")),
        IntStream.range(0, rules.size())
            .mapToObj(i -> new Reason(rules.get(i), evidence.get(i)))
            .toList(),
        row.text("rules_version"),
        row.texts("lists_matched"),
        row.number("live") > 0,
        row.time("last_judged_at"));
  }
}
