package org.trueopen.admin.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trueopen.admin.TestHashKey;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.id.AccountId;

class ShareLinksTest {

  private static final Instant NOW = Instant.parse("2026-11-21T20:15:00Z");
  private static final AccountId ACCOUNT = new AccountId("demo");
  private static final String PATH = "campaigns/spring?range=30d&with=receipts";

  private static ShareLinks at(Instant now) {
    AdminConfig config = AdminConfig.parse(Map.of("ADMIN_HASH_KEY_FILE", TestHashKey.file()));
    return new ShareLinks(config, Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void aLinkNamesItsPageItsAccountAndWhoSharedItUntilItExpires() {
    String token = at(NOW).create(ACCOUNT, PATH, "ada", Duration.ofDays(7));

    assertThat(at(NOW.plus(Duration.ofDays(7)).minusSeconds(1)).read(token))
        .contains(new SharedPage(ACCOUNT, PATH, "ada", NOW.plus(Duration.ofDays(7))));
    assertThat(at(NOW.plus(Duration.ofDays(7))).read(token)).isEmpty();
  }

  @Test
  void noBitOfItCanBeChanged() {
    String token = at(NOW).create(ACCOUNT, PATH, "ada", Duration.ofDays(7));
    for (int i = 0; i < token.length() - 1; i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      if (token.charAt(i) != '.' && token.charAt(i + 1) != '.') {
        String changed = token.substring(0, i) + other + token.substring(i + 1);
        assertThat(at(NOW).read(changed)).as("changed at %d", i).isEmpty();
      }
    }
  }

  @Test
  void whatWasNotMadeHereShowsNothing() {
    for (String token : new String[] {"", ".", "a.b", "....", "x".repeat(5000), "%%%.%%%"}) {
      assertThat(at(NOW).read(token)).isEmpty();
    }
  }

  @Test
  void aNameWithALineBreakForgesNoField() {
    String token = at(NOW).create(ACCOUNT, PATH, "ada\n9999999999", Duration.ofDays(1));

    assertThat(at(NOW).read(token).orElseThrow().sharedBy()).isEqualTo("ada 9999999999");
  }

  @Test
  void aLinkLastsAQuarterAtMost() {
    assertThatThrownBy(() -> at(NOW).create(ACCOUNT, PATH, "ada", Duration.ofDays(91)))
        .hasMessageContaining("90 days at most");
  }
}
