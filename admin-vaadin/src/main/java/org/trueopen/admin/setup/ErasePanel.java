package org.trueopen.admin.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.admin.privacy.RecipientErasure;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.id.MailboxAddress;

/** Erases one recipient, once that is confirmed, and gives a receipt. */
final class ErasePanel extends Div {

  private static final Logger LOG = LoggerFactory.getLogger(ErasePanel.class);

  private final transient RecipientErasure erasure;
  private final String user;
  private final TextField address = new TextField();
  private final Notice problem = new Notice(Notice.Kind.ERROR);
  private final Div receipt = Html.block("receipt");

  ErasePanel(RecipientErasure erasure, String user) {
    this.erasure = erasure;
    this.user = user;
    addClassNames("panel", "erase");
    add(
        new H2("Erase a recipient"),
        Html.text(
            "quiet",
            "Takes out every row about them, and opts them out, so that nothing new is recorded."
                + " Totals name nobody and stay. It cannot be taken back."));
    if (!erasure.isConfigured()) {
      add(
          Html.text(
              "not-configured",
              "Not configured: this admin reads the report store and may not erase. Set"
                  + " ADMIN_ERASE_USER and ADMIN_ERASE_PASSWORD to a ClickHouse user that may, or run"
                  + " ./trueopen erase --recipient ADDRESS on the server."));
      return;
    }
    address.setId("erase-address");
    address.setPlaceholder("bob@example.net");
    address.setAriaLabel("Address of the recipient to erase");
    Button erase = new Button("Erase", event -> ask());
    erase.setId("erase");
    erase.addThemeVariants(ButtonVariant.ERROR);
    add(problem, Html.block("add-one", address, erase), receipt);
  }

  private void ask() {
    Optional<MailboxAddress> recipient =
        MailboxAddress.tryParse(address.getValue())
            .filter(found -> found.value().equalsIgnoreCase(address.getValue().strip()));
    if (recipient.isEmpty()) {
      problem.say("Expected an address, as bob@example.net.");
      return;
    }
    problem.hush();
    ConfirmDialog dialog = new ConfirmDialog();
    dialog.setHeader("Erase " + recipient.get() + "?");
    dialog.setText(
        "Every delivery to them and every hit of it is erased from the report store. This cannot be"
            + " taken back. It may take a minute.");
    dialog.setCancelable(true);
    dialog.setConfirmText("Erase for good");
    dialog.setConfirmButtonTheme("error primary");
    dialog.addConfirmListener(event -> erase(recipient.get()));
    dialog.open();
  }

  private void erase(MailboxAddress recipient) {
    try {
      show(erasure.erase(recipient, user));
      address.clear();
    } catch (RuntimeException e) {
      // Of ClickHouse or Kafka; their messages may hold hosts and users.
      LOG.warn("An erasure did not come to its end", e);
      problem.say("It did not come to its end; erase again to go on. The admin's log says why.");
    }
  }

  private void show(RecipientErasure.Receipt done) {
    byte[] text = done.text().getBytes(UTF_8);
    Anchor download =
        new Anchor(
            DownloadHandler.fromInputStream(
                event ->
                    new DownloadResponse(
                        new ByteArrayInputStream(text),
                        "erasure-" + done.key() + ".txt",
                        "text/plain",
                        text.length)),
            "Download the receipt");
    download.addClassName("button-link");
    receipt.removeAll();
    receipt.add(new Pre(done.text()), download);
  }
}
