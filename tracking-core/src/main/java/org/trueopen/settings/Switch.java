package org.trueopen.settings;

/** One of the Message Tracker's switches at one level. */
public enum Switch {
  ON,
  OFF,
  /** The next wider level decides. */
  INHERIT
}
