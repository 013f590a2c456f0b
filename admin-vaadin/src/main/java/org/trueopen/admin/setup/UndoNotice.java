package org.trueopen.admin.setup;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import org.trueopen.admin.ui.Html;

/** Says that something was saved, and offers to take it back. */
final class UndoNotice {

  /** Long enough to read it and to reach the button. */
  private static final int SHOWN_MS = 10_000;

  private UndoNotice() {}

  static void show(String words, Runnable undo) {
    Notification notice = new Notification();
    notice.setDuration(SHOWN_MS);
    notice.setPosition(Notification.Position.BOTTOM_CENTER);
    notice.addThemeVariants(NotificationVariant.SUCCESS);
    Button button = new Button("Undo");
    button.addThemeVariants(ButtonVariant.TERTIARY);
    button.addClickListener(
        event -> {
          notice.close();
          undo.run();
        });
    notice.add(Html.block("undo", new Span(words), button));
    notice.open();
  }
}
