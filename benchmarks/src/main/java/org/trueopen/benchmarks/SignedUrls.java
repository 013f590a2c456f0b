package org.trueopen.benchmarks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.instrument.RecipientUrls;
import org.trueopen.instrument.TrackingUrls;
import org.trueopen.token.Token;
import org.trueopen.token.TokenCodec;

/** A recipient's addresses, signed as ingest signs them. */
final class SignedUrls implements RecipientUrls {

  private static final AccountId ACCOUNT = new AccountId("acme");
  private static final DeliveryId DELIVERY = new DeliveryId("01K9A2B3C4D5E6F7G8H9J0KMNP");
  private static final long RECIPIENT = 0x1234_5678_9ABC_DEF0L;

  private final TrackingUrls urls;
  private final List<String> links;

  SignedUrls(TokenCodec tokens, List<String> links) {
    this.urls = new TrackingUrls(tokens, "https://t.example.com");
    this.links = links;
  }

  @Override
  public String pixel() {
    return urls.pixel(new Token.Open(ACCOUNT, DELIVERY, RECIPIENT));
  }

  @Override
  public @Nullable String earlyPixel() {
    return null;
  }

  @Override
  public String image(String destination, String name) {
    return urls.image(new Token.Image(ACCOUNT, DELIVERY, RECIPIENT, destination), name);
  }

  @Override
  public String link(int number) {
    return urls.link(new Token.Click(ACCOUNT, DELIVERY, RECIPIENT, number, links.get(number)));
  }

  @Override
  public String optOut() {
    return urls.optOut(new Token.OptOut(ACCOUNT, DELIVERY, RECIPIENT));
  }
}
