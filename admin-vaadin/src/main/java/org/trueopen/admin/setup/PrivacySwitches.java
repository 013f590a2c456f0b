package org.trueopen.admin.setup;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.admin.settings.PolicySettings;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.Toasts;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.log.EventLogException;
import org.trueopen.settings.AccountPolicy;
import org.trueopen.settings.PrivacySignals;

/** The kill switch, anonymous mode and browsers' privacy signals. */
final class PrivacySwitches extends Div {

  private static final Logger LOG = LoggerFactory.getLogger(PrivacySwitches.class);

  /** A change that may come too late. */
  @FunctionalInterface
  private interface Change {
    void make() throws ChangedMeanwhileException;
  }

  private final transient PolicySettings settings;
  private final String user;
  private final Checkbox kill = new Checkbox("Kill switch");
  private final Checkbox anonymous = new Checkbox("Anonymous mode");
  private final RadioButtonGroup<PrivacySignals> signals =
      new RadioButtonGroup<>("Privacy signals of browsers");
  private final Div killNow = Html.text("switch-now", "");
  private final Div killFrom = Html.text("provenance", "");
  private final Div anonymousNow = Html.text("switch-now", "");
  private final Notice problem = new Notice(Notice.Kind.WARNING);
  private transient Viewer viewer = new Viewer(ZoneOffset.UTC);
  private transient PolicySettings.State shown;
  private boolean presenting;

  PrivacySwitches(PolicySettings settings, String user) {
    this.settings = settings;
    this.user = user;
    this.shown = settings.state();
    addClassNames("panel", "privacy-switches");
    kill.setId("kill-switch");
    kill.addClassName("switch");
    kill.addValueChangeListener(event -> askKill(event.getValue()));
    anonymous.setId("anonymous-mode");
    anonymous.addClassName("switch");
    anonymous.addValueChangeListener(
        event -> save(() -> settings.setAnonymous(shown, event.getValue(), user)));
    signals.setId("privacy-signals");
    signals.addClassName("choice");
    signals.setItems(PrivacySignals.values());
    signals.setItemLabelGenerator(PrivacySwitches::words);
    signals.addValueChangeListener(
        event -> change(policy -> policy.withPrivacySignals(event.getValue())));
    add(
        new H2("For everybody"),
        problem,
        Html.block("setting", kill, killNow, killFrom),
        Html.block("setting", anonymous, anonymousNow),
        Html.block("setting", signals));
  }

  void refresh(Viewer newViewer) {
    viewer = newViewer;
    present();
  }

  private static String words(PrivacySignals signals) {
    return switch (signals) {
      case IGNORE -> "Ignore: hits are recorded whatever a browser says";
      case GPC -> "Heed Global Privacy Control: such hits are answered, not recorded";
      case GPC_AND_DNT -> "Heed Do Not Track as well";
    };
  }

  private void present() {
    presenting = true;
    shown = settings.state();
    boolean on = shown.policy().killSwitch();
    kill.setValue(on);
    killNow.setText(
        on
            ? "On: no mail is instrumented, and hits of mail already sent are answered but not"
                + " recorded."
            : "Off. On, it stops all tracking of this account at once, mail already sent included.");
    killNow.setClassName("off", on);
    Instant at = shown.changedAt();
    killFrom.setText(
        at == null
            ? "Off by default: nobody has set it."
            : "Policy last changed by " + shown.changedBy() + " on " + viewer.full(at) + ".");
    anonymous.setValue(shown.anonymous());
    anonymousNow.setText(
        shown.anonymous()
            ? "On by default: all mail of a campaign carries the same pixel and links; nobody can"
                + " tell who read. Domains, mailboxes and campaigns may say otherwise."
            : "Off by default: each recipient's mail has a pixel and links of its own. On, opens and"
                + " clicks count in totals only.");
    signals.setValue(shown.policy().privacySignals());
    presenting = false;
  }

  private void askKill(boolean on) {
    if (presenting) {
      return;
    }
    ConfirmDialog dialog = new ConfirmDialog();
    dialog.setHeader(on ? "Stop all tracking now?" : "Track again?");
    dialog.setText(
        on
            ? "From this moment no mail gets a pixel or tracked links, and no hit is recorded. What is"
                + " not recorded cannot be had later."
            : "Mail sent from now on is tracked as the switches say, and hits are recorded again.");
    dialog.setCancelable(true);
    dialog.setConfirmText(on ? "Stop all tracking" : "Track again");
    if (on) {
      dialog.setConfirmButtonTheme("error primary");
    }
    dialog.addCancelListener(event -> present());
    dialog.addConfirmListener(event -> change(policy -> policy.withKillSwitch(on)));
    dialog.open();
  }

  private void change(UnaryOperator<AccountPolicy> change) {
    save(() -> settings.setPolicy(shown, change.apply(shown.policy()), user));
  }

  private void save(Change change) {
    if (presenting) {
      return;
    }
    try {
      problem.hush();
      change.make();
      Toasts.good("Saved.");
    } catch (ChangedMeanwhileException e) {
      problem.say(
          "Somebody else changed this meanwhile. What is shown now is theirs, nothing of yours was"
              + " saved; choose again if it is still what you want.");
    } catch (EventLogException e) {
      LOG.warn("Saving a privacy setting failed", e);
      problem.say("Not saved: Kafka, which keeps the settings, does not answer. Try again soon.");
    }
    present();
  }
}
