package org.trueopen.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;
import org.trueopen.admin.rulelab.LabMails;
import org.trueopen.admin.rulelab.TooMuchMailException;
import org.trueopen.log.EventLogException;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.ListEntry;
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
  private volatile boolean over;

  @AfterEach
  void endReading() {
    over = true;
  }

  @BeforeEach
  void sendMail() {
    settings.reset();
    Instant sentAt = Instant.now().minusSeconds(7200);
    mail.set((account, since, lists, progress) -> LabMails.bursts(sentAt, 4, lists));
  }

  @Test
  void everyThresholdSaysWhatItDoesAndWhatHolds() {
    settings.overwrite(RULES, new RuleSettings(Map.of("burstLinks", 5), List.of()), "bob");
    open("rules");

    assertThat(text())
        .contains("Change a threshold or a list to begin")
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
    assertThat(csv("Samples"))
        .startsWith("\"delivery\",\"campaign\",\"at\",\"kind\",")
        .contains("\"SECURITY_SCANNER\"", "link-burst=3", "\"PERSON\"");

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
  void theSignalListsAreShownWithSourceDateAndSize() {
    open("rules");

    assertThat(text())
        .contains("lines, looked at 2026-")
        .containsPattern(
            "Security scanner, 80 to 85 %, \\d+ lines. Source: Mimecast, announced by");
    assertThat(find(Checkbox.class).withId("on-networks-tsv").single().getLabel())
        .isEqualTo("networks.tsv");
    assertThat(box("mimecast").getLabel()).isEqualTo("mimecast");
  }

  @Test
  void anEntryIsAddedTriedAndEnabled() {
    open("rules");
    test(text("list-pattern")).setValue("203.0.0.0/16");
    test(text("list-name")).setValue("acme-gateway");
    test(text("list-source")).setValue("our own logs");
    test(byId("list-add")).click();
    assertThat(text())
        .contains("added Network 203.0.0.0/16 (acme-gateway: Security scanner, 85 %, opens and");

    test(byId("lab-run")).click();
    awaitText("12 hits of 4 mails sent in the last 3 days were judged by both.");
    test(byId("lab-enable")).click();
    test(find(ConfirmDialog.class).single()).confirm();

    assertThat(rules().lists().off()).isEmpty();
    assertThat(rules().lists().entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.pattern()).isEqualTo("203.0.0.0/16");
              assertThat(entry.source()).isEqualTo("our own logs");
              assertThat(entry.date()).matches("\\d{4}-\\d{2}-\\d{2}");
            });
    assertThat(text()).contains("Change a threshold or a list to begin");
  }

  @Test
  void whatAnEntryLacksIsSaidAtItsFields() {
    open("rules");
    test(text("list-pattern")).setValue("elsewhere");
    test(text("list-name")).setValue("Our Gateway");
    test(byId("list-add")).click();

    assertThat(text("list-pattern").getErrorMessage())
        .isEqualTo("Expected a network or an address, as in 203.0.113.0/24, found \"elsewhere\"");
    assertThat(text("list-name").getErrorMessage()).startsWith("Expected up to 40 lower-case");
    assertThat(text("list-source").isInvalid()).isTrue();
    assertThat(byId("lab-run").isEnabled()).isFalse();
  }

  @Test
  void aNameThatIsSwitchedOffIsTriedWithWhatTheMailThenTells() {
    ListEntry bots =
        new ListEntry(
            "contains", "Firefox", "fox", "DECLARED_BOT", "both", 90, "our logs", "2026-11-26");
    ListChanges holds = new ListChanges(Set.of("mimecast"), List.of(bots));
    settings.overwrite(RULES, new RuleSettings(Map.of(), List.of(), holds), "bob");
    open("rules");
    assertThat(box("mimecast").getValue()).isFalse();
    assertThat(text()).contains("User agent contains Firefox");

    test(box("mimecast")).click();
    test(box("proofpoint")).click();
    test(removal("User agent contains Firefox")).click();
    assertThat(text())
        .contains("mimecast: off \u2192 on; proofpoint: on \u2192 off; taken out User agent");

    test(byId("lab-run")).click();
    awaitText("12 hits would be judged otherwise.");
    assertThat(text()).contains("Declared bot \u2192 Security scanner 12 hits");
  }

  @Test
  void listsThatAreTriedStandInTheUrl() {
    String good = "contains\tAcme/1\tacme\tLINK_PREVIEW\tclicks\t77\tour logs\t2026-11-26";
    String bad = "regex\tA+\tacme\tLINK_PREVIEW\tclicks\t77\tour logs\t2026-11-26";
    open(
        "rules?listsOff=mimecast,no-such-name&listEntries="
            + URLEncoder.encode(good + '\n' + bad, UTF_8));

    assertThat(box("mimecast").getValue()).isFalse();
    assertThat(text())
        .contains(
            "mimecast: on \u2192 off; added User agent contains Acme/1 (acme: Link preview, 77 %,"
                + " clicks)")
        .doesNotContain("no-such-name")
        .doesNotContain("A+");
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
    mail.set(
        (account, since, lists, progress) -> {
          while (!over) {
            progress.accept(0.4);
            LockSupport.parkNanos(1_000_000);
          }
          return List.of();
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
        (account, since, lists, progress) -> {
          throw new TooMuchMailException("There are more than 5 hits in these days.");
        });
    open("rules?burstLinks=9");
    test(byId("lab-run")).click();
    awaitText("There are more than 5 hits in these days. Try fewer days.");

    mail.set(
        (account, since, lists, progress) -> {
          throw new EventLogException("topic hits: gone");
        });
    test(byId("lab-run")).click();
    awaitText("Kafka, which holds the last days' hits, does not answer.");
  }

  @Test
  void noMailIsSaidInWords() {
    mail.set((account, since, lists, progress) -> List.of());
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
    assertNotThere("rules");
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

  private TextField text(String id) {
    return find(TextField.class).withId(id).single();
  }

  private Checkbox box(String name) {
    return find(Checkbox.class).withId("on-networks-tsv-" + name).single();
  }

  private Button removal(String what) {
    return find(Button.class).all().stream()
        .filter(each -> each.getAriaLabel().orElse("").equals("Take out " + what))
        .findFirst()
        .orElseThrow();
  }

  private RuleSettings rules() {
    return (RuleSettings) settings.view().find(RULES).orElseThrow().value();
  }

  private TextArea networks() {
    return find(TextArea.class).withId("own-networks").single();
  }

  private Button byId(String id) {
    return find(Button.class).withId(id).single();
  }
}
