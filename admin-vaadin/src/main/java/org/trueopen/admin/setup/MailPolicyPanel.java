package org.trueopen.admin.setup;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.admin.settings.ExcludedHosts;
import org.trueopen.admin.settings.PolicySettings;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.Toasts;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.log.EventLogException;
import org.trueopen.settings.AccountPolicy;

/** Which mail of the account may be tracked at all, and what tracked mail carries. */
final class MailPolicyPanel extends Div {

  private static final Logger LOG = LoggerFactory.getLogger(MailPolicyPanel.class);

  private final transient PolicySettings settings;
  private final String user;
  private final Checkbox unvalidated = new Checkbox("Mail from domains not yet validated");
  private final Checkbox known = new Checkbox("Known campaigns only");
  private final Checkbox early = new Checkbox("Early pixel");
  private final Checkbox honeypot = new Checkbox("Honeypot link");
  private final TextArea hosts = new TextArea("Hosts whose links are never tracked");
  private final Div from = Html.text("provenance", "");
  private final Notice problem = new Notice(Notice.Kind.WARNING);
  private final Button save = new Button("Save policy");
  private final Button discard = new Button("Discard");
  private transient Viewer viewer = new Viewer(ZoneOffset.UTC);
  private transient PolicySettings.State shown;

  MailPolicyPanel(PolicySettings settings, String user) {
    this.settings = settings;
    this.user = user;
    this.shown = settings.state();
    addClassName("panel");
    setId("mail-policy");
    hosts.setId("excluded-hosts");
    hosts.setHelperText(
        "One a line, as bank.example. Links to them stay as the sender wrote them.");
    hosts.setValueChangeMode(ValueChangeMode.LAZY);
    hosts.setMaxRows(8);
    hosts.addValueChangeListener(event -> showDirty());
    save.setId("save-mail-policy");
    save.addThemeVariants(ButtonVariant.PRIMARY);
    save.addClickListener(event -> save());
    discard.addThemeVariants(ButtonVariant.TERTIARY);
    discard.addClickListener(event -> present());
    add(
        new H2("Mail policy"),
        Html.text("quiet", "Which mail may be tracked at all, and what tracked mail carries."),
        problem,
        setting(
            unvalidated,
            "unvalidated-domains",
            "Lets mail of a sending domain be tracked before its TXT record was found. Meant for trying things"
                + " out: whoever may send through this account can then track under any name."),
        setting(
            known,
            "known-campaigns",
            "Mail to a campaign that nobody has set up under Campaigns is refused by the HTTP interface"
                + " and goes out untracked by SMTP. Mail that names none is not affected."),
        setting(
            early,
            "early-pixel",
            "A second pixel at the mail's beginning: tells mail that the client cut short from mail"
                + " that was loaded whole."),
        setting(
            honeypot,
            "honeypot",
            "An empty link that no reader sees and only link checkers follow, which tells gateways"
                + " nobody has listed. Off by default: providers' rules speak against hidden content,"
                + " and a filter may count it."),
        Html.block("setting", hosts),
        from,
        Html.block("actions", save, discard));
    present();
  }

  private Div setting(Checkbox box, String id, String words) {
    box.setId(id);
    box.addClassName("switch");
    box.addValueChangeListener(event -> showDirty());
    return Html.block("setting", box, Html.text("switch-now", words));
  }

  void refresh(Viewer newViewer) {
    viewer = newViewer;
    present();
  }

  private void present() {
    shown = settings.state();
    AccountPolicy policy = shown.policy();
    unvalidated.setValue(policy.allowUnvalidatedDomains());
    known.setValue(policy.knownCampaignsOnly());
    early.setValue(policy.earlyPixel());
    honeypot.setValue(policy.honeypot());
    hosts.setValue(policy.excludedHosts().stream().sorted().collect(Collectors.joining("\n")));
    Instant at = shown.changedAt();
    from.setText(
        at == null
            ? "As it is by default: nobody has set it."
            : "Last changed by " + shown.changedBy() + " on " + viewer.full(at) + ".");
    problem.hush();
    showDirty();
  }

  private List<String> wantedHosts() {
    return hosts
        .getValue()
        .lines()
        .map(line -> line.strip().toLowerCase(Locale.ROOT))
        .filter(line -> !line.isEmpty())
        .distinct()
        .toList();
  }

  private AccountPolicy wanted() {
    AccountPolicy before = shown.policy();
    return new AccountPolicy(
        before.killSwitch(),
        unvalidated.getValue(),
        known.getValue(),
        early.getValue(),
        Set.copyOf(wantedHosts()),
        before.privacySignals(),
        honeypot.getValue());
  }

  private void showDirty() {
    boolean dirty = !wanted().equals(shown.policy());
    save.setEnabled(dirty);
    discard.setVisible(dirty);
    ExcludedHosts.problem(wantedHosts())
        .ifPresentOrElse(this::refuseHosts, () -> hosts.setInvalid(false));
  }

  private void refuseHosts(String why) {
    hosts.setErrorMessage(why.substring(0, 1).toUpperCase(Locale.ROOT) + why.substring(1) + ".");
    hosts.setInvalid(true);
    save.setEnabled(false);
  }

  private void save() {
    try {
      settings.setPolicy(shown, wanted(), user);
      present();
      Toasts.good("Saved. It holds for mail sent from now on.");
    } catch (ChangedMeanwhileException e) {
      present();
      problem.say(
          "Somebody else changed this meanwhile. What is shown now is theirs, nothing of yours was"
              + " saved; choose again if it is still what you want.");
    } catch (EventLogException e) {
      LOG.warn("Saving the mail policy failed", e);
      problem.say("Not saved: Kafka, which keeps the settings, does not answer. Try again soon.");
    }
  }
}
