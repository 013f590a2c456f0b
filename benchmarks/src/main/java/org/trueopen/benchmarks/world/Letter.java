package org.trueopen.benchmarks.world;

import java.time.Instant;
import org.trueopen.benchmarks.history.Mail;

/** One mail, and who gets it. */
record Letter(Mail mail, Recipient recipient) {

  Instant deliveredAt() {
    return mail.deliveredAt();
  }

  int links() {
    return mail.links();
  }

  int unsubscribeLink() {
    return mail.unsubscribeLink();
  }
}
