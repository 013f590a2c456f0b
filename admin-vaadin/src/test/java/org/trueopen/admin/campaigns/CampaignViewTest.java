package org.trueopen.admin.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Instant;
import java.util.List;
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
import org.trueopen.admin.FakeReports;
import org.trueopen.admin.Pages;
import org.trueopen.admin.SampleMail;
import org.trueopen.admin.SwitchedAnswers;
import org.trueopen.admin.TestAdmin;
import org.trueopen.admin.chart.EChart;
import org.trueopen.admin.report.Totals;
import org.trueopen.admin.ui.LoginView;
import org.trueopen.id.AccountId;
import org.trueopen.store.TestClickHouse;

/** The campaigns' pages over real rows, without a browser. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class, CampaignViewTest.Account.class},
    properties = "vaadin.productionMode=true")
@WithMockUser(username = "ada", roles = "ADMIN")
class CampaignViewTest extends Pages {

  private static final AccountId ACCOUNT = new AccountId("campaign-pages");

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
  @Autowired private SwitchedAnswers answers;

  @BeforeAll
  static void sendMail() {
    Instant now = Instant.now();
    SampleMail mail = new SampleMail(TestClickHouse.shared(), ACCOUNT.value(), 5);
    for (int i = 0; i < 200; i++) {
      mail.send(now.minusSeconds(1000L * i), now);
    }
    mail.flush();
    SampleMail other = new SampleMail(TestClickHouse.shared(), "campaign-pages-other", 6);
    other.send(now, now);
    other.flush();
  }

  @BeforeEach
  void fill() {
    answers.setDown(false);
    reports.setDown(false);
    reports.setRows(List.of());
    reports.setTotals(new Totals(100, 80, 60, 50, 30, 10, 8, 6, 35, 7, 9, 3, 5, 5, 4));
  }

  @Test
  void theListHasEachCampaignWithItsOwnPage() {
    follow("campaigns");

    assertThat(text()).contains("3 campaigns");
    assertThat(names()).containsExactlyInAnyOrder("spring", "weekly-digest", "receipts");
  }

  @Test
  void searchRangeAndOrderStandInTheUrl() {
    follow("campaigns?range=7d&q=digest&sort=-open");

    assertThat(find(TextField.class).single().getValue()).isEqualTo("digest");
    assertThat(names()).containsExactly("weekly-digest");
    assertThat(find(CampaignGrid.class).single().getSortOrder())
        .singleElement()
        .satisfies(order -> assertThat(order.getSorted().getKey()).isEqualTo("open"));
  }

  @Test
  void aSearchForNothingSaysSo() {
    follow("campaigns?q=zebra");

    assertThat(text()).contains("matches \"zebra\"").doesNotContain("X-TrueOpen-Campaign");
  }

  @Test
  void aCampaignsPageHasItsFiguresChartsLinksAndRecipients() {
    follow("campaigns/spring");

    assertThat(text())
        .contains("37.5 %", "up to 50.0 %", "62.5 %", "Click-to-open rate", "Forward reach")
        .contains("Since sending", "When it is read", "Links", "demo.example/read", "Recipients");
    assertThat(find(EChart.class).all()).hasSize(3);
    assertThat(find(Anchor.class).all())
        .extracting(Anchor::getHref)
        .anyMatch(href -> href.startsWith("export/campaign-timeline.csv?"))
        .anyMatch(href -> href.contains("report=heatmap&campaign=spring"))
        .anyMatch(href -> href.contains("report=links&campaign=spring"))
        .anyMatch(href -> href.startsWith("export/messages.csv?"));
    assertThat(find(EChart.class).all().get(2).option().at("/series/0/type").asString())
        .isEqualTo("heatmap");
  }

  @Test
  void aLinkInTheUrlShowsWhoFollowedItAndLeadsToTheDelivery() {
    follow("campaigns/spring?link=https%3A%2F%2Fdemo.example%2Fread");

    assertThat(text()).contains("Who followed https://demo.example/read");
    assertThat(find(Anchor.class).all())
        .anyMatch(anchor -> anchor.getHref().startsWith("deliveries/" + ACCOUNT.value()));
    assertThat(find(Anchor.class).all())
        .noneMatch(anchor -> anchor.getHref().startsWith("deliveries/campaign-pages-other"));
  }

  @Test
  void aSecondCampaignStandsBesideTheFirst() {
    follow("campaigns/spring?with=receipts");

    assertThat(text()).contains("Side by side", "spring", "receipts", "The bands overlap");
    assertThat(csv("Side by side"))
        .startsWith("\"figure\",\"spring\",\"receipts\"\r\n")
        .contains("\"Open rate, certain\",\"0.");
    assertThat(find(ComboBox.class).single().getValue()).isEqualTo("receipts");
    assertThat(find(EChart.class).all().get(1).option().at("/series").size()).isEqualTo(2);
  }

  @Test
  void anUnknownCampaignIsSaidToHaveNoMail() {
    reports.setTotals(Totals.NONE);
    follow("campaigns/nobody");

    assertThat(text()).contains("No mail of a campaign of this name").doesNotContain("Recipients");
  }

  @Test
  void aStoreThatIsGoneIsSaidInWords() {
    answers.setDown(true);
    follow("campaigns");
    assertThat(text()).contains("does not answer");

    follow("campaigns/spring");
    assertThat(text()).contains("does not answer");
  }

  @Test
  @WithMockUser(roles = "VIEWER")
  void aViewerMayReadCampaigns() {
    follow("campaigns/spring");

    assertThat(text()).contains("Since sending");
  }

  @Test
  @WithAnonymousUser
  void nobodyElseMay() {
    follow("campaigns");
    assertThat(getCurrentView()).isInstanceOf(LoginView.class);
  }

  private List<String> names() {
    Grid<Campaign> grid = find(CampaignGrid.class).single();
    return grid.getGenericDataView().getItems().map(Campaign::name).toList();
  }
}
