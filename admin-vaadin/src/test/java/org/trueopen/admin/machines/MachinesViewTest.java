package org.trueopen.admin.machines;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Anchor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.test.context.support.WithAnonymousUser;
import org.springframework.security.test.context.support.WithMockUser;
import org.trueopen.admin.AdminApplication;
import org.trueopen.admin.FakeSettings;
import org.trueopen.admin.Pages;
import org.trueopen.admin.SampleMail;
import org.trueopen.admin.SwitchedAnswers;
import org.trueopen.admin.TestAdmin;
import org.trueopen.admin.ui.LoginView;
import org.trueopen.id.AccountId;
import org.trueopen.settings.RuleSettings;
import org.trueopen.settings.SettingKey;
import org.trueopen.store.TestClickHouse;

/** The pages about machines over real rows, without a browser. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class, MachinesViewTest.Account.class},
    properties = "vaadin.productionMode=true")
@WithMockUser(username = "ada", roles = "ADMIN")
class MachinesViewTest extends Pages {

  private static final AccountId ACCOUNT = new AccountId("machine-pages");

  /** An account of this test's own, so that it may count. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Account {
    @Bean
    @Primary
    AccountId ownAccount() {
      return ACCOUNT;
    }
  }

  @Autowired private SwitchedAnswers answers;
  @Autowired private FakeSettings settings;

  @BeforeAll
  static void sendMail() {
    Instant now = Instant.now();
    SampleMail mail = new SampleMail(TestClickHouse.shared(), ACCOUNT.value(), 5);
    for (int i = 0; i < 200; i++) {
      mail.send(now.minusSeconds(1000L * i), now);
    }
    mail.flush();
  }

  @BeforeEach
  void switchOn() {
    answers.setDown(false);
    name();
  }

  @Test
  void whatWasFilteredStandsByClassNetworkAndDomainWithSamples() {
    follow("machines");

    assertThat(text())
        .contains("By class", "Security scanner", "a gateway or link checker")
        .contains("By network", "198.51.100.0/24", "By recipient domain", "acme.example")
        .contains("Samples", "Too many different links were followed too fast");
    assertThat(find(Anchor.class).all())
        .anyMatch(anchor -> anchor.getHref().startsWith("deliveries/machine-pages-"));
  }

  @Test
  void whoMayNameOwnNetworksIsToldWhileThereAreNone() {
    follow("machines");
    assertThat(text()).contains("no networks of your own");
    assertThat(find(Anchor.class).all()).anyMatch(anchor -> anchor.getHref().equals("rules"));

    name("192.0.2.0/24");
    follow("machines");
    assertThat(text()).doesNotContain("no networks of your own");
  }

  @Test
  void whereTheAdminIsIsOfferedAsAnOwnNetwork() {
    OwnNetworksHint hint = new OwnNetworksHint("2001:db8:1:2::3");

    assertThat(hint.getElement().getTextRecursively()).contains("Try 2001:db8:1::/48");
    assertThat(hint.getElement().getOuterHTML())
        .contains("rules?ownNetworks=2001%3Adb8%3A1%3A%3A%2F48");
  }

  private void name(String... networks) {
    SettingKey key = SettingKey.rules(ACCOUNT);
    settings.overwrite(key, new RuleSettings(Map.of(), List.of(networks)), "ada");
  }

  @Test
  void theUrlSaysWhoseSamplesAreShown() {
    follow("machines?domain=acme.example");
    assertThat(text()).contains("Samples of acme.example");

    follow("machines?class=DECLARED_BOT");
    assertThat(text()).contains("Samples of DECLARED_BOT", "None in this range.");
  }

  @Test
  void nothingLearnedAndNothingCorrectedIsSaid() {
    follow("machines?tab=domains");
    assertThat(text()).contains("Nothing learned yet");

    follow("machines?tab=corrections");
    assertThat(text()).contains("No verdict was corrected in the last 7 days");
  }

  @Test
  void everySignalListHasSourceDateScopeAndAge() {
    answers.setDown(true); // the lists come with the product, whatever the store does
    follow("machines?tab=signals");

    assertThat(text())
        .contains("user-agents.tsv", "networks.tsv", "apple-private-relay.txt", "clouds.txt")
        .contains("amazon", "doubt: a cloud", "hetzner", "some doubt: a hoster")
        .contains("microsoft-eop", "2026-08-17", "Bird, study", "opens", "day");
    assertThat(csv("networks.tsv"))
        .startsWith("\"name\",\"says\",\"speaks_of\",\"certainty\"")
        .contains("\"microsoft-eop\",", "\"2026-08-17\"");
  }

  @Test
  void aStoreThatIsGoneIsSaidInWords() {
    answers.setDown(true);
    follow("machines");

    assertThat(text()).contains("does not answer", "load the page again");
  }

  @Test
  @WithMockUser(roles = "VIEWER")
  void aViewerMayReadThem() {
    follow("machines");

    assertThat(text()).contains("By class").doesNotContain("no networks of your own");
  }

  @Test
  @WithAnonymousUser
  void nobodyElseMay() {
    follow("machines");

    assertThat(getCurrentView()).isInstanceOf(LoginView.class);
  }
}
