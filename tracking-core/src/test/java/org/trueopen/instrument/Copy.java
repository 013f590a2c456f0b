package org.trueopen.instrument;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.GoldenFiles;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.token.Token;
import org.trueopen.token.TokenCodec;

/** One recipient's addresses, with real tokens. */
record Copy(boolean opens, boolean early, boolean clicks, List<String> links)
    implements RecipientUrls {

  static final TokenCodec TOKENS = new TokenCodec(GoldenFiles.ring());
  static final String OPT_OUT_URL;

  private static final TrackingUrls URLS = new TrackingUrls(TOKENS, "https://t.example");
  private static final AccountId ACCOUNT = new AccountId("acme");
  private static final DeliveryId DELIVERY = new DeliveryId("01K9A2B3C4D5E6F7G8H9J0KMNP");

  static {
    OPT_OUT_URL = URLS.optOut(new Token.OptOut(ACCOUNT, DELIVERY, 7));
  }

  /** Neither opens nor clicks. */
  static Copy untracked() {
    return new Copy(false, false, false, List.of());
  }

  static Copy clicksOnly(List<String> links) {
    return new Copy(false, false, true, links);
  }

  static Copy full(List<String> links) {
    return new Copy(true, false, true, links);
  }

  static Copy withEarlyPixel(List<String> links) {
    return new Copy(true, true, true, links);
  }

  @Override
  public @Nullable String pixel() {
    return opens ? URLS.pixel(new Token.Open(ACCOUNT, DELIVERY, 7)) : null;
  }

  @Override
  public @Nullable String earlyPixel() {
    return early ? URLS.pixel(new Token.Open(ACCOUNT, DELIVERY, 7, true)) : null;
  }

  @Override
  public String image(String destination, String name) {
    return URLS.image(new Token.Image(ACCOUNT, DELIVERY, 7, destination), name);
  }

  @Override
  public @Nullable String link(int number) {
    return clicks
        ? URLS.link(new Token.Click(ACCOUNT, DELIVERY, 7, number, links.get(number)))
        : null;
  }

  @Override
  public String optOut() {
    return OPT_OUT_URL;
  }
}
