package org.trueopen.event;

/** Which of a mail's images an open was recorded by. */
public enum PixelPlace {
  /** None: a click. */
  NONE,
  /** The pixel at the mail's end. */
  END,
  /** The second pixel at the mail's beginning; where only this one is loaded, the client cut it. */
  EARLY,
  /** A visible image of the sender's. */
  IMAGE
}
