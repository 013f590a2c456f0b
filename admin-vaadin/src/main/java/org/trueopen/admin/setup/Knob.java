package org.trueopen.admin.setup;

import org.trueopen.settings.Identity;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;

/** One of the four things a level can say, seen alike: on, off, or left to the next wider level. */
enum Knob {
  OPENS("Open tracking", "On", "Off", Switch.ON),
  CLICKS("Click tracking", "On", "Off", Switch.ON),
  TEXT_LINKS("Links in plain text", "On", "Off", Switch.OFF),
  IDENTITY("Identity", "Anonymous", "Identified", Switch.OFF);

  private final String label;
  private final String on;
  private final String off;
  private final Switch byDefault;

  Knob(String label, String on, String off, Switch byDefault) {
    this.label = label;
    this.on = on;
    this.off = off;
    this.byDefault = byDefault;
  }

  String label() {
    return label;
  }

  /** What holds where no level says anything. */
  Switch byDefault() {
    return byDefault;
  }

  String word(Switch value) {
    return switch (value) {
      case ON -> on;
      case OFF -> off;
      case INHERIT -> "Inherit";
    };
  }

  Switch of(TrackingSwitches switches) {
    return switch (this) {
      case OPENS -> switches.opens();
      case CLICKS -> switches.clicks();
      case TEXT_LINKS -> switches.textLinks();
      case IDENTITY ->
          switch (switches.identity()) {
            case ANONYMOUS -> Switch.ON;
            case IDENTIFIED -> Switch.OFF;
            case INHERIT -> Switch.INHERIT;
          };
    };
  }

  /** The same switches with this one set. */
  TrackingSwitches set(TrackingSwitches before, Switch value) {
    return new TrackingSwitches(
        this == OPENS ? value : before.opens(),
        this == CLICKS ? value : before.clicks(),
        this == IDENTITY ? identity(value) : before.identity(),
        this == TEXT_LINKS ? value : before.textLinks());
  }

  private static Identity identity(Switch value) {
    return switch (value) {
      case ON -> Identity.ANONYMOUS;
      case OFF -> Identity.IDENTIFIED;
      case INHERIT -> Identity.INHERIT;
    };
  }
}
