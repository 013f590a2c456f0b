package org.trueopen.verdict;

import java.time.LocalDate;

/**
 * A signal list as it was when an entry of it matched a hit.
 *
 * @param date when the newest of its entries was last looked at
 * @param hash of its text; 0 for a list of the product, which {@link DeliveryJudge#RULE_VERSION}
 *     tells
 */
public record ListVersion(Name list, LocalDate date, int hash) {

  /** What a list is called where it is stored; it never changes. */
  public enum Name {
    USER_AGENTS("user-agents"),
    NETWORKS("networks"),
    APPLE_RELAY("apple-private-relay"),
    CLOUDS("clouds"),
    /** What an account has added. */
    ACCOUNT("account");

    private final String text;

    Name(String text) {
      this.text = text;
    }
  }

  /** As {@code networks@2026-11-20}, and behind a plus sign the hash, if there is one. */
  public String text() {
    String dated = list.text + '@' + date;
    return hash == 0 ? dated : dated + '+' + ShortHash.hex(hash);
  }
}
