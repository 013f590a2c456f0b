package org.trueopen.ingest.smtp;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trueopen.id.AccountId;
import org.trueopen.ingest.smtp.RelayCounters.Untracked;

/**
 * Sends a mail's copies to the next hop, one by one, and makes one answer for the client of what
 * became of them:
 *
 * <ul>
 *   <li>all taken, now or by an earlier attempt: 250;
 *   <li>any deferred: 451, so that the client tries again; copies taken are remembered and not sent
 *       again then;
 *   <li>none taken, all refused for good: the next hop's own 5xx;
 *   <li>some refused for good, the others taken: 554 with the names of the refused; sent again
 *       without those, nothing is sent twice.
 * </ul>
 */
final class Forwarder {

  /** Recipients named in an answer; a mail can have thousands. */
  private static final int MAX_NAMED = 20;

  /**
   * A mail as it came in; never compared with another.
   *
   * @param id by which {@code Received} names it
   * @param trace the {@code Received} field to be put in front
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Mail(
      String id,
      AccountId account,
      String from,
      List<String> recipients,
      byte[] trace,
      byte[] bytes,
      MemoryBudget.Share share) {}

  private final BoundedTracking tracking;
  private final SentCopies sent;
  private final RelayCounters counters;
  private final Clock clock;
  private final Duration mailTimeout;

  Forwarder(
      BoundedTracking tracking,
      SentCopies sent,
      RelayCounters counters,
      Clock clock,
      Duration mailTimeout) {
    this.tracking = tracking;
    this.sent = sent;
    this.counters = counters;
    this.clock = clock;
    this.mailTimeout = mailTimeout;
  }

  Reply forward(Mail mail, NextHop nextHop) {
    Map<String, SentCopies.Key> keys = keys(mail);
    List<String> missing =
        mail.recipients().stream().filter(to -> !sent.isTaken(key(keys, to))).toList();
    counters.notRepeated.add(mail.recipients().size() - (long) missing.size());
    if (missing.isEmpty()) {
      keys.values().forEach(sent::forget);
      return Reply.of(250, "2.0.0", "taken by the next hop before, " + mail.id());
    }
    Map<String, Reply> answers = new LinkedHashMap<>();
    long deadline = System.nanoTime() + mailTimeout.toNanos();
    List<OutgoingCopy> copies =
        tracking.copies(mail.account(), mail.bytes(), mail.share(), mail.from(), missing);
    Reply hopeless = null;
    for (OutgoingCopy copy : copies) {
      Reply answer = hopeless;
      if (answer == null) {
        answer =
            System.nanoTime() - deadline > 0
                ? Reply.of(451, "4.3.2", "the next hop is too slow for all copies at once")
                : send(mail, copy, nextHop);
      }
      if (answer.enhanced().equals("4.4.1")) {
        hopeless = answer;
      }
      answers.put(copy.recipient(), answer);
      if (answer.positive()) {
        counters.copies.increment();
        sent.remember(key(keys, copy.recipient()));
      } else if (answer.permanent()) {
        tracking.reportBounce(mail.account(), copy.deliveryId(), clock.instant());
      }
    }
    Reply answer = sum(mail, answers);
    if (answer.positive()) {
      keys.values().forEach(sent::forget);
    }
    return answer;
  }

  private Reply send(Mail mail, OutgoingCopy copy, NextHop nextHop) {
    Optional<byte[]> written = tracking.write(copy, mail.bytes().length + 8192, mail.share());
    if (written.isPresent()) {
      byte[] bytes = written.get();
      Reply answer = nextHop.send(mail.from(), copy.recipient(), mail.trace(), bytes);
      boolean tooBig = answer.code() == 552 && bytes.length > mail.bytes().length;
      boolean madeEightBit =
          answer.enhanced().equals("5.6.3") && !HeaderLines.isEightBit(mail.bytes());
      if (!tooBig && !madeEightBit) {
        return answer;
      }
      // It would have been taken without us.
      tracking.count(Untracked.TOO_BIG);
    }
    byte[] plain = HeaderLines.withoutOurs(mail.bytes());
    return nextHop.send(mail.from(), copy.recipient(), mail.trace(), plain);
  }

  private static Reply sum(Mail mail, Map<String, Reply> answers) {
    List<Reply> deferred = answers.values().stream().filter(Reply::temporary).toList();
    if (!deferred.isEmpty()) {
      return deferred.getFirst().as(451);
    }
    List<String> refused = new ArrayList<>();
    answers.forEach(
        (recipient, answer) -> {
          if (answer.permanent()) {
            refused.add(recipient);
          }
        });
    if (refused.isEmpty()) {
      return mail.recipients().size() == 1
          ? answers.values().iterator().next().as(250)
          : Reply.of(
              250,
              "2.0.0",
              "taken for " + mail.recipients().size() + " recipients as " + mail.id());
    }
    if (refused.size() == mail.recipients().size()) {
      return answers.values().iterator().next();
    }
    return partly(mail, refused, answers);
  }

  private static Reply partly(Mail mail, List<String> refused, Map<String, Reply> answers) {
    List<String> lines = new ArrayList<>();
    refused.stream()
        .limit(MAX_NAMED)
        .forEach(recipient -> lines.add("<" + recipient + ">: " + answers.get(recipient)));
    if (refused.size() > MAX_NAMED) {
      lines.add("and " + (refused.size() - MAX_NAMED) + " more");
    }
    lines.add(
        "refused for "
            + refused.size()
            + " of "
            + mail.recipients().size()
            + " recipients, sent to the others");
    return new Reply(554, "5.6.0", lines);
  }

  private static Map<String, SentCopies.Key> keys(Mail mail) {
    byte[] digest = SentCopies.digest(mail.bytes());
    Map<String, SentCopies.Key> keys = new LinkedHashMap<>();
    for (String recipient : mail.recipients()) {
      keys.put(recipient, SentCopies.key(mail.account(), mail.from(), recipient, digest));
    }
    return keys;
  }

  private static SentCopies.Key key(Map<String, SentCopies.Key> keys, String recipient) {
    SentCopies.Key key = keys.get(recipient);
    if (key == null) {
      throw new IllegalStateException("a copy for a recipient the mail does not have");
    }
    return key;
  }
}
