package org.trueopen.admin.setup;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.Toasts;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.log.EventLogException;
import org.trueopen.settings.TrackingSwitches;

/** Changes one thing's switches: says what saving would do, minds who was quicker, can undo. */
final class LevelEditor extends Dialog {

  private static final Logger LOG = LoggerFactory.getLogger(LevelEditor.class);
  private static final String KAFKA_AWAY =
      "Not saved: Kafka, which keeps the settings, does not answer. Try again soon.";

  private final transient LevelTracker tracker;
  private final transient Viewer viewer;
  private final String user;
  private final transient Runnable onSaved;
  private final transient Reach reach;
  private final Notice effect = new Notice(Notice.Kind.INFO);
  private final Notice conflict = new Notice(Notice.Kind.WARNING);
  private final Notice failure = new Notice(Notice.Kind.ERROR);
  private final Button save = new Button("Save");
  private final SwitchesForm form;
  private transient LevelState shown;

  /**
   * @param onSaved runs after a change, or its being taken back
   */
  LevelEditor(
      LevelTracker tracker, LevelState state, Viewer viewer, String user, Runnable onSaved) {
    this.tracker = tracker;
    this.viewer = viewer;
    this.user = user;
    this.onSaved = onSaved;
    this.shown = state;
    this.reach = tracker.reach(state.level(), state.name());
    this.form = new SwitchesForm(this::showEffect);
    setHeaderTitle(state.name());
    setWidth("min(560px, 100vw)");
    addClassName("editor");
    form.show(state);
    save.setId("save-level");
    save.addThemeVariants(ButtonVariant.PRIMARY);
    save.setDisableOnClick(true);
    save.addClickListener(event -> save());
    Button cancel = new Button("Cancel", event -> close());
    cancel.addThemeVariants(ButtonVariant.TERTIARY);
    add(
        Html.text("quiet", LevelWords.changed(state, viewer)),
        conflict,
        failure,
        form,
        effect,
        Html.text(
            "quiet",
            "Tracking costs: filters know pixels and rewritten links, and readers may be shown that"
                + " a mail is tracked. Track where it is worth that."));
    getFooter().add(cancel, save);
    showEffect();
  }

  private void showEffect() {
    String words = LevelWords.effect(shown, form.chosen(), reach);
    save.setEnabled(!words.isEmpty());
    if (words.isEmpty()) {
      effect.hush();
    } else {
      effect.say(words);
    }
  }

  private void save() {
    LevelState before = shown;
    TrackingSwitches chosen = form.chosen();
    try {
      tracker.save(before.level(), before.name(), chosen, before.version(), user);
      close();
      onSaved.run();
      UndoNotice.show("Saved. It holds for mail sent from now on.", () -> undo(before));
    } catch (ChangedMeanwhileException e) {
      shown = tracker.state(before.level(), before.name());
      conflict.say(LevelWords.conflict(shown, viewer));
      form.relabel(shown);
      showEffect();
    } catch (EventLogException e) {
      LOG.warn("Saving a setting failed", e);
      failure.say(KAFKA_AWAY);
      save.setEnabled(true);
    }
  }

  /** Only if nobody has changed it since. */
  private void undo(LevelState before) {
    try {
      tracker.save(before.level(), before.name(), before.switches(), before.version() + 1, user);
      Toasts.good("Taken back: it is as it was before.");
    } catch (ChangedMeanwhileException e) {
      Toasts.bad("Not taken back: somebody has changed it since. It stays as it is.");
    } catch (EventLogException e) {
      LOG.warn("Taking back a setting failed", e);
      Toasts.bad(KAFKA_AWAY);
    }
    onSaved.run();
  }
}
