package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;
import org.trueopen.settings.AccountPolicy;
import org.trueopen.settings.PrivacySignals;
import org.trueopen.settings.SettingKey;

/** The panel of Config Setup about what mail may be tracked and carries, without a browser. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class},
    properties = "vaadin.productionMode=true")
@WithMockUser(username = "ada", roles = "ADMIN")
class MailPolicyTest extends Pages {

  private static final SettingKey POLICY = SettingKey.policy(TestAdmin.DEMO);

  @Autowired private FakeSettings settings;

  @BeforeEach
  void startAnew() {
    settings.reset();
  }

  @Test
  void whatIsSwitchedIsSavedAtOnceAndTheRestOfThePolicyStays() {
    settings.overwrite(
        POLICY,
        new AccountPolicy(true, true, false, false, Set.of("x.example"), PrivacySignals.GPC),
        "bob");
    open("config");
    tick("honeypot");
    tick("known-campaigns");
    hosts("Bank.example\n\n x.example \n");
    click("Save policy");

    assertThat(policy())
        .isEqualTo(
            new AccountPolicy(
                true,
                true,
                true,
                false,
                Set.of("bank.example", "x.example"),
                PrivacySignals.GPC,
                true));
    assertThat(text()).contains("Last changed by ada");
    assertThat(save().isEnabled()).isFalse();
  }

  @Test
  void whatIsNoHostIsNamedAndNotSaved() {
    open("config");
    hosts("bank.example\nhttps://bank.example/login");

    assertThat(find(TextArea.class).withId("excluded-hosts").single().getErrorMessage())
        .isEqualTo(
            "Expected host names without scheme, port or path; found"
                + " \"https://bank.example/login\".");
    assertThat(save().isEnabled()).isFalse();
    hosts("bank.example");
    assertThat(save().isEnabled()).isTrue();
  }

  @Test
  void aChangeBySomebodyElseIsNotOverwritten() {
    open("config");
    AccountPolicy theirs = new AccountPolicy(false, true);
    settings.overwrite(POLICY, theirs, "bob");
    tick("early-pixel");
    click("Save policy");

    assertThat(policy()).isEqualTo(theirs);
    assertThat(text()).contains("Somebody else changed this meanwhile");
  }

  private void tick(String id) {
    test(find(Checkbox.class).withId(id).single()).click();
  }

  private void hosts(String lines) {
    test(find(TextArea.class).withId("excluded-hosts").single()).setValue(lines);
  }

  private Button save() {
    return find(Button.class).withId("save-mail-policy").single();
  }

  private AccountPolicy policy() {
    return (AccountPolicy) settings.view().find(POLICY).orElseThrow().value();
  }
}
