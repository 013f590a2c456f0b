package org.trueopen.standalone.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Mails recipients that nobody has mailed before, and goes on trying while nobody answers. */
final class ProbeMail {

  private static final Duration WAIT_TO_RETRY = Duration.ofSeconds(1);

  private final IngestApi api;
  private final String name;
  private final OutageLog outage;
  private final Newsletter mail =
      Newsletters.load().stream().filter(m -> !m.toMany()).findFirst().orElseThrow();
  private int recipients;

  /**
   * @param name distinguishes these recipients and their campaign from others'
   */
  ProbeMail(IngestApi api, String name, OutageLog outage) {
    requireName(name);
    this.api = api;
    this.name = name;
    this.outage = outage;
  }

  static void requireName(String name) {
    if (!name.matches("[a-z0-9]{1,32}")) {
      throw new IllegalArgumentException(
          "a probe's name is 1 to 32 of a-z 0-9, found \"" + name + "\"");
    }
  }

  /** The campaign of a probe's mail. */
  static String campaign(String name) {
    return "probe-" + name;
  }

  /** A reader in a /48 of its own, so that no two look alike to any rule over networks. */
  static String readerAddress(int number) {
    return "2001:db8:%x::%x".formatted(number & 0xffff, (number >>> 16) + 1);
  }

  /**
   * Sends one mail; returns when it was taken.
   *
   * @param count recipients, all of them fresh
   * @throws IllegalStateException if the mail is refused, as with a wrong key
   */
  List<TrackedMail> send(int count) throws InterruptedException {
    List<String> to =
        IntStream.range(recipients, recipients + count)
            .mapToObj(n -> "p" + n + "." + name + "@probe.example")
            .toList();
    recipients += count;
    return send(
        new OutgoingMail(
            mail.from(), to, mail.subject(), mail.html(), mail.text(), campaign(name)));
  }

  private List<TrackedMail> send(OutgoingMail outgoing) throws InterruptedException {
    while (true) {
      try {
        SendOutcome outcome = api.send(outgoing);
        outage.worked();
        return switch (outcome) {
          case SendOutcome.Sent(List<TrackedMail> deliveries) -> deliveries;
          case SendOutcome.Refused(int status, String answer) ->
              throw new IllegalStateException(
                  "the probe's mail was refused with " + status + ": " + answer);
        };
      } catch (IOException e) {
        outage.failed(OutageLog.reason(e));
        TimeUnit.MILLISECONDS.sleep(WAIT_TO_RETRY.toMillis());
      }
    }
  }
}
