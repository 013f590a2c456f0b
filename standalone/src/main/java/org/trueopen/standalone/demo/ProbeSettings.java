package org.trueopen.standalone.demo;

import java.time.Duration;

/**
 * How large a probe is.
 *
 * @param messages mails sent
 * @param recipientsPerMessage recipients of each, all of them fresh; at most 1000
 * @param clicks whether the first link is followed too
 * @param requestsPerSecond the steady rate of hits
 * @param atMost no hit is begun after this time, whatever is left
 */
public record ProbeSettings(
    int messages,
    int recipientsPerMessage,
    boolean clicks,
    double requestsPerSecond,
    Duration atMost) {

  public ProbeSettings {
    if (messages < 1
        || recipientsPerMessage < 1
        || recipientsPerMessage > 1000
        || requestsPerSecond <= 0
        || !atMost.isPositive()) {
      throw new IllegalArgumentException(
          "a probe needs messages, 1 to 1000 recipients each, a rate and a time above zero, found "
              + messages
              + ", "
              + recipientsPerMessage
              + ", "
              + requestsPerSecond
              + " and "
              + atMost);
    }
  }
}
