package org.trueopen.admin.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trueopen.admin.FakeSettings;
import org.trueopen.admin.TestHashKey;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.id.AccountId;
import org.trueopen.settings.DomainPolicy;
import org.trueopen.settings.SettingKey;
import org.xbill.DNS.Rcode;

/** Checks of domains, against a real name server. */
class DomainChecksTest {

  private static final AccountId DEMO = new AccountId("demo");
  private static final String DOMAIN = "acme.example";
  private static final String HOST = "links.acme.example";

  private final TestDns dns = new TestDns();
  private final FakeSettings settings = new FakeSettings(Clock.systemUTC());
  private final DomainChecks checks =
      new DomainChecks(
          settings,
          DEMO,
          AdminConfig.parse(
              Map.of(
                  "ADMIN_HASH_KEY_FILE", TestHashKey.file(),
                  "ADMIN_DNS_SERVERS", dns.address(),
                  "ADMIN_SHARED_HOST", "track.trueopen.example")),
          Clock.systemUTC());

  @AfterEach
  void stop() {
    dns.close();
  }

  @Test
  void bothRecordsMakeADomainValidAndItsHostVerified() throws Exception {
    add(HOST);
    publish();
    DomainState state = checks.check(DOMAIN, "ada");

    assertThat(state.policy()).isEqualTo(new DomainPolicy(true, HOST, true));
    assertThat(state.changedBy()).isEqualTo("ada, by DNS check");
    assertThat(check(state).txt().words()).contains("the domain is yours");
    assertThat(check(state).host().words()).isEqualTo(HOST + " leads to track.trueopen.example.");
  }

  @Test
  void aTextInSeveralPartsIsOneText() throws Exception {
    add("");
    String value = checks.state(DOMAIN).txtValue();
    dns.publishTxt("_trueopen." + DOMAIN, value.substring(0, 20), value.substring(20));

    assertThat(checks.check(DOMAIN, "ada").policy().validated()).isTrue();
  }

  @Test
  void whatIsMissingOrAnotherIsToldAsExpectedAgainstFound() throws Exception {
    add(HOST);
    dns.publishTxt("_trueopen." + DOMAIN, "something else");
    dns.publishCname(HOST, "elsewhere.example");
    DomainState state = checks.check(DOMAIN, "ada");

    assertThat(state.policy().validated()).isFalse();
    assertThat(check(state).txt().words())
        .contains("_trueopen.acme.example", state.txtValue(), "found: \"something else\"");
    assertThat(check(state).host().words())
        .contains("should be a CNAME to track.trueopen.example; it leads to \"elsewhere.example\"");
    dns.remove("_trueopen." + DOMAIN);
    dns.remove(HOST);
    state = checks.check(DOMAIN, "ada");
    assertThat(check(state).txt().words()).contains("there is none");
    assertThat(check(state).host().words()).contains("there is no CNAME at that name");
  }

  @Test
  void aNameServerInTroubleChangesNothing() throws Exception {
    addValid();
    dns.answerWith(Rcode.SERVFAIL);
    checks.checkAllAgain();
    checks.checkAllAgain();
    checks.checkAllAgain();

    DomainState state = checks.state(DOMAIN);
    assertThat(state.policy()).isEqualTo(new DomainPolicy(true, HOST, true));
    assertThat(check(state).txt().words()).contains("is not known");
    assertThat(state.lost()).isFalse();
  }

  @Test
  void lostRecordsAreWarnedOfAndTheSecondTimeHaveConsequences() throws Exception {
    addValid();
    dns.remove(HOST);
    checks.checkAllAgain();
    assertThat(checks.state(DOMAIN).lost()).isTrue();
    assertThat(checks.state(DOMAIN).policy().hasTrackingHost()).isTrue();
    checks.checkAllAgain();

    DomainState state = checks.state(DOMAIN);
    assertThat(state.policy().hasTrackingHost()).isFalse();
    assertThat(state.policy().validated()).isTrue();
    assertThat(state.policy().servedHosts()).as("links already sent work").contains(HOST);
    assertThat(state.changedBy()).isEqualTo("daily DNS check");
    assertThat(state.lost()).isTrue();
    dns.publishCname(HOST, "track.trueopen.example");
    assertThat(checks.check(DOMAIN, "ada").lost()).isFalse();
    assertThat(checks.state(DOMAIN).policy().hasTrackingHost()).isTrue();
  }

  @Test
  void aRecordThatComesBackInTimeHasNoConsequences() throws Exception {
    addValid();
    dns.remove("_trueopen." + DOMAIN);
    checks.checkAllAgain();
    publish();
    checks.checkAllAgain();
    dns.remove("_trueopen." + DOMAIN);
    checks.checkAllAgain();

    assertThat(checks.state(DOMAIN).policy().validated()).isTrue();
  }

  @Test
  void whatSomebodyDeclaredValidIsOnlyWarnedOf() {
    settings.overwrite(
        SettingKey.domain(DEMO, DOMAIN), new DomainPolicy(true, "", false), "first start");
    checks.checkAllAgain();
    checks.checkAllAgain();
    checks.checkAllAgain();

    assertThat(checks.state(DOMAIN).policy().validated()).isTrue();
    assertThat(checks.state(DOMAIN).lost()).isTrue();
  }

  private static DomainCheck check(DomainState state) {
    return Objects.requireNonNull(state.check());
  }

  private void addValid() throws Exception {
    add(HOST);
    publish();
    checks.check(DOMAIN, "ada");
  }

  private void add(String host) throws Exception {
    checks.save(checks.state(DOMAIN), host, "ada");
  }

  private void publish() {
    dns.publishTxt("_trueopen." + DOMAIN, checks.state(DOMAIN).txtValue());
    dns.publishCname(HOST, "track.trueopen.example");
  }
}
