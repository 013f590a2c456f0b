package org.trueopen.admin.ui;

import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;

/** A line at the bottom of the page that goes by itself. */
public final class Toasts {

  private static final int GOOD_MS = 4000;

  /** Longer: it wants to be read. */
  private static final int BAD_MS = 9000;

  private Toasts() {}

  /** That something is done. */
  public static void good(String words) {
    Notification.show(words, GOOD_MS, Notification.Position.BOTTOM_CENTER)
        .addThemeVariants(NotificationVariant.SUCCESS);
  }

  /** That something is not. */
  public static void bad(String words) {
    Notification.show(words, BAD_MS, Notification.Position.BOTTOM_CENTER)
        .addThemeVariants(NotificationVariant.ERROR);
  }
}
