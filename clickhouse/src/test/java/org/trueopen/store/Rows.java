package org.trueopen.store;

/** JSON rows of the tables, with what a test does not care about left at its default. */
final class Rows {
  static final String AT = "2026-11-01 10:59:59.999";

  private Rows() {}

  static String hit(String hitId, String verdict, int sign) {
    return """
    {"account":"demo","delivery_id":"d1","hit_id":"%s","at":"%s","kind":"OPEN","link":-1,"method":"GET",\
    "verdict":"%s","place":"FIRST","reason_rules":["a"],"reason_evidence":["b"],"confidence":90,\
    "mailbox":"news@demo.example","domain":"demo.example","campaign":"spring","sign":%d,"judged_at":"%s"}"""
        .formatted(hitId, AT, verdict, sign, AT);
  }

  /** A standing with {@code opens} opens by people, opened if there are any. */
  static String engagement(String deliveryId, int opens, int sign) {
    return """
    {"account":"demo","delivery_id":"%s","sent_at":"%s","mailbox":"news@demo.example",\
    "domain":"demo.example","campaign":"spring","opens_trackable":1,"raw_opened":%d,"opened":%d,\
    "opens":%d,"sign":%d,"changed_at":"%s"}"""
        .formatted(deliveryId, AT, Math.min(opens, 1), Math.min(opens, 1), opens, sign, AT);
  }
}
