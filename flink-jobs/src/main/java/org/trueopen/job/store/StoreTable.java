package org.trueopen.job.store;

import java.util.Locale;

/** The tables the job writes, with the columns in the order in which {@link Rows} writes them. */
public enum StoreTable {
  DELIVERIES(
      1,
      "account, delivery_id, message_id, sent_at, mailbox, domain, campaign, recipient,"
          + " recipient_domain, recipient_key, subject, has_html, links, unsubscribe_link,"
          + " opens_tracked, opens_decided_by, opens_name, opens_since, opens_set_by,"
          + " clicks_tracked, clicks_decided_by, clicks_name, clicks_since, clicks_set_by,"
          + " anonymous, identity_decided_by, identity_name, identity_since, identity_set_by"),
  /** Hits before they had a country and lists: rows may wait so in an unaligned checkpoint. */
  HITS_BEFORE_COUNTRIES(
      2,
      "account, delivery_id, hit_id, at, kind, link, pixel, url, method, network, address_hash,"
          + " client, verdict, place, reason_rules, reason_evidence, confidence, rule_version,"
          + " mailbox, domain, campaign, sent_at, sign, judged_at"),
  HITS(
      10,
      "account, delivery_id, hit_id, at, kind, link, pixel, url, method, network, country,"
          + " address_hash, client, verdict, place, reason_rules, reason_evidence, confidence,"
          + " rule_version, lists, mailbox, domain, campaign, sent_at, sign, judged_at"),
  ENGAGEMENT(
      3,
      "account, delivery_id, sent_at, mailbox, domain, campaign, recipient_domain, opens_trackable,"
          + " clicks_trackable, raw_opened, opened, unknowable, machine_only, clicked, machine_clicked,"
          + " opens, clicks, machine_opens, machine_clicks, forwards, sign, changed_at"),
  SETTINGS_CHANGES(4, "account, setting_key, kind, name, version, value, changed_at, changed_by"),
  DEAD_LETTERS(5, "topic, kafka_partition, kafka_offset, reason, payload, seen_at"),
  DELIVERY_STATUSES(6, "account, delivery_id, status, at, seen_at"),
  CORRECTIONS(
      7,
      "account, delivery_id, hit_id, at, kind, mailbox, domain, campaign, verdict_before,"
          + " verdict_after, rule_before, rule_after, rule_version, corrected_at"),
  LATE_HITS(
      8,
      "account, delivery_id, hit_id, at, kind, link, url, method, network, address_hash, client,"
          + " verdict, confidence, mailbox, domain, campaign, seen_at"),
  DOMAIN_PROFILES(
      9,
      "account, week, recipient_domain, revision, recipients, scanned, early, delay_counts,"
          + " scanned_domain, within_seconds, changed_at");

  private final int code;
  private final String columns;

  StoreTable(int code, String columns) {
    this.code = code;
    this.columns = columns;
  }

  /** Stands in serialized rows, so it never changes. */
  int code() {
    return code;
  }

  /** Names separated by a comma and a blank. */
  public String columns() {
    return columns;
  }

  /** The name in ClickHouse, with its database. */
  public String qualifiedName() {
    StoreTable table = this == HITS_BEFORE_COUNTRIES ? HITS : this;
    return "trueopen." + table.name().toLowerCase(Locale.ROOT);
  }

  static StoreTable of(int code) {
    for (StoreTable table : values()) {
      if (table.code == code) {
        return table;
      }
    }
    throw new IllegalArgumentException(
        "table code: expected 1 to " + values().length + ", found " + code);
  }
}
