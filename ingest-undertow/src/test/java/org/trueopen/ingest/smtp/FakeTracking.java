package org.trueopen.ingest.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.id.AccountId;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.Decision;
import org.trueopen.settings.Outcome;

/** Writes each recipient's address where the mail says PIXEL. */
final class FakeTracking implements MailTracking {

  /** What it does when asked. */
  enum Mood {
    WELL,
    THROWS,
    OVERFLOWS,
    HANGS,
    WRITES_NOT,
    WRITES_BARE_LF,
    FORGETS_ONE,
    SAYS_IT_FAILED
  }

  volatile Mood mood = Mood.WELL;
  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<String> reports = new CopyOnWriteArrayList<>();
  final CountDownLatch never = new CountDownLatch(1);

  @Override
  public List<Copy> track(
      AccountId account, byte[] mail, String envelopeFrom, List<String> recipients) {
    asked.add(account + " <" + envelopeFrom + "> " + String.join(",", recipients));
    String text = new String(mail, ISO_8859_1);
    return switch (mood) {
      case THROWS -> throw new IllegalStateException("told to fail");
      case OVERFLOWS -> throw new StackOverflowError();
      case HANGS -> {
        await();
        yield List.of();
      }
      case FORGETS_ONE -> copies(text, recipients.subList(1, recipients.size()));
      case WELL, WRITES_NOT, WRITES_BARE_LF, SAYS_IT_FAILED -> copies(text, recipients);
    };
  }

  private List<Copy> copies(String mail, List<String> recipients) {
    DecidedBy by = mood == Mood.SAYS_IT_FAILED ? DecidedBy.TRACKING_FAILED : DecidedBy.DEFAULT;
    Outcome outcome = new Outcome(true, by, "", null, "");
    return recipients.stream()
        .map(
            to ->
                new Copy(
                    to,
                    "delivery-" + to,
                    new Decision(outcome, outcome),
                    out -> {
                      if (mood == Mood.WRITES_NOT) {
                        throw new IOException("told to fail");
                      }
                      String copy = mail.replace("PIXEL", "<img alt=\"" + to + "\">");
                      out.write(
                          (mood == Mood.WRITES_BARE_LF ? copy.replace("\r\n", "\n") : copy)
                              .getBytes(ISO_8859_1));
                    }))
        .toList();
  }

  private void await() {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void report(
      AccountId account, String deliveryId, DeliveryStatus.Status status, Instant at) {
    reports.add(account + " " + deliveryId + " " + status + " " + at);
  }
}
