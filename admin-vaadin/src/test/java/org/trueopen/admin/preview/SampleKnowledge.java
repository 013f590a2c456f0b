package org.trueopen.admin.preview;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.trueopen.store.TestClickHouse;

/** Settings changes, corrections and learned domains, for pages that show them. */
final class SampleKnowledge {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private SampleKnowledge() {}

  static void write(TestClickHouse clickHouse, Instant now, List<String> deliveries) {
    clickHouse.insert(
        "settings_changes",
        "preview-settings",
        setting(now.minus(Duration.ofDays(20)), 1, "ON", "first start"),
        setting(now.minus(Duration.ofDays(4)), 2, "OFF", "ada"),
        setting(now.minus(Duration.ofDays(3)), 3, "ON", "bert"));
    clickHouse.insert(
        "domain_profiles",
        "preview-profiles",
        profile(
            now,
            "acme.example",
            214,
            190,
            "[\"20\",\"91\",\"60\",\"12\",\"4\",\"3\",\"0\",\"0\",\"0\",\"0\",\"0\"]",
            1),
        profile(
            now,
            "mail.example",
            480,
            31,
            "[\"1\",\"4\",\"9\",\"8\",\"4\",\"2\",\"2\",\"1\",\"0\",\"0\",\"0\"]",
            0),
        profile(
            now,
            "example.net",
            95,
            2,
            "[\"0\",\"0\",\"1\",\"0\",\"1\",\"0\",\"0\",\"0\",\"0\",\"0\",\"0\"]",
            0));
    for (int i = 0; i < deliveries.size(); i++) {
      clickHouse.insert(
          "corrections",
          "preview-corrections-" + i,
          """
          {"account":"demo","delivery_id":"%s","hit_id":"c%d","at":"%s","kind":"CLICK",\
          "mailbox":"news@demo.example","domain":"demo.example","campaign":"spring",\
          "verdict_before":"PERSON","verdict_after":"SECURITY_SCANNER","rule_before":"personal-client",\
          "rule_after":"%s","rule_version":"2026.11.1","corrected_at":"%s"}"""
              .formatted(
                  deliveries.get(i),
                  i,
                  MILLIS.format(now.minusSeconds(3600L * i + 30)),
                  i % 3 == 0 ? "scanning-network" : "link-burst",
                  MILLIS.format(now.minusSeconds(3600L * i))));
    }
  }

  private static String setting(Instant at, int version, String opens, String by) {
    return """
    {"account":"demo","setting_key":"demo/tracking-account/","kind":"TRACKING_ACCOUNT","name":"",\
    "version":%d,"value":"{\\"opens\\":\\"%s\\",\\"clicks\\":\\"ON\\"}","changed_at":"%s","changed_by":"%s"}"""
        .formatted(version, opens, MILLIS.format(at), by);
  }

  private static String profile(
      Instant week, String domain, int recipients, int scanned, String delays, int isScanned) {
    return """
    {"account":"demo","week":"%s","recipient_domain":"%s","revision":1,"recipients":%d,"scanned":%d,\
    "early":%d,"delay_counts":%s,"scanned_domain":%d,"within_seconds":%d,"changed_at":"%s"}"""
        .formatted(
            MILLIS.format(week),
            domain,
            recipients,
            scanned,
            recipients / 20,
            delays,
            isScanned,
            isScanned * 120,
            MILLIS.format(week));
  }
}
