package org.trueopen.ingest.optout;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page, whole in itself: no script, no image, nothing from elsewhere. It names no address,
 * since whoever has the link may have it from somebody else.
 */
final class OptOutPage {

  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{margin:0;font:1.0625rem/1.5 system-ui,sans-serif;color:#1b1f24;background:#f5f6f8}
      main{max-width:34rem;margin:12vh auto 2rem;padding:2rem;background:#fff;border-radius:.75rem}
      h1{margin:0 0 .75rem;font-size:1.375rem;line-height:1.3}
      p{margin:0 0 1.25rem}
      button{font:inherit;padding:.625rem 1.25rem;border:1px solid #1f5fbf;border-radius:.5rem;
      color:#fff;background:#1f5fbf;cursor:pointer}
      button:focus-visible{outline:3px solid #8db8f5;outline-offset:2px}
      small{color:#57606a}
      @media (max-width:38rem){main{margin:0;border-radius:0;padding:1.5rem}}
      @media (prefers-color-scheme:dark){body{color:#e6e8eb;background:#15181c}
      main{background:#1f2329}small{color:#a0a8b2}}
      """;

  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
          .formatted(sha256(STYLE));

  private OptOutPage() {}

  /** Asks. Following a link changes nothing: scanners follow every link. */
  static void ask(HttpServerExchange exchange, boolean optedOut) {
    if (optedOut) {
      optedOut(exchange);
    } else {
      send(
          exchange,
          "Stop tracking for your address?",
          "The sender of this mail notes whether its mails are opened and which links are followed."
              + " You can switch that off for your address, for mails you already have as well."
              + " You keep getting the mails themselves.",
          "opt-out",
          "Stop tracking me");
    }
  }

  static void optedOut(HttpServerExchange exchange) {
    send(
        exchange,
        "Tracking is off for your address",
        "What you open and which links you follow in this sender's mails is no longer noted, in"
            + " those you already have as well.",
        "opt-in",
        "Allow tracking again");
  }

  static void optedIn(HttpServerExchange exchange) {
    send(
        exchange,
        "Tracking is allowed for your address",
        "The sender may note again whether its mails are opened and which links are followed.",
        "opt-out",
        "Stop tracking me");
  }

  static void tryAgain(HttpServerExchange exchange) {
    send(
        exchange,
        "That did not work",
        "Your choice could not be saved. Please go back and try again in a few" + " minutes.",
        "",
        "");
  }

  static void notUnderstood(HttpServerExchange exchange, String why) {
    send(exchange, "That could not be understood", why, "", "");
  }

  /**
   * @param action empty for no button
   */
  private static void send(
      HttpServerExchange exchange, String title, String text, String action, String button) {
    String form =
        action.isEmpty()
            ? ""
            : """
              <form method="post"><button name="action" value="%s">%s</button></form>
              """
                .formatted(action, button);
    String page =
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>%1$s</title>
        <style>%2$s</style>
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        <p>%3$s</p>
        %4$s</main>
        </body>
        </html>
        """
            .formatted(title, STYLE, text, form);
    setHeaders(exchange.getResponseHeaders());
    exchange.getResponseSender().send(page, UTF_8);
  }

  private static void setHeaders(HeaderMap headers) {
    headers.put(Headers.CONTENT_TYPE, "text/html; charset=utf-8");
    headers.put(Headers.CACHE_CONTROL, "no-store");
    headers.put(new HttpString("Content-Security-Policy"), POLICY);
    headers.put(new HttpString("X-Content-Type-Options"), "nosniff");
    headers.put(new HttpString("X-Robots-Tag"), "noindex");
    headers.put(new HttpString("Referrer-Policy"), "no-referrer");
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256, which every Java platform has, is missing", e);
    }
  }
}
