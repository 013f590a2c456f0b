package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;
import org.trueopen.settings.ApiKey;
import org.trueopen.settings.Level;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;

/** Config Setup's pages of levels and API keys, without a browser. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class},
    properties = "vaadin.productionMode=true")
@WithMockUser(username = "ada", roles = "ADMIN")
class SetupViewTest extends Pages {

  private static final TrackingSwitches OFF = new TrackingSwitches(Switch.OFF, Switch.INHERIT);

  @Autowired private FakeSettings settings;
  @Autowired private FakeSenders senders;

  @BeforeEach
  void startAnew() {
    settings.reset();
    senders.reset();
    senders.add("news@demo.example", "spring");
    senders.add("support@demo.example", "");
    senders.add("sales@other.example", "autumn");
  }

  @Test
  void everyTabHasAUrlOfItsOwn() {
    for (String tab : List.of("config/domains", "config/mailboxes", "config/campaigns")) {
      open(tab);
      assertThat(text())
          .contains("Config Setup", "Default", "API keys", "Message Tracker by")
          .contains("Before you turn it on", "Deliverability:", "Trust:", "Meaning:");
    }
  }

  @Test
  void theDefaultSaysHowManyMailboxesInheritBeforeItIsSaved() {
    set(Level.MAILBOX, "support@demo.example", OFF);
    open("config");
    test(find(Checkbox.class).withId("open-tracking").single()).click();

    assertThat(text())
        .contains("2 mailboxes inherit this; 1 has a value of its own, or of its domain");
  }

  @Test
  void withoutTheReportStoreNoReachIsClaimed() {
    senders.setDown(true);
    open("config");
    test(find(Checkbox.class).withId("open-tracking").single()).click();
    assertThat(text()).contains("How many mailboxes inherit this cannot be told");

    open("config/mailboxes");
    assertThat(text())
        .contains("This list may not be complete", "so no mailbox is known")
        .doesNotContain("has sent mail or was set yet");
  }

  @Test
  void savingTheDefaultCanBeUndone() {
    open("config");
    test(find(Checkbox.class).withId("open-tracking").single()).click();
    click("Save");
    SettingKey key = SettingKey.tracking(TestAdmin.DEMO, Level.ACCOUNT, "demo");
    assertThat(value(key)).isEqualTo(new TrackingSwitches(Switch.OFF, Switch.ON));
    click("Undo");

    assertThat(value(key)).isEqualTo(TrackingSwitches.INHERIT_ALL);
    assertThat(settings.view().version(key)).isEqualTo(2);
  }

  @Test
  void anUndoDoesNotOverwriteWhatSomebodyDidSince() {
    open("config");
    test(find(Checkbox.class).withId("open-tracking").single()).click();
    click("Save");
    SettingKey key = SettingKey.tracking(TestAdmin.DEMO, Level.ACCOUNT, "demo");
    settings.overwrite(key, new TrackingSwitches(Switch.ON, Switch.OFF), "bob");
    click("Undo");

    assertThat(value(key)).isEqualTo(new TrackingSwitches(Switch.ON, Switch.OFF));
    assertThat(toasts()).contains("Not taken back: somebody has changed it since");
  }

  @Test
  void mailboxesAreListedWithWhatTheyInheritAndFromWhere() {
    set(Level.DOMAIN, "demo.example", OFF);
    open("config/mailboxes");

    Grid<?> grid = find(Grid.class).single();
    assertThat(grid.getGenericDataView().getItems().count()).isEqualTo(3);
    assertThat(text()).contains("3 known, 0 with values of their own");
    assertThat(csv("Message Tracker by mailbox"))
        .startsWith("\"name\",\"opens_own\",\"opens_inherited\",\"opens_inherited_from\",")
        .contains("\"news@demo.example\",\"inherit\",\"off\",\"from the domain demo.example\"");
    openEditor("news@demo.example");
    RadioButtonGroup<Switch> opens = group("level-opens");
    assertThat(opens.getItemLabelGenerator().apply(Switch.INHERIT))
        .isEqualTo("Inherit: Off, from the domain demo.example");
  }

  @Test
  void aMailboxIsSwitchedWithTheEffectSaidBefore() {
    open("config/mailboxes");
    openEditor("news@demo.example");
    group("level-opens").setValue(Switch.OFF);
    assertThat(dialogText())
        .contains("Open tracking goes from On to Off for the mailbox news@demo.example")
        .contains("Mail already sent keeps what it carries.");
    click("Save");

    assertThat(value(mailbox("news@demo.example"))).isEqualTo(OFF);
    assertThat(settings.view().find(mailbox("news@demo.example")).orElseThrow().changedBy())
        .isEqualTo("ada");
    click("Undo");
    assertThat(value(mailbox("news@demo.example"))).isEqualTo(TrackingSwitches.INHERIT_ALL);
  }

  @Test
  void pinningAValueThatHoldsAnywaySaysWhatItMeans() {
    open("config/mailboxes");
    openEditor("news@demo.example");
    group("level-opens").setValue(Switch.ON);

    assertThat(dialogText()).contains("Open tracking stays On, whatever is set wider");
  }

  @Test
  void somebodyElsesChangeIsShownAndMayBeRedone() {
    open("config/mailboxes");
    openEditor("news@demo.example");
    group("level-opens").setValue(Switch.OFF);
    TrackingSwitches theirs = new TrackingSwitches(Switch.INHERIT, Switch.OFF);
    set(Level.MAILBOX, "news@demo.example", theirs);
    click("Save");
    assertThat(value(mailbox("news@demo.example"))).isEqualTo(theirs);
    assertThat(dialogText()).contains("Changed meanwhile by bob", "Click tracking: Off");
    click("Save");

    assertThat(value(mailbox("news@demo.example"))).isEqualTo(OFF);
  }

  @Test
  void aDomainSaysWhomItReaches() {
    open("config/domains");
    openEditor("demo.example");
    group("level-opens").setValue(Switch.OFF);

    assertThat(dialogText()).contains("2 mailboxes inherit this.");
  }

  @Test
  void aCampaignSaysThatOnlyOutreachNotYetSentChanges() {
    open("config/campaigns");
    assertThat(text()).contains("only outreach not yet sent changes");
    openEditor("spring");
    group("level-clicks").setValue(Switch.OFF);

    assertThat(dialogText()).contains("Only outreach not yet sent changes");
  }

  @Test
  void manyMailboxesAreSetFromAListAndEachLineIsReported() {
    set(Level.MAILBOX, "so@demo.example", OFF);
    open("config/mailboxes");
    click("Set many");
    find(TextArea.class)
        .withId("bulk-list")
        .single()
        .setValue("a@demo.example\n\nnonsense\nA@demo.example\nso@demo.example\nb@demo.example");
    bulkChoice("bulk-opens").setValue(Switch.OFF);
    click("Apply");

    assertThat(value(mailbox("a@demo.example"))).isEqualTo(OFF);
    assertThat(value(mailbox("b@demo.example"))).isEqualTo(OFF);
    assertThat(dialogText()).contains("2 changed, 1 were so already, 2 not done.");
    assertThat(find(Grid.class).all().getLast().getGenericDataView().getItems().toList().toString())
        .contains("line=3, text=nonsense, why=not a mailbox's name")
        .contains("line=4, text=A@demo.example, why=named before in this list");
    assertThat(csv("Lines that were not applied"))
        .contains("\"3\",\"nonsense\",\"not a mailbox's name\"");
  }

  @Test
  void aKeyIsMadeWithScopesAndShownOnce() {
    open("config/api-keys");
    click("Make a key");
    find(TextField.class).withId("key-name").single().setValue("shop");
    scopes().setValue(Set.of(ApiKey.Scope.SEND));
    click("Make it");

    String key = find(Code.class).single().getText();
    assertThat(key).startsWith("to_").hasSizeGreaterThan(40);
    assertThat(settings.view().caller(key).orElseThrow().scopes())
        .containsExactly(ApiKey.Scope.SEND);
    click("I have it");
    assertThat(text()).doesNotContain(key);
  }

  @Test
  void aKeyIsRevokedOnceThatIsConfirmedAndTheLastForSettingsIsNot() {
    TestAdmin.addKeys(settings);
    open("config/api-keys");
    revoke("report");
    assertThat(settings.view().caller(TestAdmin.REPORT_KEY)).isEmpty();
    revoke("first");

    assertThat(settings.view().caller(TestAdmin.API_KEY)).isPresent();
    assertThat(toasts()).contains("last API key with the scope settings");
  }

  @Test
  @WithMockUser(username = "vic", roles = "VIEWER")
  void aViewerOpensNoneOfIt() {
    refuseAll();
  }

  @Test
  @WithMockUser(username = "ann", roles = "ANALYST")
  void anAnalystOpensNoneOfIt() {
    refuseAll();
  }

  private void refuseAll() {
    for (String path :
        List.of(
            "config",
            "config/domains",
            "config/mailboxes",
            "config/campaigns",
            "config/api-keys")) {
      assertNotThere(path);
    }
  }

  private void revoke(String name) {
    Grid<Setting> grid = grid();
    int row = grid.getGenericDataView().getItems().map(s -> s.key().name()).toList().indexOf(name);
    test((Button) test(grid).getCellComponent(row, 1)).click();
    test(find(ConfirmDialog.class).single()).confirm();
  }

  @SuppressWarnings("unchecked") // the page has one grid
  private <T> Grid<T> grid() {
    return find(Grid.class).all().getFirst();
  }

  private void openEditor(String name) {
    find(TextField.class).withId("level-name").single().setValue(name);
    click("Set for another");
  }

  private String dialogText() {
    return text(find(Dialog.class).single());
  }

  @SuppressWarnings("unchecked") // all of them choose switches
  private RadioButtonGroup<Switch> group(String id) {
    return find(RadioButtonGroup.class).withId(id).single();
  }

  @SuppressWarnings("unchecked") // it chooses switches
  private Select<Switch> bulkChoice(String id) {
    return find(Select.class).withId(id).single();
  }

  @SuppressWarnings("unchecked") // it chooses scopes
  private CheckboxGroup<ApiKey.Scope> scopes() {
    return find(CheckboxGroup.class).withId("key-scopes").single();
  }

  private void set(Level level, String name, TrackingSwitches switches) {
    settings.overwrite(SettingKey.tracking(TestAdmin.DEMO, level, name), switches, "bob");
  }

  private static SettingKey mailbox(String name) {
    return SettingKey.tracking(TestAdmin.DEMO, Level.MAILBOX, name);
  }

  private Object value(SettingKey key) {
    return settings.view().find(key).orElseThrow().value();
  }
}
