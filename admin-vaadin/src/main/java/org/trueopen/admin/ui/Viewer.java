package org.trueopen.admin.ui;

import com.vaadin.flow.component.UI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How the person in front of the page reads times.
 *
 * @param zone their browser's
 */
public record Viewer(ZoneId zone) {

  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter TODAY =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter THIS_YEAR =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);

  /** Of the page this is called for. */
  public static Viewer of(UI ui) {
    String id = ui.getPage().getExtendedClientDetails().getTimeZoneId();
    try {
      return new Viewer(id == null || id.isEmpty() ? ZoneOffset.UTC : ZoneId.of(id));
    } catch (DateTimeException e) {
      // A browser may know a zone that this Java does not.
      return new Viewer(ZoneOffset.UTC);
    }
  }

  /** {@code 21 Nov 2026, 20:15:03}. */
  public String full(Instant at) {
    return FULL.format(at.atZone(zone));
  }

  /** {@code 21 Nov 2026}. */
  public String day(Instant at) {
    return DAY.format(at.atZone(zone));
  }

  /** {@code 20:15:03}. */
  public String clock(Instant at) {
    return CLOCK.format(at.atZone(zone));
  }

  /** As short as it stays clear: {@code 20:15} today, {@code 19 Nov, 20:15} before. */
  public String brief(Instant at, Instant now) {
    boolean today = at.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
    return (today ? TODAY : THIS_YEAR).format(at.atZone(zone));
  }

  /** How long after something: {@code 9 s}, {@code 4 min}, {@code 3 h 20 min}, {@code 2 days}. */
  public static String span(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 2 * 3600) {
      return seconds / 60 + " min";
    }
    if (seconds < 48 * 3600) {
      return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
    return seconds / 86_400 + " days";
  }
}
