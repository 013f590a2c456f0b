package org.trueopen.admin.webhooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** What an endpoint's address must be. Whether it leads outside is seen when it is posted to. */
public final class WebhookUrls {

  private static final int MAX_CHARS = 2000;

  private WebhookUrls() {}

  /** What is wrong with an address; empty if nothing is. */
  public static Optional<String> problem(String url) {
    try {
      URI uri = new URI(url);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (url.length() <= MAX_CHARS
          && web
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getFragment() == null) {
        return Optional.empty();
      }
    } catch (URISyntaxException e) {
      // said below
    }
    return Optional.of(
        "expected an http or https address of at most "
            + MAX_CHARS
            + " characters, without user or fragment");
  }
}
