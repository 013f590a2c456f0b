package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;
import org.trueopen.admin.rulelab.LabMails;
import org.trueopen.admin.rulelab.TooMuchMailException;
import org.trueopen.log.EventLogException;
import org.trueopen.settings.RuleSettings;
import org.trueopen.settings.SettingKey;

/** The rule lab, without a browser and without Kafka. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class},
    properties = "vaadin.productionMode=true")
@WithMockUser(username = "ada", roles = "ADMIN")
class RuleLabTest extends Pages {

  private static final SettingKey RULES = SettingKey.rules(TestAdmin.DEMO);

  @Autowired private FakeMail mail;
  @Autowired private FakeSettings settings;

  @BeforeEach
  void sendMail() {
    settings.reset();
    Instant sentAt = Instant.now().minusSeconds(7200);
    mail.set((account, since, progress) -> LabMails.bursts(sentAt, 4));
  }

  @Test
  void everyThresholdSaysWhatItDoesAndWhatHolds() {
    settings.overwrite(RULES, new RuleSettings(Map.of("burstLinks", 5), List.of()), "bob");
    open("rules");

    assertThat(text())
        .contains("Change a threshold to begin")
        .contains("So many different links of one delivery in a short time are a burst.")
        .contains("Holds: 5; the default is 3.")
        .contains("Holds: 30 s, the default.");
    assertThat(field("burstLinks").getValue()).isEqualTo(5);
    assertThat(byId("lab-run").isEnabled()).isFalse();
  }

  @Test
  void whatIsTriedIsComparedAndOnlyThenEnabled() {
    open("rules");
    test(field("burstLinks")).setValue(9);
    assertThat(text()).contains("Burst links: 3 \u2192 9");
    assertThat(byId("lab-enable").isEnabled()).isFalse();

    test(byId("lab-run")).click();
    awaitText("12 hits of 4 mails sent in the last 3 days were judged by both.");

    assertThat(text())
        .contains("12 hits would be judged otherwise.")
        .contains("0.0 % \u2192 100.0 % +100.00 points")
        .contains("Security scanner \u2192 Person 12 hits")
        .contains("Too many different links were followed too fast for a person");
    assertThat(settings.view().find(RULES)).isEmpty();

    test(byId("lab-enable")).click();
    test(find(ConfirmDialog.class).single()).confirm();

    assertThat(settings.view().find(RULES).orElseThrow().value())
        .isEqualTo(new RuleSettings(Map.of("burstLinks", 9), List.of()));
    assertThat(settings.view().find(RULES).orElseThrow().changedBy()).isEqualTo("ada");
    assertThat(text()).contains("Holds: 9; the default is 3.");
  }

  @Test
  void networksOfOnesOwnAreTriedAndEnabledLikeThresholds() {
    open("rules");
    test(networks()).setValue("203.0.113.0/24, 198.51.100.7");
    assertThat(text()).contains("Own networks: none \u2192 203.0.113.0/24, 198.51.100.7");

    test(byId("lab-run")).click();
    awaitText("12 hits of 4 mails sent in the last 3 days were judged by both.");
    test(byId("lab-enable")).click();
    test(find(ConfirmDialog.class).single()).confirm();

    assertThat(settings.view().find(RULES).orElseThrow().value())
        .isEqualTo(new RuleSettings(Map.of(), List.of("203.0.113.0/24", "198.51.100.7")));
    assertThat(text()).contains("Holds: 203.0.113.0/24, 198.51.100.7.");
  }

  @Test
  void whatIsNoNetworkCannotBeTried() {
    open("rules?ownNetworks=203.0.113.0/24,elsewhere");

    assertThat(networks().isInvalid()).isTrue();
    assertThat(networks().getErrorMessage()).contains("expected a network or an address");
    assertThat(byId("lab-run").isEnabled()).isFalse();
  }

  @Test
  void whatIsTriedStandsInTheUrl() {
    open("rules?days=7&burstLinks=9&burstSeconds=nonsense&reloadSeconds=999999");

    assertThat(field("burstLinks").getValue()).isEqualTo(9);
    assertThat(field("burstSeconds").getValue()).isEqualTo(10);
    assertThat(field("reloadSeconds").getValue()).isEqualTo(30);
    assertThat(text()).contains("Burst links: 3 \u2192 9");
    assertThat(byId("lab-run").isEnabled()).isTrue();
  }

  @Test
  void aComparisonThatTakesLongCanBeCancelled() {
    CountDownLatch asked = new CountDownLatch(1);
    mail.set(
        (account, since, progress) -> {
          asked.countDown();
          while (true) {
            progress.accept(0.4);
            Thread.onSpinWait();
          }
        });
    open("rules?burstLinks=9");
    test(byId("lab-run")).click();
    awaitText("32 % of the mail read and judged");
    assertThat(byId("lab-run").isEnabled()).isFalse();

    test(byId("lab-cancel")).click();

    awaitText("Cancelled. Nothing was changed.");
    assertThat(byId("lab-run").isEnabled()).isTrue();
  }

  @Test
  void tooMuchMailAndAnAbsentKafkaAreSaidInWords() {
    mail.set(
        (account, since, progress) -> {
          throw new TooMuchMailException("There are more than 5 hits in these days.");
        });
    open("rules?burstLinks=9");
    test(byId("lab-run")).click();
    awaitText("There are more than 5 hits in these days. Try fewer days.");

    mail.set(
        (account, since, progress) -> {
          throw new EventLogException("topic hits: gone");
        });
    test(byId("lab-run")).click();
    awaitText("Kafka, which holds the last days' hits, does not answer.");
  }

  @Test
  void noMailIsSaidInWords() {
    mail.set((account, since, progress) -> List.of());
    open("rules?burstLinks=9");
    test(byId("lab-run")).click();

    awaitText("No mail was sent in the last 3 days, so there is nothing to compare.");
  }

  @Test
  void rulesThatSomebodyElseChangedMeanwhileAreNotOverwritten() {
    open("rules?burstLinks=9");
    test(byId("lab-run")).click();
    awaitText("would be judged otherwise");
    settings.overwrite(RULES, new RuleSettings(Map.of("burstLinks", 4), List.of()), "bob");

    test(byId("lab-enable")).click();
    test(find(ConfirmDialog.class).single()).confirm();

    assertThat(text()).contains("Not enabled: somebody else has changed the rules meanwhile.");
    assertThat(settings.view().find(RULES).orElseThrow().changedBy()).isEqualTo("bob");
  }

  @Test
  @WithMockUser(username = "ann", roles = "ANALYST")
  void anAnalystMayTryButNotEnable() {
    open("rules?burstLinks=9");
    test(byId("lab-run")).click();
    awaitText("would be judged otherwise");

    assertThat(find(Button.class).all()).noneMatch(each -> each.getText().equals("Enable"));
  }

  @Test
  @WithMockUser(username = "vic", roles = "VIEWER")
  void aViewerIsNotLetIn() {
    assertThatThrownBy(() -> open("rules")).hasMessageContaining("RouteNotFoundError");
  }

  private void awaitText(String wanted) {
    await()
        .pollInSameThread() // which holds the page's lock
        .untilAsserted(
            () -> {
              MockVaadin.clientRoundtrip(); // lets in what other threads have for the page
              assertThat(text()).contains(wanted);
            });
  }

  private IntegerField field(String threshold) {
    return find(IntegerField.class).withId("threshold-" + threshold).single();
  }

  private TextArea networks() {
    return find(TextArea.class).withId("own-networks").single();
  }

  private Button byId(String id) {
    return find(Button.class).withId(id).single();
  }
}
