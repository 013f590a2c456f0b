package org.trueopen.settings;

/**
 * What was decided for a delivery when it was instrumented; frozen with it.
 *
 * @param identity whether hits may be tied to the recipient
 * @param textLinks whether links in plain text are tracked where clicks are; not kept with the
 *     delivery, whose links say it
 */
public record Decision(Outcome opens, Outcome clicks, IdentityOutcome identity, boolean textLinks) {

  /** Identified, without links in plain text. */
  public Decision(Outcome opens, Outcome clicks) {
    this(opens, clicks, IdentityOutcome.DEFAULT, false);
  }
}
