package org.trueopen.ingest.message;

import java.util.List;
import org.trueopen.instrument.LinkRules;

/** A mail parsed once, from which every recipient's copy is made. */
interface MailTemplate {

  /** The links' destinations, by their number in the mail. */
  List<String> links();

  /** Parses a mail when it has been decided what in it is tracked. */
  @FunctionalInterface
  interface Parser<T extends MailTemplate> {

    /**
     * @param textLinks whether links in plain text are tracked
     */
    T parse(LinkRules rules, boolean textLinks);
  }
}
