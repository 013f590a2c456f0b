package org.trueopen.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trueopen.id.AccountId;
import org.trueopen.settings.SettingsView.Caller;

class SettingsViewTest {

  private static final AccountId ACME = new AccountId("acme");
  private static final SettingKey SHOP = SettingKey.apiKey(ACME, "k1");

  private final SettingsView view = new SettingsView();

  @Test
  void aKeyThatWasGivenOutOpensItsAccountAndNoOtherTextDoes() {
    put(SHOP, key("secret", false));

    assertThat(view.caller("secret")).contains(new Caller(ACME, "shop", ApiKey.FIRST_SCOPES));
    assertThat(view.caller("Secret")).isEmpty();
    assertThat(view.caller("")).isEmpty();
    assertThat(view.caller(ApiKey.hash("secret"))).isEmpty();
  }

  @Test
  void aRevokedKeyOpensNothing() {
    put(SHOP, key("secret", false));
    put(SHOP, key("secret", true));

    assertThat(view.caller("secret")).isEmpty();
    assertThat(view.isRevoked("secret")).isTrue();
    assertThat(view.isRevoked("another")).isFalse();
  }

  @Test
  void aKeyReplacedUnderTheSameIdOpensNothingAnyMore() {
    put(SHOP, key("old", false));
    put(SHOP, key("new", false));

    assertThat(view.caller("old")).isEmpty();
    assertThat(view.caller("new")).isPresent();
  }

  @Test
  void whatWasNeverSetHasVersionZeroAndTheProductsDefaults() {
    assertThat(view.version(SHOP)).isZero();
    assertThat(view.find(SHOP)).isEmpty();
    assertThat(view.accountPolicy(ACME)).isEqualTo(AccountPolicy.DEFAULT);
    assertThat(view.domainPolicy(ACME, "acme.example")).isEqualTo(DomainPolicy.UNKNOWN);
    assertThat(view.all()).isEmpty();
  }

  @Test
  void theLastChangeOfASettingCounts() {
    put(SettingKey.policy(ACME), new AccountPolicy(true, false));
    put(SettingKey.policy(ACME), new AccountPolicy(false, true));

    assertThat(view.accountPolicy(ACME)).isEqualTo(new AccountPolicy(false, true));
    assertThat(view.version(SettingKey.policy(ACME))).isEqualTo(2);
    assertThat(view.all()).hasSize(1);
  }

  @Test
  void aTrackingHostServesOnlyOnceItIsVerified() {
    assertThat(new DomainPolicy(true, "links.acme.example", true).hasTrackingHost()).isTrue();
    assertThat(new DomainPolicy(true, "links.acme.example", false).hasTrackingHost()).isFalse();
    assertThat(new DomainPolicy(true, "", true).hasTrackingHost()).isFalse();
  }

  @Test
  void aHostOnceVerifiedIsServedWhateverBecomesOfItUntilItIsRemoved() {
    SettingKey domain = SettingKey.domain(ACME, "acme.example");
    DomainPolicy first = new DomainPolicy(true, "links.acme.example", true);
    DomainPolicy lost = new DomainPolicy(true, "links.acme.example", false).replacing(first);
    DomainPolicy second = new DomainPolicy(true, "t.acme.example:8443", true, Set.of("x.example"));

    put(domain, new DomainPolicy(true, "links.acme.example", false));
    assertServed(false, "links.acme.example");
    put(domain, first);
    assertServed(true, "links.acme.example", "LINKS.acme.example:443", "links.acme.example:80");
    assertServed(false, "links.acme.example:8443", "acme.example", "", "links.acme.example:443:80");
    put(domain, lost);
    assertThat(lost.hasTrackingHost()).isFalse();
    assertServed(true, "links.acme.example");
    put(domain, second.replacing(lost).replacing(first));
    assertServed(true, "links.acme.example", "t.acme.example:8443", "x.example");
    assertServed(false, "t.acme.example", "t.acme.example:443");
    put(domain, second);
    assertServed(false, "links.acme.example");
    assertServed(true, "t.acme.example:8443");
  }

  @Test
  void aHostThatTwoDomainsNameIsServedUntilBothHaveGivenItUp() {
    DomainPolicy policy = new DomainPolicy(true, "t.example", true);
    put(SettingKey.domain(ACME, "a.example"), policy);
    put(SettingKey.domain(ACME, "b.example"), policy);

    put(SettingKey.domain(ACME, "a.example"), DomainPolicy.UNKNOWN);
    assertServed(true, "t.example");
    put(SettingKey.domain(ACME, "b.example"), DomainPolicy.UNKNOWN);
    assertServed(false, "t.example");
  }

  private void assertServed(boolean served, String... hosts) {
    for (String host : hosts) {
      assertThat(view.servesHost(host)).as(host).isEqualTo(served);
    }
  }

  @Test
  void aKeyMayDoOnlyWhatItWasMadeFor() {
    put(SHOP, new ApiKey(ApiKey.hash("secret"), "shop", false, Set.of(ApiKey.Scope.SEND)));

    assertThat(view.caller("secret"))
        .hasValueSatisfying(
            caller -> {
              assertThat(caller.may(ApiKey.Scope.SEND)).isTrue();
              assertThat(caller.may(ApiKey.Scope.REPORT)).isFalse();
              assertThat(caller.may(ApiKey.Scope.SETTINGS)).isFalse();
            });
    assertThatThrownBy(() -> new ApiKey(ApiKey.hash("secret"), "shop", false, Set.of()))
        .hasMessageContaining("at least one scope");
  }

  @Test
  void aCampaignIsKnownOnceAnythingIsSetForIt() {
    assertThat(view.knowsCampaign(ACME, "spring")).isFalse();
    put(SettingKey.tracking(ACME, Level.CAMPAIGN, "spring"), TrackingSwitches.INHERIT_ALL);
    assertThat(view.knowsCampaign(ACME, "spring")).isTrue();
    assertThat(view.knowsCampaign(new AccountId("other"), "spring")).isFalse();
  }

  @Test
  void anApiKeyIsKeptAsAHashOnly() {
    assertThatThrownBy(() -> new ApiKey("the key itself", "shop", false, ApiKey.FIRST_SCOPES))
        .hasMessageContaining("found 14 characters")
        .hasMessageNotContaining("the key itself");
    assertThatThrownBy(() -> new Setting(SHOP, AccountPolicy.DEFAULT, 1, Instant.EPOCH, ""))
        .hasMessageContaining("acme/api-key/k1");
  }

  private static ApiKey key(String text, boolean revoked) {
    return new ApiKey(ApiKey.hash(text), "shop", revoked, ApiKey.FIRST_SCOPES);
  }

  private void put(SettingKey key, SettingValue value) {
    view.apply(new Setting(key, value, view.version(key) + 1, Instant.EPOCH, "alice"));
  }
}
