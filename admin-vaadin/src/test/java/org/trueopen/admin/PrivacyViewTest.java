package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.textfield.TextField;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;
import org.trueopen.admin.privacy.OptOutDesk;
import org.trueopen.settings.AccountPolicy;
import org.trueopen.settings.Identity;
import org.trueopen.settings.Level;
import org.trueopen.settings.PrivacySignals;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;

/** The page that protects recipients, and that of domains, without a browser. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class},
    properties = "vaadin.productionMode=true")
@WithMockUser(username = "ada", roles = "ADMIN")
class PrivacyViewTest extends Pages {

  private static final SettingKey POLICY = SettingKey.policy(TestAdmin.DEMO);

  @Autowired private FakeSettings settings;
  @Autowired private FakeOptOuts optOuts;
  @Autowired private FakeDeeds deeds;
  @Autowired private OptOutDesk desk;

  @BeforeEach
  void startAnew() {
    settings.reset();
    optOuts.reset();
    deeds.reset();
  }

  @Test
  void theKillSwitchIsThrownOnceThatIsConfirmedAndKeepsTheRestOfThePolicy() {
    settings.overwrite(
        POLICY,
        new AccountPolicy(
            false, true, false, true, java.util.Set.of("x.example"), PrivacySignals.GPC),
        "bob");
    open("config/privacy");
    test(find(Checkbox.class).withId("kill-switch").single()).click();
    assertThat(policy().killSwitch()).isFalse();
    test(find(ConfirmDialog.class).single()).confirm();

    assertThat(policy())
        .isEqualTo(
            new AccountPolicy(
                true, true, false, true, java.util.Set.of("x.example"), PrivacySignals.GPC));
    assertThat(text()).contains("answered but not recorded", "last changed by ada");
  }

  @Test
  void aChangeBySomebodyElseIsNotOverwritten() {
    open("config/privacy");
    AccountPolicy theirs = new AccountPolicy(true, true);
    settings.overwrite(POLICY, theirs, "bob");
    test(find(Checkbox.class).withId("kill-switch").single()).click();
    test(find(ConfirmDialog.class).single()).confirm();

    assertThat(policy()).isEqualTo(theirs);
    assertThat(text()).contains("Somebody else changed this meanwhile");
  }

  @Test
  void anonymousModeKeepsTheSwitches() {
    SettingKey key = SettingKey.tracking(TestAdmin.DEMO, Level.ACCOUNT, "demo");
    settings.overwrite(key, new TrackingSwitches(Switch.OFF, Switch.ON), "bob");
    open("config/privacy");
    test(find(Checkbox.class).withId("anonymous-mode").single()).click();

    assertThat(settings.view().find(key).orElseThrow().value())
        .isEqualTo(new TrackingSwitches(Switch.OFF, Switch.ON, Identity.ANONYMOUS, Switch.INHERIT));
  }

  @Test
  void anOptOutIsLookedUpAddedAndTakenBackWithoutTheAuditNamingAnAddress() {
    open("config/privacy");
    lookUp("bob@example.net");
    assertThat(text()).contains("Has not opted out");
    click("Opt out");
    assertThat(text()).contains("Opted out", "by the admin", "1 recipient opted out");
    click("Take the opt-out back");
    assertThat(text()).contains("Has not opted out", "0 recipients opted out");
    assertThat(deeds.all()).hasSize(2);
    assertThat(deeds.all().toString()).doesNotContain("bob");
    lookUp("nonsense");
    assertThat(text()).contains("Expected an address");
  }

  @Test
  void aListIsBroughtInWholeOrNotAtAllAndWhatIsGivenOutCanBeBroughtInAgain() throws Exception {
    assertThat(desk.importList(stream("a@x.example\nwrong line\n"), "ada").invalidLines())
        .containsExactly(2);
    assertThat(optOuts.size()).isZero();
    assertThat(desk.importList(stream("recipient\na@x.example\nb@x.example\n"), "ada").added())
        .isEqualTo(2);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    desk.export(out);
    optOuts.reset();

    assertThat(desk.importList(new ByteArrayInputStream(out.toByteArray()), "ada").added())
        .isEqualTo(2);
  }

  @Test
  void retentionIsToldAsTheTablesHaveIt() {
    open("config/privacy");

    assertThat(text()).contains("90 days", "for ever", "STORE_KEEP_HITS_DAYS");
  }

  @Test
  void withoutAnEraserThePageSaysHowToConfigureOne() {
    open("config/privacy");

    assertThat(text()).contains("Not configured", "ADMIN_ERASE_USER", "./trueopen erase");
  }

  @Test
  void aDomainIsAddedAndShowsWhatToPublish() {
    open("config/domains");
    find(TextField.class).withId("domain-name").single().setValue("Acme.example");
    find(TextField.class).withId("domain-host").single().setValue("links.acme.example");
    click("Add or change");

    assertThat(text())
        .contains("acme.example", "Not validated", "_trueopen.acme.example")
        .contains("trueopen-verification=", "Not checked since the admin was started");
    assertThat(settings.view().domainPolicy(TestAdmin.DEMO, "acme.example").trackingHost())
        .isEqualTo("links.acme.example");
  }

  @Test
  @WithMockUser(username = "ann", roles = "ANALYST")
  void anAnalystDoesNotSeeIt() {
    assertNotThere("config/privacy");
  }

  private void lookUp(String address) {
    find(TextField.class).withId("opt-out-address").single().setValue(address);
    click("Look up");
  }

  private AccountPolicy policy() {
    return settings.view().accountPolicy(TestAdmin.DEMO);
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
