package org.trueopen.ingest.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.trueopen.event.Delivery;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.instrument.RecipientUrls;
import org.trueopen.instrument.TrackingUrls;
import org.trueopen.token.Token;
import org.trueopen.token.TokenCodec;

/**
 * The addresses in one recipient's copy.
 *
 * @param subject whose hits they are: the delivery, or all mail like it
 * @param subjectKey the recipient's key in the tokens of pixel, images and links; 0 for nobody's
 * @param early whether there is a second pixel
 * @param trap whether there is a honeypot
 */
record CopyUrls(
    TrackingUrls urls,
    AccountId account,
    DeliveryId subject,
    long subjectKey,
    Delivery delivery,
    boolean early,
    boolean trap)
    implements RecipientUrls {

  @Override
  public @Nullable String pixel() {
    return delivery.decision().opens().tracked()
        ? urls.pixel(new Token.Open(account, subject, subjectKey))
        : null;
  }

  @Override
  public @Nullable String earlyPixel() {
    return early && delivery.decision().opens().tracked()
        ? urls.pixel(new Token.Open(account, subject, subjectKey, true))
        : null;
  }

  @Override
  public String image(String destination, String name) {
    // A longer one fits into no token and stays the sender's own.
    return destination.getBytes(UTF_8).length <= TokenCodec.MAX_DESTINATION_BYTES
        ? urls.image(new Token.Image(account, subject, subjectKey, destination), name)
        : destination;
  }

  @Override
  public @Nullable String link(int number) {
    return delivery.decision().clicks().tracked()
        ? urls.link(
            new Token.Click(account, subject, subjectKey, number, delivery.links().get(number)))
        : null;
  }

  /** It leads where the first link does. */
  @Override
  public @Nullable String honeypot() {
    return trap && delivery.decision().clicks().tracked() && !delivery.links().isEmpty()
        ? urls.link(
            new Token.Click(account, subject, subjectKey, 0, delivery.links().getFirst(), true))
        : null;
  }

  /** Always the recipient's own: anonymous mail may be opted out of as well. */
  @Override
  public String optOut() {
    return urls.optOut(new Token.OptOut(account, subject, delivery.recipientKey()));
  }
}
