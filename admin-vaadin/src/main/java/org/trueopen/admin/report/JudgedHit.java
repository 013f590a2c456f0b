package org.trueopen.admin.report;

import java.time.Instant;
import java.util.List;

/**
 * A statement about one hit.
 *
 * @param kind {@code OPEN} or {@code CLICK}
 * @param link which link; -1 for an open
 * @param pixel which image an open was loaded by: {@code END}, {@code EARLY} or {@code IMAGE};
 *     empty for a click
 * @param url where the link leads; empty for an open
 * @param network the client's, in CIDR text; never the whole address
 * @param country where the client's address is, ISO 3166-1 alpha-2; empty if not known
 * @param client the client's family in words
 * @param verdict one of the verdict classes
 * @param place among the delivery's hits
 * @param confidence percent
 * @param lists the signal lists that knew its network or user agent, as {@code networks@2026-11-20}
 * @param stands false if a correction took the statement back
 * @param judgedAt when the statement was made, or taken back
 */
public record JudgedHit(
    String hitId,
    Instant at,
    String kind,
    int link,
    String pixel,
    String url,
    String method,
    String network,
    String country,
    String client,
    String verdict,
    String place,
    int confidence,
    List<Reason> reasons,
    String ruleVersion,
    List<String> lists,
    boolean stands,
    Instant judgedAt) {

  public JudgedHit {
    reasons = List.copyOf(reasons);
    lists = List.copyOf(lists);
  }

  public boolean isClick() {
    return "CLICK".equals(kind);
  }

  /**
   * Why it was judged so.
   *
   * @param rule the rule's id
   * @param evidence what the rule found
   */
  public record Reason(String rule, String evidence) {}
}
