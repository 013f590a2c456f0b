package org.trueopen.ingest.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.id.KeyedHash;
import org.trueopen.id.MailboxAddress;
import org.trueopen.ingest.smtp.MailTracking;
import org.trueopen.ingest.web.RareWarning;
import org.trueopen.instrument.MimeSource;
import org.trueopen.log.EventLogException;
import org.trueopen.settings.DecidedBy;

/**
 * Tracks the mail that comes by SMTP. Tracking loses and delays no mail: what fails here makes the
 * copies what the mail was when it came, with the reason in their decisions.
 */
public final class MimeTracking implements MailTracking {

  private static final Logger LOG = LoggerFactory.getLogger(MimeTracking.class);

  /**
   * How long mail goes out untracked at once after Kafka did not answer: each would wait for it.
   */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final RareWarning warning = new RareWarning(LOG);
  private final MessageInstrumenter instrumenter;
  private final DeliveryPublisher deliveries;
  private final LatePublisher late;
  private final KeyedHash hashes;
  private volatile long pausedUntil = System.nanoTime();

  /**
   * @param deliveries one that does not wait for more than a few seconds
   * @param late what nobody waits for
   */
  public MimeTracking(
      MessageInstrumenter instrumenter,
      DeliveryPublisher deliveries,
      LatePublisher late,
      KeyedHash hashes) {
    this.instrumenter = instrumenter;
    this.deliveries = deliveries;
    this.late = late;
    this.hashes = hashes;
  }

  @Override
  public List<Copy> track(
      AccountId account, byte[] mail, String envelopeFrom, List<String> recipients) {
    try {
      return tryTrack(account, mail, envelopeFrom, recipients);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      warning.say("A mail goes out untracked, tracking failed: " + e.getClass().getName());
      LOG.debug("Tracking failed", e);
      return untouched(mail, recipients, DecidedBy.TRACKING_FAILED);
    }
  }

  private List<Copy> tryTrack(
      AccountId account, byte[] mail, String envelopeFrom, List<String> recipients) {
    MimeSource source = MimeSource.read(mail);
    Optional<MailboxAddress> from = source.from().or(() -> MailboxAddress.tryParse(envelopeFrom));
    List<MailboxAddress> known =
        recipients.stream().map(MailboxAddress::tryParse).flatMap(Optional::stream).toList();
    if (from.isEmpty() || known.isEmpty()) {
      return untouched(mail, recipients, DecidedBy.UNREADABLE);
    }
    Instrumented<MimeMail> instrumented =
        instrument(account, source, from.get(), known, ids(account, source, mail, envelopeFrom));
    if (!publish(instrumented)) {
      instrumented.deliveries().forEach(delivery -> late.publish(Untracked.failed(delivery)));
      return copies(
          source,
          recipients,
          instrumented.deliveries().stream().map(Untracked::failed).toList(),
          (delivery, out) -> writeUntouched(source, delivery, out));
    }
    return copies(
        source,
        recipients,
        instrumented.deliveries(),
        (delivery, out) -> writeTracked(instrumented, delivery, out));
  }

  private Instrumented<MimeMail> instrument(
      AccountId account,
      MimeSource source,
      MailboxAddress from,
      List<MailboxAddress> to,
      DeliveryIds ids) {
    TrackingHeaders headers = TrackingHeaders.of(source);
    if (!headers.ignored().isEmpty()) {
      warning.say(
          "A mail of the account %s has headers that are not understood and count as absent: %s"
              .formatted(account, String.join(", ", headers.ignored())));
    }
    Optional<DeliveryId> own = to.size() == 1 ? headers.deliveryId() : Optional.empty();
    return instrumenter.instrument(
        account,
        MailRequestParser.send(source, from, to, headers.campaign(), headers.switches()),
        own.map(id -> DeliveryIds.named(ids, id)).orElse(ids),
        (rules, textLinks) -> MimeMail.parse(source, rules, textLinks));
  }

  private DeliveryIds ids(AccountId account, MimeSource source, byte[] mail, String envelopeFrom) {
    return source.header("Message-ID").isPresent()
        ? new RelayIds(hashes, account, envelopeFrom, Fingerprint.of(mail))
        : DeliveryIds.fresh();
  }

  /** Whether Kafka has the deliveries; if not, mail does not ask again for a while. */
  private boolean publish(Instrumented<MimeMail> mail) {
    if (System.nanoTime() - pausedUntil < 0) {
      return false;
    }
    if (!DeliveryPublisher.fits(mail.deliveries().getFirst())) {
      warning.say("A mail goes out untracked: its links take more than a record of Kafka holds");
      return false;
    }
    try {
      deliveries.publish(mail.events());
      return true;
    } catch (EventLogException e) {
      pausedUntil = System.nanoTime() + PAUSE.toNanos();
      warning.say("Mail goes out untracked: Kafka did not take its deliveries in time");
      return false;
    }
  }

  @FunctionalInterface
  private interface DeliveryWriter {
    void write(Delivery delivery, OutputStream out) throws IOException;
  }

  /** In the order of the recipients; those whose address cannot be read have no delivery. */
  private static List<Copy> copies(
      MimeSource source,
      List<String> recipients,
      List<Delivery> deliveries,
      DeliveryWriter writer) {
    List<Copy> result = new ArrayList<>(recipients.size());
    int next = 0;
    for (String recipient : recipients) {
      if (MailboxAddress.tryParse(recipient).isPresent()) {
        Delivery delivery = deliveries.get(next++);
        result.add(
            new Copy(
                recipient,
                delivery.deliveryId(),
                delivery.decision(),
                out -> writer.write(delivery, out)));
      } else {
        result.add(
            new Copy(
                recipient,
                "",
                Untracked.because(DecidedBy.UNREADABLE),
                out -> source.writeUntouched(out, Map.of())));
      }
    }
    return result;
  }

  private static List<Copy> untouched(byte[] mail, List<String> recipients, DecidedBy reason) {
    return recipients.stream()
        .map(to -> new Copy(to, "", Untracked.because(reason), out -> out.write(mail)))
        .toList();
  }

  /** Made as a whole first: a copy that fails half-way through would be half a mail. */
  private void writeTracked(Instrumented<MimeMail> mail, Delivery delivery, OutputStream out)
      throws IOException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    try {
      MimeMail.writeCopy(mail, delivery, copy);
    } catch (RuntimeException | StackOverflowError e) {
      warning.say("A copy goes out untracked, it could not be made: " + e.getClass().getName());
      LOG.debug("A copy could not be made", e);
      writeUntouched(mail.template().source(), delivery, out);
      return;
    }
    copy.writeTo(out);
  }

  private static void writeUntouched(MimeSource source, Delivery delivery, OutputStream out)
      throws IOException {
    source.writeUntouched(out, Map.of(TrackingHeaders.DELIVERY, delivery.deliveryId()));
  }

  @Override
  public void report(
      AccountId account, String deliveryId, DeliveryStatus.Status status, Instant at) {
    if (!deliveryId.isEmpty()) {
      late.publish(new DeliveryStatus(account.value(), deliveryId, status, at));
    }
  }
}
