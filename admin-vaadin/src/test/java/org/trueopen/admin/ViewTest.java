package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithAnonymousUser;
import org.springframework.security.test.context.support.WithMockUser;
import org.trueopen.admin.chart.EChart;
import org.trueopen.admin.report.MessageRow;
import org.trueopen.admin.report.Totals;
import org.trueopen.admin.ui.LoginView;
import org.trueopen.id.DeliveryId;
import org.trueopen.settings.DomainPolicy;
import org.trueopen.settings.Identity;
import org.trueopen.settings.Level;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;

/** The views' behaviour, without a browser. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class},
    properties = "vaadin.productionMode=true")
@WithMockUser(username = "ada", roles = "ADMIN")
class ViewTest extends Pages {

  private static final SettingKey SWITCHES =
      SettingKey.tracking(TestAdmin.DEMO, Level.ACCOUNT, "demo");

  @Autowired private FakeReports reports;
  @Autowired private FakeSettings settings;

  @BeforeEach
  void sendMail() {
    settings.reset();
    reports.setDown(false);
    reports.setTotals(new Totals(1000, 800, 600, 500, 300, 100, 80, 60, 350, 70, 90, 30, 5, 55, 4));
    reports.setRows(List.of(row("d1", "bob@example.net"), row("d9", "eve@example.net")));
  }

  @Test
  void theDashboardShowsTheOpenRateAsABandAndTheRawRateBesideIt() {
    open("");

    assertThat(text())
        .contains("37.5 %", "up to 50.0 %", "300 of 800 trackable opened by people")
        .contains("Raw open rate", "62.5 %", "500 of 800 trackable loaded");
  }

  @Test
  void theDashboardShowsClicksByPeopleMachinesAndDeliveries() {
    open("");

    assertThat(text())
        .contains("10.0 %", "60 recipients clicked, 70 clicks")
        .contains("120", "90 loads, 30 clicks")
        .contains("1,000", "800 with a pixel");
  }

  @Test
  void theDashboardSaysThatOpensAreABoundAndBothWays() {
    open("");

    assertThat(text()).contains("lower bound").contains("upper bound");
  }

  @Test
  void theChartStacksPeopleBelowUnknowableBelowMachines() {
    open("?range=24h");

    var option = find(EChart.class).all().getFirst().option();
    assertThat(option.at("/series/0/name").asString()).isEqualTo("People");
    assertThat(option.at("/series/1/name").asString()).isEqualTo("Unknowable");
    assertThat(option.at("/series/2/name").asString()).isEqualTo("Machines");
    assertThat(option.at("/series/0/data").size()).isEqualTo(24);
    assertThat(option.at("/series/0/data/0").asLong()).isEqualTo(3);
  }

  @Test
  void theRangeComesFromTheUrl() {
    open("?range=30d");

    assertThat(find(EChart.class).all().getFirst().option().at("/xAxis/data").size()).isEqualTo(30);
  }

  @Test
  void anAccountWithoutMailIsTaughtToSendTheFirst() {
    reports.setTotals(Totals.NONE);
    open("");

    assertThat(text()).contains("No mail yet").contains("curl").contains("/v1/messages");
    assertThat(text()).doesNotContain("Open rate");
  }

  @Test
  void aStoreThatIsGoneIsSaidInWords() {
    reports.setDown(true);
    open("");

    assertThat(text()).contains("does not answer").contains("come back by themselves");
  }

  @Test
  void theListHoldsEveryDelivery() {
    open("messages");

    assertThat(text()).contains("2 deliveries");
    Grid<?> grid = find(Grid.class).single();
    assertThat(grid.getGenericDataView().getItems().count()).isEqualTo(2);
  }

  @Test
  void searchNarrowsTheList() {
    open("messages");
    test(find(TextField.class).single()).setValue("bob");

    assertThat(text()).contains("1 delivery");
  }

  @Test
  void aSearchWithoutResultSaysSo() {
    open("messages?q=nobody");

    assertThat(text()).contains("matches \"nobody\"");
  }

  @Test
  void theDeliveryPageSaysWhyAndShowsTheCorrection() {
    open("deliveries/d1");

    assertThat(text())
        .contains("Hello <b>Bob</b>", "bob@example.net", "Opened")
        .contains("Why was this tracked?", "On by default: nobody has set anything else.")
        .contains("Turned off for the account demo by admin on 21 Nov 2026, 19:59:00.")
        .contains("Person, via proxy", "Security scanner", "Taken back at")
        .contains("Too many different links were followed too fast for a person")
        .contains("0 clicks by people, 1 by machines");
  }

  @Test
  void anUnknownDeliveryIsSaidToBe() {
    open("deliveries/nope");

    assertThat(text()).contains("No delivery of this account has that id.");
  }

  @Test
  void anotherAccountsDeliveryIsUnknown() {
    open("deliveries/d2");

    assertThat(text()).contains("No delivery of this account has that id.");
  }

  @Test
  void theMessageTrackerStartsOnByDefault() {
    open("config");

    assertThat(headings()).contains("Message Tracker");
    assertThat(opens().getValue()).isTrue();
    assertThat(clicks().getValue()).isTrue();
    assertThat(text())
        .contains("On by default: nobody has set it.")
        .contains("without effect until a sending domain has a verified tracking host")
        .doesNotContain("New mail carries no pixel");
  }

  @Test
  void clickTrackingNamesTheDomainsItWorksFor() {
    settings.overwrite(
        SettingKey.domain(TestAdmin.DEMO, "demo.example"),
        new DomainPolicy(true, "localhost:8080", true),
        "test");
    open("config");

    assertThat(text()).contains("Links lead over the tracking host in mail from demo.example.");
  }

  @Test
  void theEffectIsSaidBeforeSaving() {
    open("config");
    assertThat(button("Save").isEnabled()).isFalse();
    test(opens()).click();

    assertThat(text())
        .contains("After you save: Mail sent from then on gets no pixel")
        .doesNotContain("New mail carries no pixel");
    assertThat(button("Save").isEnabled()).isTrue();
  }

  @Test
  void savingTurnsOpenTrackingOffAndSaysSo() {
    open("config");
    test(opens()).click();
    test(button("Save")).click();

    assertThat(settings.view().find(SWITCHES).orElseThrow().value())
        .isEqualTo(new TrackingSwitches(Switch.OFF, Switch.ON));
    assertThat(settings.view().find(SWITCHES).orElseThrow().changedBy()).isEqualTo("ada");
    assertThat(find(Span.class).withText("Saved. It holds for mail sent from now on.").exists())
        .isTrue();
    assertThat(text()).contains("New mail carries no pixel", "Set to off by ada on");
  }

  @Test
  void savingTheSwitchesKeepsIdentityAndTextLinks() {
    settings.overwrite(
        SWITCHES, new TrackingSwitches(Switch.ON, Switch.ON, Identity.ANONYMOUS, Switch.ON), "bob");
    open("config");
    assertThat(identity().getValue()).isEqualTo(Identity.ANONYMOUS);
    assertThat(text())
        .contains("count in totals only; nobody can tell who read", "Set to anonymous by bob on");
    test(opens()).click();
    test(button("Save")).click();

    assertThat(settings.view().find(SWITCHES).orElseThrow().value())
        .isEqualTo(new TrackingSwitches(Switch.OFF, Switch.ON, Identity.ANONYMOUS, Switch.ON));
  }

  @Test
  void identityAndTextLinksAreIdentifiedAndOffByDefault() {
    open("config");

    assertThat(identity().getValue()).isEqualTo(Identity.IDENTIFIED);
    assertThat(textLinks().getValue()).isFalse();
    assertThat(text())
        .contains("Identified by default: nobody has set it.")
        .contains("Off by default: nobody has set it.");
  }

  @Test
  void savingTurnsMailAnonymousAndTracksLinksInPlainText() {
    open("config");
    test(textLinks()).click();
    identity().setValue(Identity.ANONYMOUS);
    assertThat(text())
        .contains("counted in totals only, never for a recipient", "Links in plain text are");
    test(button("Save")).click();

    assertThat(settings.view().find(SWITCHES).orElseThrow().value())
        .isEqualTo(new TrackingSwitches(Switch.ON, Switch.ON, Identity.ANONYMOUS, Switch.ON));
    assertThat(text()).contains("Set to anonymous by ada on", "Set to on by ada on");
    assertThat(button("Save").isEnabled()).isFalse();
  }

  @Test
  void aChangeOfIdentityBySomebodyElseIsShownAndNotOverwritten() {
    open("config");
    identity().setValue(Identity.ANONYMOUS);
    TrackingSwitches theirs =
        new TrackingSwitches(Switch.ON, Switch.ON, Identity.INHERIT, Switch.ON);
    settings.overwrite(SWITCHES, theirs, "bob");
    test(button("Save")).click();

    assertThat(settings.view().find(SWITCHES).orElseThrow().value()).isEqualTo(theirs);
    assertThat(text())
        .contains("Changed meanwhile by bob", "links in plain text on, identity identified");
  }

  @Test
  void aChangeBySomebodyElseIsShownAndNotOverwritten() {
    open("config");
    test(opens()).click();
    TrackingSwitches theirs = new TrackingSwitches(Switch.ON, Switch.OFF);
    settings.overwrite(SWITCHES, theirs, "bob");
    test(button("Save")).click();

    assertThat(settings.view().find(SWITCHES).orElseThrow().value()).isEqualTo(theirs);
    assertThat(text()).contains("Changed meanwhile by bob", "click tracking off");
    assertThat(find(Notification.class).exists()).isFalse();
  }

  @Test
  void afterAConflictSavingAgainSetsOnesOwnChoice() {
    open("config");
    test(opens()).click();
    settings.overwrite(SWITCHES, new TrackingSwitches(Switch.ON, Switch.OFF), "bob");
    test(button("Save")).click();
    test(button("Save")).click();

    assertThat(settings.view().find(SWITCHES).orElseThrow().value())
        .isEqualTo(new TrackingSwitches(Switch.OFF, Switch.ON));
  }

  @Test
  @WithMockUser(username = "vic", roles = "VIEWER")
  void whoMayOnlyLookSeesReportsButNotTheConfiguration() {
    open("");
    assertThat(text()).contains("Open rate");

    assertNotThere("config");
    assertNotThere("campaignz");
  }

  @Test
  @WithAnonymousUser
  void nobodySeesAnythingWithoutALogin() {
    for (String path : List.of("messages", "deliveries/d1", "config")) {
      assertThat(navigate(path, LoginView.class)).isNotNull();
    }
  }

  /** What can be read on the page; what is hidden cannot. */
  private List<String> headings() {
    return find(H2.class).all().stream().map(H2::getText).toList();
  }

  private Checkbox opens() {
    return find(Checkbox.class).withId("open-tracking").single();
  }

  private Checkbox clicks() {
    return find(Checkbox.class).withId("click-tracking").single();
  }

  private Checkbox textLinks() {
    return find(Checkbox.class).withId("text-links").single();
  }

  @SuppressWarnings("unchecked") // the page has one such group, of identities
  private RadioButtonGroup<Identity> identity() {
    return find(RadioButtonGroup.class).withId("identity").single();
  }

  private static MessageRow row(String id, String recipient) {
    return new MessageRow(
        new DeliveryId(id),
        Instant.parse("2026-11-21T20:00:00Z"),
        recipient,
        "news@demo.example",
        "spring",
        "Hello",
        TestAdmin.delivery(TestAdmin.DEMO, id).engagement());
  }
}
