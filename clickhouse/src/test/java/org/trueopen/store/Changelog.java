package org.trueopen.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.trueopen.store.World.Hit;
import org.trueopen.store.World.Sent;

/**
 * A world as the job states it: first as it looked at first, then with what was wrong taken back
 * and stated anew. Batches come in any order, late ones last, and some come twice under one token.
 */
final class Changelog {
  private static final int BATCHES = 4;

  private final TestClickHouse clickHouse;
  private final String account;
  private final Random random;

  private record Row(String table, String json) {}

  private Changelog(TestClickHouse clickHouse, String account, long seed) {
    this.clickHouse = clickHouse;
    this.account = account;
    this.random = new Random(seed);
  }

  static void write(TestClickHouse clickHouse, String account, World world, long seed) {
    new Changelog(clickHouse, account, seed).write(world);
  }

  private void write(World world) {
    List<Row> rows = new ArrayList<>();
    for (Sent sent : world.all()) {
      if (!sent.aggregate()) {
        rows.add(new Row("deliveries", delivery(sent)));
        addStandings(rows, sent);
      }
      sent.hits().forEach(hit -> addStatements(rows, sent, hit));
    }
    Collections.shuffle(rows, random);
    for (String table : List.of("corrections", "engagement", "hits", "deliveries")) {
      List<String> of =
          rows.stream().filter(row -> row.table().equals(table)).map(Row::json).toList();
      insert(table, of);
    }
  }

  private void insert(String table, List<String> rows) {
    int size = rows.size() / BATCHES + 1;
    for (int from = 0; from < rows.size(); from += size) {
      String[] batch =
          rows.subList(from, Math.min(rows.size(), from + size)).toArray(String[]::new);
      String token = account + '-' + table + '-' + from;
      clickHouse.insert(table, token, batch);
      if (random.nextBoolean()) {
        clickHouse.insert(table, token, batch);
      }
    }
  }

  private void addStatements(List<Row> rows, Sent sent, Hit hit) {
    if (!hit.verdict().equals(hit.firstVerdict())) {
      rows.add(new Row("hits", hit(sent, hit, hit.firstVerdict(), 1)));
      rows.add(new Row("hits", hit(sent, hit, hit.firstVerdict(), -1)));
      rows.add(new Row("corrections", correction(sent, hit)));
    }
    rows.add(new Row("hits", hit(sent, hit, hit.verdict(), 1)));
  }

  private void addStandings(List<Row> rows, Sent sent) {
    Standing none = Standing.of(sent, List.of());
    Standing half = Standing.of(sent, sent.hits().subList(0, sent.hits().size() / 2));
    Standing now = Standing.of(sent, sent.hits());
    rows.add(new Row("engagement", standing(sent, none, sent.bounced(), 1)));
    rows.add(new Row("engagement", standing(sent, none, sent.bounced(), -1)));
    rows.add(new Row("engagement", standing(sent, half, false, 1)));
    rows.add(new Row("engagement", standing(sent, half, false, -1)));
    rows.add(new Row("engagement", standing(sent, now, sent.lost(), 1)));
  }

  private static String time(Instant at) {
    return at.toString().replace("T", " ").replace("Z", "");
  }

  private String filing(Sent sent) {
    return """
        "account":"%s","delivery_id":"%s","mailbox":"%s","domain":"%s","campaign":"%s"\
        """
        .formatted(
            account,
            sent.aggregate() ? sent.id() : account + sent.id(),
            sent.mailbox(),
            sent.domain(),
            sent.campaign());
  }

  private String delivery(Sent sent) {
    return """
        {%s,"sent_at":"%s","recipient":"%s@%s","opens_tracked":%d,"opens_decided_by":"%s",\
        "clicks_tracked":%d,"clicks_decided_by":"%s","anonymous":%d}"""
        .formatted(
            filing(sent),
            time(sent.at()),
            sent.id(),
            sent.recipientDomain(),
            sent.opensReason().isEmpty() ? 1 : 0,
            sent.opensReason().isEmpty() ? "DEFAULT" : sent.opensReason(),
            sent.clicksReason().isEmpty() ? 1 : 0,
            sent.clicksReason().isEmpty() ? "DEFAULT" : sent.clicksReason(),
            sent.anonymous() ? 1 : 0);
  }

  private String hit(Sent sent, Hit hit, String verdict, int sign) {
    return """
        {%s,"hit_id":"%s","at":"%s","kind":"%s","link":%d,"url":"%s","client":"%s",\
        "verdict":"%s","place":"%s","reason_rules":[%s],"sent_at":"%s","sign":%d}"""
        .formatted(
            filing(sent),
            account + hit.id(),
            time(hit.at()),
            hit.kind(),
            hit.link(),
            hit.url(),
            hit.client(),
            verdict,
            hit.place(),
            hit.impliesOpen() ? "\"click-implies-open\"" : "",
            time(sent.at()),
            sign);
  }

  private String correction(Sent sent, Hit hit) {
    return """
        {%s,"hit_id":"%s","at":"%s","kind":"%s","verdict_before":"%s",\
        "verdict_after":"%s","rule_after":"r","corrected_at":"%s"}"""
        .formatted(
            filing(sent),
            account + hit.id(),
            time(hit.at()),
            hit.kind(),
            hit.firstVerdict(),
            hit.verdict(),
            time(hit.at()));
  }

  private String standing(Sent sent, Standing standing, boolean lost, int sign) {
    return """
        {%s,"sent_at":"%s","recipient_domain":"%s","opens_trackable":%b,"clicks_trackable":%b,\
        "raw_opened":%b,"opened":%b,"unknowable":%b,"machine_only":%b,"clicked":%b,\
        "machine_clicked":%b,"opens":%d,"clicks":%d,"machine_opens":%d,"machine_clicks":%d,\
        "forwards":%d,"sign":%d}"""
        .formatted(
            filing(sent),
            time(sent.at()),
            sent.recipientDomain(),
            sent.opensReason().isEmpty() && !sent.anonymous() && !lost,
            sent.clicksReason().isEmpty() && !sent.anonymous() && !lost,
            standing.rawOpened(),
            standing.opened(),
            standing.unknowable(),
            standing.machineOnly(),
            standing.clicked(),
            standing.machineClicked(),
            standing.opens(),
            standing.clicks(),
            standing.machineOpens(),
            standing.machineClicks(),
            standing.forwards(),
            sign);
  }
}
