package org.trueopen.standalone.demo;

import java.util.List;

/** How {@code POST /v1/messages} ended when it was answered for good. */
sealed interface SendOutcome {

  /** The mail was taken; one entry for each recipient. */
  record Sent(List<TrackedMail> deliveries) implements SendOutcome {}

  /** The mail itself was refused; sending it again would not help. */
  record Refused(int status, String answer) implements SendOutcome {}
}
