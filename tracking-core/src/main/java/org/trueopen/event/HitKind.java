package org.trueopen.event;

/** What was requested: the pixel, or a tracked link. */
public enum HitKind {
  OPEN,
  CLICK
}
