package org.trueopen.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trueopen.id.DeliveryId;
import org.trueopen.token.Token;

/**
 * Makes requests that are right but for something. The same random numbers make the same requests.
 */
final class FuzzRequests {

  /** What an answer must be. */
  enum Expected {
    ANY,
    /** A pixel or a redirect. */
    HIT,
    /** 404, since it carries no token of ours or has no host of ours. */
    NOT_OURS
  }

  /**
   * One request.
   *
   * @param text its bytes, as Latin-1
   * @param route what it was made from, for names of files
   * @param head whether its answer has no body
   */
  record Request(String text, String route, boolean head, Expected expected) {

    byte[] bytes() {
      return text.getBytes(ISO_8859_1);
    }
  }

  private static final int DELIVERIES = 2000;
  private static final int RECIPIENTS = 500;
  private static final List<String> METHODS =
      List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW", "get", "G\u00e4T", "X");
  private static final List<String> HOSTS =
      List.of(
          "",
          "evil.example",
          "shared.example.",
          "SHARED.example",
          "shared.example:443",
          "shared.example:99999999999",
          "shared.example:",
          "[::1]",
          "[::1",
          "links.acme.example:8443",
          "links.acme.example",
          "\u00e4.example",
          "xn--4ca.example",
          "a..b",
          "127.0.0.1");
  private static final List<String> NODES =
      List.of(
          "1.2.3.4",
          "10.0.0.1",
          "::1",
          "[2001:db8::1]:443",
          "2001:db8::1%eth0",
          "999.1.1.1",
          "1.2.3.4:70000",
          "unknown",
          "_hidden",
          "\"[2001:db8::2]\"",
          "\"",
          "",
          " ",
          "1.2.3.*",
          "1-3.2.3.4",
          "0x7f.1",
          "1.2.3.0/24",
          "\u00ff");
  private static final List<String> FORWARDED =
      List.of("for=", "for=\"", ";", ",", "by=", "proto=https", "for", "=", "\\\"", "host=x;for=");
  private static final List<String> NAMES =
      List.of(
          "Accept",
          "Accept-Language",
          "Sec-Purpose",
          "Purpose",
          "X-Purpose",
          "X-Moz",
          "Sec-GPC",
          "DNT",
          "User-Agent",
          "Cookie",
          "Range",
          "Expect",
          "Upgrade",
          "If-None-Match",
          "Authorization",
          "Idempotency-Key",
          "Content-Type",
          "Accept-Encoding",
          "X-\u00e4",
          "\u0001",
          "a b",
          "(");
  private static final List<String> VALUES =
      List.of(
          "", "1", "0", "prefetch", "*/*", "bytes=0-", "100-continue", "h2c", "\"", "\t", "a,b");
  private static final List<String> PATHS =
      List.of(
          "/",
          "/o",
          "/o/",
          "/o/.gif",
          "/c/",
          "/i/",
          "/i/a/",
          "/i//a",
          "/opt-out",
          "/opt-out/",
          "/health/live",
          "/health/ready",
          "/health/mail",
          "/health/live/",
          "/internal/counters",
          "/metrics",
          "/v1/messages",
          "/v1/statuses",
          "/v1/deliveries/x/status",
          "/v1/deliveries//status",
          "/v1/deliveries",
          "//o/x.gif",
          "/o/../c/x",
          "/o/%2e%2e/x.gif",
          "/o/%00.gif",
          "/o/%.gif",
          "/o/%zz.gif",
          "/o/%c3%28.gif",
          "/o/%ff%ff.gif",
          "/o/a;b=c.gif",
          "/c/?",
          "/c/#x",
          "/c/x?a=%",
          "/c/x?&&==&a",
          "*",
          "http://shared.example/o/x.gif",
          "http://",
          "x");
  private static final List<String> JSON =
      List.of(
          "{\"from\":\"a@acme.example\",\"to\":[\"b@example.net\"],\"html\":\"<p>x</p>\"}",
          "{\"from\":\"a@acme.example\",\"to\":\"b@example.net\",\"subject\":\"x\",\"text\":\"y\"}",
          "{\"statuses\":[{\"deliveryId\":\"01JA2B3C4D5E6F7G8H9J0KMNPQ\",\"status\":\"delivered\"}]}",
          "{\"status\":\"delivered\"}",
          "{}",
          "[]",
          "[[[[[[[[",
          "{\"a\":1,\"a\":1}",
          "\u00ff\u00fe",
          "null");
  private static final List<String> API =
      List.of("/v1/messages", "/v1/statuses", "/v1/deliveries/01JA2B3C4D5E6F7G8H9J0KMNPQ/status");
  private static final List<String> FORMS =
      List.of("action=opt-out", "action=opt-in", "List-Unsubscribe=One-Click", "", "a=%", "&=&");
  private static final String TOKEN_CHARS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+~!$*'";

  private static final List<String> OPENS = tokens(FuzzRequests::open);
  private static final List<String> CLICKS = tokens(FuzzRequests::click);
  private static final List<String> IMAGES = tokens(FuzzRequests::image);
  private static final List<String> OPT_OUTS = tokens(FuzzRequests::optOut);
  private static final Set<String> ALL =
      Stream.of(OPENS, CLICKS, IMAGES, OPT_OUTS).flatMap(List::stream).collect(Collectors.toSet());

  private final SplittableRandom random;
  private boolean calm;

  FuzzRequests(SplittableRandom random) {
    this.random = random;
  }

  /** A pixel, image or link that is wrong in its token at most, so that its answer is certain. */
  Request calm() {
    calm = true;
    Request request = hit();
    calm = false;
    return request;
  }

  /** One whose end is certain, so that another may follow on the same connection. */
  Request next() {
    int kind = random.nextInt(1000);
    if (kind < 860) {
      return hit();
    }
    if (kind < 910) {
      return get(path(pick(PATHS)), "path", Expected.ANY);
    }
    if (kind < 950) {
      return get(
          "/opt-out/" + (one(3) ? pick(OPT_OUTS) : damagedToken(pick(OPT_OUTS))),
          "page",
          Expected.ANY);
    }
    if (kind < 955) {
      return post(
          "/opt-out/" + pick(OPT_OUTS), "form", pick(FORMS), "application/x-www-form-urlencoded");
    }
    if (kind < 990) {
      return post(pick(API), "api", one(2) ? pick(JSON) : damaged(pick(JSON)), "application/json");
    }
    if (kind == 999 && one(10)) {
      return get("/openapi.yaml", "document", Expected.ANY);
    }
    Request request = hit();
    return withBody(request, damaged("GET / HTTP/1.1\r\n\r\n"));
  }

  /** Bytes that may be no request at all, for a connection of their own. */
  String wild() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.append(next().text());
    }
    return switch (random.nextInt(4)) {
      case 0 -> garbage(random.nextInt(2000));
      case 1 -> text.substring(0, random.nextInt(text.length()));
      default -> damaged(damaged(text.toString()));
    };
  }

  private Request hit() {
    int kind = random.nextInt(4);
    List<String> tokens = kind < 2 ? OPENS : kind == 2 ? CLICKS : IMAGES;
    boolean good = one(3);
    String token = good ? pick(tokens) : damagedToken(pick(tokens));
    Expected expected =
        good ? Expected.HIT : ALL.contains(token) ? Expected.ANY : Expected.NOT_OURS;
    return switch (kind) {
      case 2 -> get("/c/" + token, "click", expected);
      case 3 -> get("/i/" + token + "/a.png", "image", expected);
      default -> get("/o/" + token + ".gif", "open", expected);
    };
  }

  private Request get(String path, String route, Expected expected) {
    Expected now = expected;
    String method = one(12) ? "HEAD" : "GET";
    if (!calm && one(60)) {
      method = pick(METHODS);
      now = Expected.ANY;
    }
    String target = path;
    if (one(10)) {
      target = path + "?a=" + tokenChar() + "&" + tokenChar() + "&&=" + tokenChar();
    } else if (!calm && one(150)) {
      target = path + "?" + printable(random.nextInt(30));
      now = Expected.ANY;
    }
    StringBuilder text = new StringBuilder(method).append(' ').append(target);
    text.append(!calm && one(200) ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
    if (!calm && one(25)) {
      text.append("Host: ").append(pick(HOSTS)).append("\r\n");
      now = Expected.ANY;
    } else {
      text.append("Host: shared.example\r\n");
    }
    if (headers(text)) {
      now = Expected.ANY;
    }
    text.append("\r\n");
    return new Request(text.toString(), route, method.equals("HEAD"), now);
  }

  /** True if any of them may be refused. */
  private boolean headers(StringBuilder text) {
    boolean odd = false;
    if (one(2)) {
      text.append("X-Forwarded-For: ")
          .append(random.nextInt(256))
          .append('.')
          .append(random.nextInt(256));
      text.append('.').append(random.nextInt(256)).append(".9\r\n");
    }
    if (one(5)) {
      text.append("X-Forwarded-For: ").append(list(NODES)).append("\r\n");
    }
    if (one(8)) {
      text.append("Forwarded: ").append(list(FORWARDED)).append(list(NODES)).append("\r\n");
    }
    if (one(3)) {
      text.append("User-Agent: Mozilla/5.0 ").append(printable(random.nextInt(60))).append("\r\n");
    }
    if (calm) {
      return false;
    }
    for (int i = one(6) ? random.nextInt(1, 6) : 0; i > 0; i--) {
      odd = true;
      text.append(pick(NAMES))
          .append(": ")
          .append(one(2) ? pick(VALUES) : line(random.nextInt(60)));
      text.append("\r\n");
    }
    if (one(500)) {
      odd = true;
      text.append("X: y\r\n".repeat(random.nextInt(150)));
    }
    if (one(500)) {
      odd = true;
      text.append("X: ").append("y".repeat(random.nextInt(30_000))).append("\r\n");
    }
    return odd;
  }

  private Request post(String path, String route, String body, String type) {
    StringBuilder text =
        new StringBuilder("POST ").append(path).append(" HTTP/1.1\r\nHost: shared.example\r\n");
    text.append("Content-Type: ").append(one(10) ? line(10) : type).append("\r\n");
    if (!one(8)) {
      text.append("Authorization: Bearer ")
          .append(one(8) ? line(9) : IngestFixture.ACME_KEY)
          .append("\r\n");
    }
    if (one(3)) {
      text.append("Idempotency-Key: ").append(line(random.nextInt(8))).append("\r\n");
    }
    return withBody(new Request(text + "\r\n", route, false, Expected.ANY), body);
  }

  /** With a length, or in chunks. */
  private Request withBody(Request request, String body) {
    String head = request.text().substring(0, request.text().length() - 2);
    String text =
        one(2)
            ? head + "Content-Length: " + body.length() + "\r\n\r\n" + body
            : head + "Transfer-Encoding: chunked\r\n\r\n" + chunks(body);
    return new Request(text, request.route() + "-body", request.head(), Expected.ANY);
  }

  private String chunks(String body) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < body.length()) {
      int to = Math.min(body.length(), at + random.nextInt(1, 40));
      text.append(Integer.toHexString(to - at)).append(one(9) ? ";a=b\r\n" : "\r\n");
      text.append(body, at, to).append("\r\n");
      at = to;
    }
    return text.append("0\r\n").append(one(9) ? "X-Trailer: y\r\n" : "").append("\r\n").toString();
  }

  /** Without what a URL gives a meaning, so that it is compared as it stands. */
  private String damagedToken(String token) {
    StringBuilder text = new StringBuilder(token);
    int at = random.nextInt(text.length());
    switch (random.nextInt(7)) {
      case 0 -> text.setLength(at);
      case 1 -> text.delete(0, at);
      case 2 -> text.insert(at, tokenChar());
      case 3 -> text.append("A".repeat(random.nextInt(1, one(50) ? 9000 : 20)));
      case 4 -> text.replace(at, text.length(), pick(one(2) ? OPENS : CLICKS).substring(at / 2));
      case 5 -> text.deleteCharAt(at);
      default -> text.setCharAt(at, tokenChar());
    }
    return text.toString();
  }

  private String damaged(String text) {
    StringBuilder result = new StringBuilder(text);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(result.length() + 1);
      int to = Math.min(result.length(), at + random.nextInt(1, 40));
      switch (random.nextInt(5)) {
        case 0 -> result.insert(at, garbage(random.nextInt(1, 5)));
        case 1 -> result.delete(at, to);
        case 2 -> result.insert(random.nextInt(result.length() + 1), result.substring(at, to));
        case 3 -> result.replace(at, Math.min(at + 1, result.length()), garbage(1));
        default -> result.replace(at, to, one(2) ? "\r\n" : "\0");
      }
    }
    return result.toString();
  }

  /** A path with something put in that does not end it. */
  private String path(String path) {
    int at = random.nextInt(path.length() + 1);
    return switch (random.nextInt(4)) {
      case 0 -> path;
      case 1 ->
          path.substring(0, at)
              + "%"
              + Integer.toHexString(random.nextInt(256))
              + path.substring(at);
      case 2 -> path.substring(0, at) + printable(random.nextInt(5)) + path.substring(at);
      default -> path.substring(0, at) + (char) random.nextInt(0x21, 256) + path.substring(at);
    };
  }

  private String list(List<String> parts) {
    StringBuilder text = new StringBuilder(pick(parts));
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(one(2) ? "," : ", ").append(pick(parts));
    }
    return text.toString();
  }

  private char tokenChar() {
    return TOKEN_CHARS.charAt(random.nextInt(TOKEN_CHARS.length()));
  }

  private String printable(int length) {
    return text(length, 0x21, 0x7F);
  }

  /** Anything that may stand in a line. */
  private String line(int length) {
    return text(length, 0, 256).replace('\r', ' ').replace('\n', ' ');
  }

  private String garbage(int length) {
    return text(length, 0, 256);
  }

  private String text(int length, int from, int to) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(from, to));
    }
    return text.toString();
  }

  private boolean one(int of) {
    return random.nextInt(of) == 0;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Makes one of a delivery. */
  @FunctionalInterface
  private interface Maker {
    Token make(DeliveryId delivery, int number);
  }

  private static List<String> tokens(Maker maker) {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < DELIVERIES; i++) {
      DeliveryId delivery = new DeliveryId("01JA2B3C4D5E6F7G8H9J%06d".formatted(i));
      tokens.add(IngestFixture.TOKENS.encode(maker.make(delivery, i)));
    }
    return tokens;
  }

  private static Token open(DeliveryId delivery, int number) {
    return new Token.Open(
        number % 50 == 0 ? IngestFixture.MUTED : IngestFixture.ACME,
        delivery,
        number % RECIPIENTS,
        number % 3 == 0);
  }

  private static Token click(DeliveryId delivery, int number) {
    String destination = number % 7 == 0 ? "https://example.com/\u00e4 \n" : "https://example.com/";
    return new Token.Click(
        IngestFixture.ACME, delivery, number % RECIPIENTS, number, destination + number);
  }

  private static Token image(DeliveryId delivery, int number) {
    return new Token.Image(
        IngestFixture.ACME, delivery, number % RECIPIENTS, "https://example.com/a.png");
  }

  private static Token optOut(DeliveryId delivery, int number) {
    return new Token.OptOut(IngestFixture.ACME, delivery, number % RECIPIENTS);
  }
}
