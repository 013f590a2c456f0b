package org.trueopen.admin.setup;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.admin.live.Answer;
import org.trueopen.admin.live.AsUser;
import org.trueopen.admin.live.Feed;
import org.trueopen.admin.live.LiveUpdates;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.Toasts;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.log.EventLogException;
import org.trueopen.settings.Identity;
import org.trueopen.settings.Level;

/** The two switches, what they do, where they come from, and what they cost. */
final class MessageTrackerPanel extends Div {

  private static final Logger LOG = LoggerFactory.getLogger(MessageTrackerPanel.class);

  private final transient MessageTracker tracker;
  private final transient LevelTracker levels;
  private final String user;
  private final Checkbox opens = new Checkbox("Open tracking");
  private final Checkbox clicks = new Checkbox("Click tracking");
  private final RadioButtonGroup<Identity> identity = new RadioButtonGroup<>("Identity");
  private final Checkbox textLinks = new Checkbox("Links in plain text");
  private final Div opensNow = Html.text("switch-now", "");
  private final Div clicksNow = Html.text("switch-now", "");
  private final Div textLinksNow = Html.text("switch-now", "");
  private final Div opensFrom = Html.text("provenance", "");
  private final Div clicksFrom = Html.text("provenance", "");
  private final Div identityFrom = Html.text("provenance", "");
  private final Div textLinksFrom = Html.text("provenance", "");
  private final Notice effect = new Notice(Notice.Kind.INFO);
  private final Notice conflict = new Notice(Notice.Kind.WARNING);
  private final Notice failure = new Notice(Notice.Kind.ERROR);
  private final Button save = new Button("Save");
  private final Button discard = new Button("Discard");
  private final transient Feed<Viewer, TrackerState> feed;
  private volatile Viewer viewer = new Viewer(ZoneOffset.UTC);
  private @Nullable TrackerState shown;
  private transient Reach reach = Reach.NOBODY;

  MessageTrackerPanel(MessageTracker tracker, LevelTracker levels, LiveUpdates live, String user) {
    this.tracker = tracker;
    this.levels = levels;
    this.user = user;
    addClassNames("settings");
    prepare(opens, "open-tracking");
    prepare(clicks, "click-tracking");
    prepare(textLinks, "text-links");
    identity.setId("identity");
    identity.addClassName("choice");
    identity.setItems(Identity.IDENTIFIED, Identity.ANONYMOUS);
    identity.setItemLabelGenerator(TrackerWords::identity);
    identity.addValueChangeListener(event -> showEffect());
    save.setId("save-message-tracker");
    save.addThemeVariants(ButtonVariant.PRIMARY);
    save.setDisableOnClick(true);
    discard.addThemeVariants(ButtonVariant.TERTIARY);
    save.addClickListener(event -> save());
    discard.addClickListener(event -> discard());
    add(
        Html.block(
            "panel",
            new H2("Message Tracker"),
            Html.text(
                "quiet",
                "What holds for every mail of this account, unless its domain, mailbox, campaign or"
                    + " the message itself says otherwise."),
            conflict,
            failure,
            Html.block("setting", opens, opensNow, opensFrom),
            Html.block("setting", clicks, clicksNow, clicksFrom),
            Html.block("setting", textLinks, textLinksNow, textLinksFrom),
            Html.block("setting", identity, identityFrom),
            effect,
            Html.block("actions", save, discard)),
        new CostsPanel());
    feed = live.follow(this, () -> viewer, AsUser.ask(asked -> tracker.state()), this::showLatest);
  }

  private void prepare(Checkbox box, String id) {
    box.setId(id);
    box.addClassName("switch");
    box.addValueChangeListener(event -> showEffect());
  }

  /** The page's zone, known only once it is entered. */
  void showTimesFor(Viewer newViewer) {
    viewer = newViewer;
    reach = levels.reach(Level.ACCOUNT, "");
    feed.refresh();
  }

  private void showLatest(Answer<TrackerState> answer) {
    if (!(answer instanceof Answer.Found<TrackerState>(TrackerState latest))) {
      return;
    }
    TrackerState before = shown;
    if (before == null || !isDirty(before)) {
      present(latest);
    } else if (before.version() != latest.version()) {
      warnOf(latest);
    }
  }

  private void present(TrackerState state) {
    shown = state;
    opens.setValue(state.tracksOpens());
    clicks.setValue(state.tracksClicks());
    textLinks.setValue(state.tracksTextLinks());
    identity.setValue(state.isAnonymous() ? Identity.ANONYMOUS : Identity.IDENTIFIED);
    showPresent(state);
    conflict.hush();
    failure.hush();
    showEffect();
  }

  /** What holds at present and where it comes from, whatever the switches say meanwhile. */
  private void showPresent(TrackerState state) {
    opensNow.setText(TrackerWords.opens(state));
    clicksNow.setText(TrackerWords.clicks(state));
    textLinksNow.setText(TrackerWords.textLinks(state));
    opensFrom.setText(TrackerWords.source(state, state.switches().opens(), "On", viewer));
    clicksFrom.setText(TrackerWords.source(state, state.switches().clicks(), "On", viewer));
    textLinksFrom.setText(TrackerWords.source(state, state.switches().textLinks(), "Off", viewer));
    identityFrom.setText(
        TrackerWords.source(state, state.switches().identity(), "Identified", viewer));
    opensNow.setClassName("off", !state.tracksOpens());
    clicksNow.setClassName("off", !state.tracksClicks());
  }

  private boolean isDirty(TrackerState state) {
    return !chosen().equals(state.choice());
  }

  private TrackerChoice chosen() {
    return new TrackerChoice(
        opens.getValue(),
        clicks.getValue(),
        identity.getValue() == Identity.ANONYMOUS,
        textLinks.getValue());
  }

  private void showEffect() {
    TrackerState state = shown;
    boolean dirty = state != null && isDirty(state);
    save.setEnabled(dirty);
    discard.setVisible(dirty);
    if (state == null || !dirty) {
      effect.hush();
      return;
    }
    effect.say(TrackerWords.effect(state.choice(), chosen(), reach));
  }

  private void save() {
    TrackerState state = Objects.requireNonNull(shown);
    try {
      tracker.save(chosen().over(state), state.version(), user);
      present(tracker.state());
      UndoNotice.show("Saved. It holds for mail sent from now on.", () -> undo(state));
    } catch (ChangedMeanwhileException e) {
      warnOf(tracker.state());
    } catch (EventLogException e) {
      LOG.warn("Saving the Message Tracker failed", e);
      failure.say("Not saved: Kafka, which keeps the settings, does not answer. Try again soon.");
      save.setEnabled(true);
    }
  }

  /** Only if nobody has changed it since. */
  private void undo(TrackerState before) {
    try {
      tracker.save(before.switches(), before.version() + 1, user);
      Toasts.good("Taken back: it is as it was before.");
    } catch (ChangedMeanwhileException e) {
      Toasts.bad("Not taken back: somebody has changed it since. It stays as it is.");
    } catch (EventLogException e) {
      LOG.warn("Taking back a setting failed", e);
      Toasts.bad("Not taken back: Kafka, which keeps the settings, does not answer.");
    }
    present(tracker.state());
  }

  /** Takes the newer version as the one to build on, and leaves the user's own choice in place. */
  private void warnOf(TrackerState newer) {
    shown = newer;
    conflict.say(TrackerWords.conflict(newer, viewer));
    showPresent(newer);
    showEffect();
  }

  private void discard() {
    present(tracker.state());
  }
}
