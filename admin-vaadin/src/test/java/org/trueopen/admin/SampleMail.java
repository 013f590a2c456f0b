package org.trueopen.admin;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.data.ClickHouseFormat;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.trueopen.store.Stores;
import org.trueopen.store.TestClickHouse;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Deliveries with hits and engagement as the job writes them, corrections included; random from a
 * seed. What it wrote it keeps, so that a test can count again by itself.
 */
public final class SampleMail {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final String[] NAMES = {"ada", "bob", "carol", "dmitri", "eve", "farid", "gwen"};
  private static final String[] DOMAINS = {"example.net", "mail.example", "acme.example"};
  private static final String[] CAMPAIGNS = {"spring", "weekly-digest", "receipts", ""};
  private static final String[] SUBJECTS = {
    "Your week in numbers",
    "Five ideas for a calm inbox",
    "Receipt for order 20817",
    "Welcome aboard"
  };

  /** A hit that stands. */
  public record SampleHit(
      String id, Instant at, String kind, int link, String verdict, String place) {}

  /** A delivery with the hits that stand. */
  public record SampleDelivery(
      String id,
      Instant sentAt,
      String recipient,
      String campaign,
      String subject,
      boolean opensTracked,
      boolean clicksTracked,
      List<SampleHit> hits) {}

  private final TestClickHouse clickHouse;
  private final String account;
  private final Random random;
  private final List<SampleDelivery> written = new ArrayList<>();
  private final List<String> deliveryRows = new ArrayList<>();
  private final List<String> hitRows = new ArrayList<>();
  private final List<String> engagementRows = new ArrayList<>();
  private int sequence;
  private int batch;

  public SampleMail(TestClickHouse clickHouse, String account, long seed) {
    this.clickHouse = clickHouse;
    this.account = account;
    this.random = new Random(seed);
  }

  /** Everything sent so far. */
  public List<SampleDelivery> written() {
    return List.copyOf(written);
  }

  /** Sends one mail and lets its hits come; to be followed by {@link #flush}. */
  public SampleDelivery send(Instant sentAt, Instant now) {
    String id = "%s-%06d".formatted(account, sequence++);
    boolean opens = random.nextInt(10) > 0;
    boolean clicks = random.nextInt(5) > 0;
    SampleDelivery delivery =
        new SampleDelivery(
            id,
            sentAt,
            pick(NAMES) + random.nextInt(900) + "@" + pick(DOMAINS),
            pick(CAMPAIGNS),
            pick(SUBJECTS),
            opens,
            clicks,
            new ArrayList<>());
    addHits(delivery, now);
    deliveryRows.add(deliveryRow(delivery));
    engagementRows.add(engagementRow(delivery, List.of(), 1));
    if (!delivery.hits().isEmpty()) {
      engagementRows.add(engagementRow(delivery, List.of(), -1));
      engagementRows.add(engagementRow(delivery, delivery.hits(), 1));
    }
    written.add(delivery);
    return delivery;
  }

  /** Inserts what has been sent. */
  public void flush() {
    String token = account + "-" + batch++;
    insert("deliveries", token, deliveryRows);
    insert("hits", token, hitRows);
    insert("engagement", token, engagementRows);
  }

  private void insert(String table, String token, List<String> rows) {
    if (rows.isEmpty()) {
      return;
    }
    byte[] body = String.join("\n", rows).getBytes(StandardCharsets.UTF_8);
    InsertSettings settings = new InsertSettings().setDeduplicationToken(token);
    try (Client client = Stores.client(clickHouse.migrator())) {
      client
          .insert(table, new ByteArrayInputStream(body), ClickHouseFormat.JSONEachRow, settings)
          .get()
          .close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot insert sample " + table, e);
    }
    rows.clear();
  }

  private void addHits(SampleDelivery delivery, Instant now) {
    int reader = random.nextInt(100);
    Instant at = delivery.sentAt().plusSeconds(5 + random.nextInt(50));
    if (delivery.opensTracked() && reader < 30) {
      hit(delivery, at, now, "OPEN", -1, "PRIVACY_PRELOAD", "FIRST");
    } else if (delivery.opensTracked() && reader < 45) {
      hit(delivery, at, now, "OPEN", -1, "SECURITY_SCANNER", "FIRST");
      corrected(delivery, at.plusSeconds(20), now);
    }
    if (reader > 35 && reader < 80) {
      Instant read = delivery.sentAt().plusSeconds(60L + random.nextInt(20_000));
      if (delivery.opensTracked()) {
        String verdict = reader % 2 == 0 ? "PERSON" : "PERSON_VIA_PROXY";
        hit(delivery, read, now, "OPEN", -1, verdict, "FIRST");
        hit(delivery, read.plusSeconds(3), now, "OPEN", -1, verdict, "RELOAD");
        if (reader % 5 == 0) {
          hit(delivery, read.plusSeconds(4000), now, "OPEN", -1, verdict, "REPEAT");
        }
      }
      if (delivery.clicksTracked() && reader % 4 == 0) {
        hit(delivery, read.plusSeconds(40), now, "CLICK", reader % 2, "PERSON", "FIRST");
      }
    }
  }

  /** A click first taken for a person's, then for a scanner's. */
  private void corrected(SampleDelivery delivery, Instant at, Instant now) {
    if (!delivery.clicksTracked() || at.isAfter(now)) {
      return;
    }
    SampleHit before = new SampleHit("x" + delivery.id(), at, "CLICK", 0, "PERSON", "FIRST");
    hitRows.add(hitRow(delivery, before, 1));
    hitRows.add(hitRow(delivery, before, -1));
    SampleHit after =
        new SampleHit("x" + delivery.id(), at, "CLICK", 0, "SECURITY_SCANNER", "FIRST");
    hitRows.add(hitRow(delivery, after, 1));
    delivery.hits().add(after);
  }

  private void hit(
      SampleDelivery delivery,
      Instant at,
      Instant now,
      String kind,
      int link,
      String verdict,
      String place) {
    if (at.isAfter(now)) {
      return;
    }
    SampleHit hit =
        new SampleHit(
            delivery.id() + "-h" + delivery.hits().size(), at, kind, link, verdict, place);
    delivery.hits().add(hit);
    hitRows.add(hitRow(delivery, hit, 1));
  }

  private String deliveryRow(SampleDelivery delivery) {
    ObjectNode row = common(delivery);
    row.put("message_id", "m-" + delivery.id()).put("recipient", delivery.recipient());
    row.put("sent_at", MILLIS.format(delivery.sentAt()));
    row.put("recipient_domain", delivery.recipient().replaceFirst(".*@", ""));
    row.put("subject", delivery.subject()).put("has_html", 1).put("unsubscribe_link", 1);
    row.putArray("links").add("https://demo.example/read").add("https://demo.example/unsubscribe");
    row.put("opens_tracked", delivery.opensTracked() ? 1 : 0);
    row.put("opens_decided_by", delivery.opensTracked() ? "DEFAULT" : "ACCOUNT");
    row.put("opens_name", delivery.opensTracked() ? "" : account);
    row.put("opens_set_by", delivery.opensTracked() ? "" : "admin");
    if (delivery.opensTracked()) {
      row.putNull("opens_since");
    } else {
      row.put("opens_since", MILLIS.format(delivery.sentAt().minus(Duration.ofDays(1))));
    }
    row.put("clicks_tracked", delivery.clicksTracked() ? 1 : 0);
    row.put("clicks_decided_by", delivery.clicksTracked() ? "DEFAULT" : "NO_TRACKING_DOMAIN");
    row.put("clicks_name", delivery.clicksTracked() ? "" : "demo.example");
    return row.toString();
  }

  private String hitRow(SampleDelivery delivery, SampleHit hit, int sign) {
    ObjectNode row = common(delivery);
    row.put("hit_id", hit.id()).put("at", MILLIS.format(hit.at())).put("kind", hit.kind());
    row.put("link", hit.link()).put("method", "GET").put("network", network(hit.verdict()));
    row.put("url", hit.link() < 0 ? "" : "https://demo.example/read");
    row.put("client", client(hit.verdict())).put("verdict", hit.verdict());
    row.put("place", hit.place()).put("confidence", 90).put("rule_version", "2026.11.1");
    row.put("country", country(hit.verdict()));
    if (!hit.verdict().equals("PERSON")) {
      row.putArray("lists").add("user-agents@2026-11-20");
    }
    ArrayNode rules = row.putArray("reason_rules");
    ArrayNode evidence = row.putArray("reason_evidence");
    switch (hit.verdict()) {
      case "SECURITY_SCANNER" -> {
        rules.add("link-burst").add("personal-client");
        evidence.add("9 links within 10 s").add("Chrome");
      }
      case "PRIVACY_PRELOAD" -> {
        rules.add("mpp-user-agent");
        evidence.add("Mozilla/5.0");
      }
      case "PERSON_VIA_PROXY" -> {
        rules.add("gmail-image-proxy");
        evidence.add("(via ggpht.com GoogleImageProxy)");
      }
      default -> {
        rules.add("personal-client");
        evidence.add("Apple Mail");
      }
    }
    row.put("sent_at", MILLIS.format(delivery.sentAt()));
    row.put("sign", sign).put("judged_at", MILLIS.format(hit.at().plusSeconds(1)));
    return row.toString();
  }

  private static String network(String verdict) {
    return verdict.equals("SECURITY_SCANNER") ? "198.51.100.0/24" : "203.0.113.0/24";
  }

  private static String country(String verdict) {
    return verdict.equals("SECURITY_SCANNER") ? "US" : "NZ";
  }

  private static String client(String verdict) {
    return switch (verdict) {
      case "PRIVACY_PRELOAD" -> "Apple Mail (privacy)";
      case "PERSON_VIA_PROXY" -> "Gmail image proxy";
      case "SECURITY_SCANNER" -> "Chrome";
      default -> "Apple Mail";
    };
  }

  private String engagementRow(SampleDelivery delivery, List<SampleHit> hits, int sign) {
    ObjectNode row = common(delivery);
    row.put("sent_at", MILLIS.format(delivery.sentAt()));
    row.put("recipient_domain", delivery.recipient().replaceFirst(".*@", ""));
    row.put("opens_trackable", delivery.opensTracked() ? 1 : 0);
    row.put("clicks_trackable", delivery.clicksTracked() ? 1 : 0);
    long opens = count(hits, "OPEN", "PERSON");
    long clicks = count(hits, "CLICK", "PERSON");
    long machineOpens = count(hits, "OPEN", "SECURITY_SCANNER");
    long machineClicks = count(hits, "CLICK", "SECURITY_SCANNER");
    boolean opened = opens + clicks > 0;
    boolean unknowable = !opened && count(hits, "OPEN", "PRIVACY_PRELOAD") > 0;
    boolean raw = hits.stream().anyMatch(hit -> hit.kind().equals("OPEN"));
    row.put("raw_opened", raw ? 1 : 0).put("opened", opened ? 1 : 0);
    row.put("unknowable", unknowable ? 1 : 0);
    row.put("machine_only", !opened && !unknowable && machineOpens + machineClicks > 0 ? 1 : 0);
    row.put("clicked", clicks > 0 ? 1 : 0).put("machine_clicked", machineClicks > 0 ? 1 : 0);
    row.put("opens", opens).put("clicks", clicks);
    row.put("machine_opens", machineOpens).put("machine_clicks", machineClicks);
    row.put("sign", sign).put("changed_at", MILLIS.format(delivery.sentAt().plusSeconds(1)));
    return row.toString();
  }

  private static long count(List<SampleHit> hits, String kind, String verdict) {
    return hits.stream()
        .filter(hit -> hit.kind().equals(kind) && !hit.place().equals("RELOAD"))
        .filter(hit -> hit.verdict().startsWith(verdict))
        .count();
  }

  private ObjectNode common(SampleDelivery delivery) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("account", account)
        .put("delivery_id", delivery.id())
        .put("mailbox", "news@demo.example")
        .put("domain", "demo.example")
        .put("campaign", delivery.campaign());
  }

  private String pick(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
