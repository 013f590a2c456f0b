package org.trueopen.admin.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.test.context.support.WithAnonymousUser;
import org.trueopen.admin.AdminApplication;
import org.trueopen.admin.FakeReports;
import org.trueopen.admin.Pages;
import org.trueopen.admin.SampleMail;
import org.trueopen.admin.TestAdmin;
import org.trueopen.admin.chart.EChart;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.admin.report.Totals;
import org.trueopen.admin.ui.LoginView;
import org.trueopen.id.AccountId;
import org.trueopen.store.TestClickHouse;

/** Shared links over real rows, for nobody in particular, without a browser. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class, SharedViewTest.Account.class},
    properties = "vaadin.productionMode=true")
@WithAnonymousUser
class SharedViewTest extends Pages {

  private static final AccountId ACCOUNT = new AccountId("shared-pages");

  /** An account of this test's own, so that it may count. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Account {
    @Bean
    @Primary
    AccountId ownAccount() {
      return ACCOUNT;
    }
  }

  @Autowired private FakeReports reports;
  @Autowired private ShareLinks links;
  @Autowired private AdminConfig config;

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
  void fill() {
    reports.setDown(false);
    reports.setTotals(new Totals(100, 80, 60, 50, 30, 10, 8, 6, 35, 7, 9, 3, 5, 5, 4));
  }

  @Test
  void aCampaignsFiguresAreShownWithoutARecipient() {
    follow("shared/" + token("campaigns/spring?range=30d", Instant.now()));

    assertThat(text())
        .contains("spring", "The last 30 days", "Shared by ada", "37.5 %", "demo.example/read")
        .doesNotContain("@example.net", "@mail.example", "Who followed");
    assertThat(find(EChart.class).all()).isNotEmpty();
    assertThat(find(Anchor.class).all()).isEmpty();
    assertThat(find(Button.class).all()).isEmpty();
  }

  @Test
  void theOverviewIsShownWithItsRangeAndFilter() {
    follow("shared/" + token("?range=14d&campaign=spring", Instant.now()));

    assertThat(text()).contains("Overview", "The last 14 days", "37.5 %", "Opens over time");
    assertThat(reports.asked().campaigns()).containsExactly("spring");
  }

  @Test
  void anExpiredLinkAndOneMadeUpShowNothing() {
    follow("shared/" + token("?range=7d", Instant.now().minus(Duration.ofDays(8))));
    assertThat(text()).contains("This link shows nothing").doesNotContain("37.5 %");

    follow("shared/bm90.b3Vycw");
    assertThat(text()).contains("This link shows nothing");
  }

  @Test
  void aLinkToAnotherPageShowsNothingEvenIfSigned() {
    for (String path : new String[] {"messages", "config", "deliveries/d1", "campaigns/", "x"}) {
      follow("shared/" + token(path, Instant.now()));
      assertThat(text()).contains("This link shows nothing");
    }
  }

  @Test
  void whoHasALinkGetsToNoOtherPageWithIt() {
    follow("shared/" + token("campaigns/spring", Instant.now()));
    for (String path : new String[] {"", "campaigns/spring", "messages", "machines", "config"}) {
      follow(path);
      assertThat(getCurrentView()).isInstanceOf(LoginView.class);
    }
  }

  @Test
  void nobodyWithoutARoleMakesOne() {
    assertThatThrownBy(() -> links.create(ACCOUNT, "", "nobody", Duration.ofDays(1)))
        .isInstanceOf(AccessDeniedException.class);
  }

  private String token(String path, Instant made) {
    return new ShareLinks(config, Clock.fixed(made, ZoneOffset.UTC))
        .create(ACCOUNT, path, "ada", Duration.ofDays(7));
  }
}
