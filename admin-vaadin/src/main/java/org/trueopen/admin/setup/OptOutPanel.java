package org.trueopen.admin.setup;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.admin.api.ApiException;
import org.trueopen.admin.privacy.OptOutDesk;
import org.trueopen.admin.ui.Chip;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.admin.ui.Words;
import org.trueopen.log.EventLogException;
import org.trueopen.log.OptOutsFullException;
import org.trueopen.settings.OptOut;

/** Opt-outs: one by one, or as a list. */
final class OptOutPanel extends Div {

  private static final Logger LOG = LoggerFactory.getLogger(OptOutPanel.class);
  private static final String KAFKA_AWAY =
      "Kafka, which keeps the opt-outs, does not answer. Look again whether it was done.";

  private final transient OptOutDesk desk;
  private final String user;
  private final TextField address = new TextField();
  private final Div answer = Html.block("opt-out-answer");
  private final Div count = Html.text("quiet", "");
  private final Notice result = new Notice(Notice.Kind.INFO);
  private final Notice problem = new Notice(Notice.Kind.ERROR);
  private transient Viewer viewer = new Viewer(ZoneOffset.UTC);

  OptOutPanel(OptOutDesk desk, String user) {
    this.desk = desk;
    this.user = user;
    addClassNames("panel", "opt-outs");
    address.setId("opt-out-address");
    address.setPlaceholder("bob@example.net");
    address.setAriaLabel("A recipient's address or key");
    address.addKeyPressListener(com.vaadin.flow.component.Key.ENTER, event -> look());
    Button look = new Button("Look up", event -> look());
    look.setId("opt-out-look");
    Anchor export = new Anchor(exported(), "Export as CSV");
    export.addClassName("button-link");
    Upload upload = new Upload(imported());
    upload.setMaxFiles(1);
    upload.setDropLabel(new Span("or drop it here"));
    upload.setUploadButton(new Button("Bring in a list (CSV)"));
    add(
        new H2("Opt-outs"),
        Html.text(
            "quiet",
            "Who opted out is never tracked, in mail already sent neither. Only keyed hashes are kept:"
                + " an address can be looked up, but not listed."),
        problem,
        result,
        Html.block("add-one", address, look),
        answer,
        upload,
        Html.block("panel-foot", count, export));
  }

  void refresh(Viewer newViewer) {
    viewer = newViewer;
    showCount();
  }

  private void showCount() {
    count.setText(Words.count(desk.count(), "recipient") + " opted out.");
  }

  private void look() {
    problem.hush();
    answer.removeAll();
    desk.find(address.getValue())
        .ifPresentOrElse(
            this::show,
            () -> problem.say("Expected an address, as bob@example.net, or a key of 16 digits."));
  }

  private void show(OptOutDesk.Found found) {
    OptOut optOut = found.optOut();
    Button change = new Button(optOut == null ? "Opt out" : "Take the opt-out back");
    change.setId("opt-out-change");
    change.addThemeVariants(optOut == null ? ButtonVariant.PRIMARY : ButtonVariant.TERTIARY);
    change.addClickListener(event -> change(found));
    answer.removeAll();
    answer.add(
        Html.block(
            "chips",
            optOut == null
                ? new Chip(Chip.Kind.PLAIN, "Has not opted out")
                : new Chip(Chip.Kind.ON, "Opted out"),
            Html.inline(
                "quiet",
                optOut == null
                    ? "key " + found.key()
                    : "since " + viewer.full(optOut.since()) + ", by " + optOut.source().words())),
        change);
  }

  private void change(OptOutDesk.Found found) {
    try {
      desk.set(found, found.optOut() == null, user);
      look();
      showCount();
    } catch (OptOutsFullException e) {
      problem.say(String.valueOf(e.getMessage()));
    } catch (EventLogException e) {
      LOG.warn("An opt-out failed", e);
      problem.say(KAFKA_AWAY);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what fails there goes to the session's handler
  private UploadHandler imported() {
    return event -> {
      UI ui = event.getUI();
      String said = importList(event);
      ui.access(
          () -> {
            result.say(said);
            showCount();
          });
    };
  }

  /** Runs in the request that brings the list, without the page's lock. */
  private String importList(UploadEvent event) {
    try (InputStream list = event.getInputStream()) {
      return words(desk.importList(list, user));
    } catch (ApiException | OptOutsFullException e) {
      return String.valueOf(e.getMessage());
    } catch (EventLogException e) {
      LOG.warn("Bringing in opt-outs failed", e);
      return KAFKA_AWAY + " Bringing the list in again does no harm.";
    } catch (IOException e) {
      LOG.warn("A list of opt-outs was not read to its end", e);
      return "The list did not come to its end; nothing was written.";
    }
  }

  private static String words(OptOutDesk.Imported done) {
    if (done.invalid() > 0) {
      return "Nothing was written: "
          + Words.count(done.invalid(), "line")
          + " hold neither an address nor a key, the first at line "
          + done.invalidLines().stream().map(String::valueOf).collect(Collectors.joining(", "))
          + ".";
    }
    return Words.count(done.added(), "recipient")
        + " added, "
        + Words.number(done.present())
        + " had opted out already.";
  }

  private DownloadHandler exported() {
    return event -> {
      event.setFileName("opt-outs.csv");
      event.setContentType("text/csv");
      desk.export(event.getOutputStream());
    };
  }
}
