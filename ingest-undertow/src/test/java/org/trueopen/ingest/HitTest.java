package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trueopen.config.ProductVersion;
import org.trueopen.event.Hit;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.ingest.IngestClient.Counters;
import org.trueopen.settings.AccountPolicy;
import org.trueopen.settings.SettingKey;
import org.trueopen.token.KeyRing;
import org.trueopen.token.Token;
import org.trueopen.token.TokenCodec;

class HitTest {

  private static final IngestClient CLIENT = IngestFixture.shared().client;
  private static final String ASK_AGAIN = "no-cache, no-store, must-revalidate, private, max-age=0";

  private final DeliveryId delivery = DeliveryId.next();

  @Test
  void aPixelIsATransparentGifOf43BytesThatNobodyMayKeep() throws Exception {
    HttpResponse<byte[]> response = CLIENT.get(open());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).hasSize(43);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(response.body()));
    assertThat(image.getWidth()).isEqualTo(1);
    assertThat(image.getHeight()).isEqualTo(1);
    assertThat(image.getRGB(0, 0) >>> 24).as("alpha").isZero();
    assertThat(response.headers().map())
        .containsEntry("content-type", List.of("image/gif"))
        .containsEntry("content-length", List.of("43"))
        .containsEntry("cache-control", List.of(ASK_AGAIN))
        .containsEntry("pragma", List.of("no-cache"))
        .containsEntry("expires", List.of("0"));
  }

  @Test
  void aHitIsInKafkaWhenItsAnswerArrives() {
    Instant before = Instant.now();
    CLIENT.get(
        open(),
        "User-Agent",
        "Tester/1.0",
        "Accept",
        "image/*",
        "Sec-Purpose",
        "prefetch",
        "Cookie",
        "private=1",
        "Referer",
        "https://mail.example/");

    Hit hit = onlyHit();
    assertThat(hit.account()).isEqualTo("acme");
    assertThat(hit.kind()).isEqualTo(HitKind.OPEN);
    assertThat(hit.link()).isEqualTo(-1);
    assertThat(hit.url()).isEmpty();
    assertThat(hit.method()).isEqualTo("GET");
    assertThat(hit.address()).isEqualTo("127.0.0.1");
    assertThat(hit.userAgent()).isEqualTo("Tester/1.0");
    assertThat(hit.headers()).isEqualTo(Map.of("accept", "image/*", "sec-purpose", "prefetch"));
    assertThat(hit.at()).isBetween(before.minusMillis(1), Instant.now());
    assertThat(hit.hitId()).hasSize(26);
    assertThat(hit.label()).isEmpty();
  }

  @Test
  void everyRequestIsAHitOfItsOwn() {
    for (int i = 0; i < 3; i++) {
      CLIENT.get(open());
    }

    assertThat(Recorded.hitsOf(delivery)).extracting(Hit::hitId).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void headIsAnsweredAndRecordedLikeGetButWithoutABody() {
    HttpResponse<byte[]> pixel = CLIENT.send("HEAD", open());
    HttpResponse<byte[]> link = CLIENT.send("HEAD", click("https://example.com/a"));

    assertThat(pixel.statusCode()).isEqualTo(200);
    assertThat(pixel.body()).isEmpty();
    assertThat(pixel.headers().firstValue("Content-Length")).contains("43");
    assertThat(link.statusCode()).isEqualTo(302);
    assertThat(link.headers().firstValue("Location")).contains("https://example.com/a");
    assertThat(Recorded.hitsOf(delivery)).extracting(Hit::method).containsOnly("HEAD").hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          https://example.com/a?b=c&d=%20e#f        => https://example.com/a?b=c&d=%20e#f
          http://example.com                        => http://example.com
          https://example.com/\u00fc?q=\u65e5       => https://example.com/%C3%BC?q=%E6%97%A5
          https://example.com/\ud83d\ude00          => https://example.com/%F0%9F%98%80
          https://b\u00fccher.example/              => https://b%C3%BCcher.example/
          https://example.com/a b"c'<d>|            => https://example.com/a%20b"c'<d>|
          """)
  void aLinkRedirectsToExactlyItsDestination(String destination, String location) {
    HttpResponse<byte[]> response = CLIENT.get(click(destination));

    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(response.headers().allValues("Location")).containsExactly(location);
    assertThat(response.headers().firstValue("Cache-Control")).contains(ASK_AGAIN);
    assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(response.body()).isEmpty();
    Hit hit = onlyHit();
    assertThat(hit.kind()).isEqualTo(HitKind.CLICK);
    assertThat(hit.link()).isEqualTo(3);
    assertThat(hit.url()).isEqualTo(destination);
  }

  @Test
  void anImageRedirectsToTheSendersOwnAndIsAnOpen() {
    String token = image("https://img.example/a.jpg");

    HttpResponse<byte[]> response = CLIENT.get("/i/" + token + "/autumn-offer.jpg");

    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(response.headers().firstValue("Location")).contains("https://img.example/a.jpg");
    assertThat(response.headers().firstValue("Cache-Control")).contains(ASK_AGAIN);
    Hit hit = onlyHit();
    assertThat(hit.kind()).isEqualTo(HitKind.OPEN);
    assertThat(hit.pixel()).isEqualTo(PixelPlace.IMAGE);
    assertThat(hit.url()).isEmpty();
  }

  @Test
  void whichPixelWasLoadedIsRecorded() {
    CLIENT.get(
        "/o/"
            + IngestFixture.TOKENS.encode(new Token.Open(IngestFixture.ACME, delivery, 7, true))
            + ".gif");
    CLIENT.get(open());
    CLIENT.get(click("https://example.com/"));

    assertThat(Recorded.hitsOf(delivery))
        .extracting(Hit::pixel)
        .containsExactly(PixelPlace.EARLY, PixelPlace.END, PixelPlace.NONE);
  }

  @Test
  void noDestinationWritesASecondHeader() {
    String answer =
        CLIENT.raw(
            "GET "
                + click("https://example.com/\r\nSet-Cookie: a=b\r\n\r\n<html>\0\u0085")
                + " HTTP/1.1\r\nHost: shared.example\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 302").doesNotContainIgnoringCase("\nset-cookie");
    assertThat(answer)
        .contains("https://example.com/%0D%0ASet-Cookie:%20a=b%0D%0A%0D%0A<html>%00%C2%85");
  }

  @Test
  void theLongestTokenIsAnsweredAndALongerOneIsNot() {
    String longest = "https://example.com/" + "x".repeat(5780);
    HttpResponse<byte[]> answered = CLIENT.get(click(longest));
    HttpResponse<byte[]> refused = CLIENT.get(click(longest) + "A".repeat(100));

    assertThat(answered.headers().firstValue("Location")).contains(longest);
    assertThat(refused.statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsNotSignedByUsIsNotFoundAndCountedByItsReason() {
    String open = IngestFixture.TOKENS.encode(new Token.Open(IngestFixture.ACME, delivery, 7));
    String click =
        IngestFixture.TOKENS.encode(
            new Token.Click(IngestFixture.ACME, delivery, 7, 0, "https://example.com/"));
    String stranger =
        new TokenCodec(
                new KeyRing(List.of(IngestFixture.key(2, "a stranger's key with the same id"))))
            .encode(new Token.Click(IngestFixture.ACME, delivery, 7, 0, "https://evil.example/"));
    String foreign =
        new TokenCodec(
                new KeyRing(List.of(IngestFixture.key(9, "a key that is not in the ring....."))))
            .encode(new Token.Open(IngestFixture.ACME, delivery, 7));

    refused("bad-signature", "/c/" + stranger);
    // Whole groups of four characters leave whole bytes, so it is the signature that is wrong.
    refused("bad-signature", "/c/" + click.substring(0, (click.length() - 1) / 4 * 4));
    refused("malformed", "/c/" + click.substring(0, 20));
    refused("bad-signature", "/o/" + change(open, 40) + ".gif");
    refused("unknown-key", "/o/" + foreign + ".gif");
    refused("unknown-version", "/o/" + change(open, 0) + ".gif");
    refused("other-kind", "/c/" + open);
    refused("other-kind", "/o/" + click + ".gif");
    refused("malformed", "/o/" + open);
    refused("malformed", "/o/" + open + ".png");
    refused("malformed", "/o/" + open + "/x.gif");
    refused("malformed", "/c/" + click + "=");
    refused("malformed", "/c/" + click + "%00");
    refused("malformed", "/c//" + click);
    refused("malformed", "/o/.gif");
    refused("malformed", "/o/");
    refused("malformed", "/o");
    refused("malformed", "/c");
    refused("malformed", "/c/https://evil.example/");
    String image = image("https://img.example/a.jpg");
    refused("malformed", "/i/" + image);
    refused("malformed", "/i/" + image + "/");
    refused("malformed", "/i/" + image + "/a/b.jpg");
    refused("malformed", "/i/x/a.jpg");
    refused("other-kind", "/i/" + click + "/a.jpg");
    refused("other-kind", "/c/" + image);
    refused("other-kind", "/o/" + image + ".gif");
    refused("wrong-method", "POST", "/i/" + image + "/a.jpg");
    refused("too-long", "/c/" + "A".repeat(8001));
    refused("wrong-method", "POST", "/o/" + open + ".gif");
    refused("wrong-method", "DELETE", "/c/" + click);
    assertThat(Recorded.hitsOf(delivery)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/x",
        "/favicon.ico",
        "/v1",
        "/v1/messages/x",
        "/health",
        "/open/x",
        "/internal"
      })
  void otherPathsAreNotFound(String path) {
    Counters before = CLIENT.counters();

    assertThat(CLIENT.get(path).statusCode()).isEqualTo(404);
    assertThat(CLIENT.counters().since(before).received()).isZero();
  }

  @Test
  void underTheKillSwitchAHitIsAnsweredButNotRecorded() {
    Counters before = CLIENT.counters();

    HttpResponse<byte[]> response =
        CLIENT.get(IngestFixture.openPath(IngestFixture.MUTED, delivery));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).hasSize(43);
    assertThat(Recorded.hitsOf(delivery)).isEmpty();
    Counters counted = CLIENT.counters().since(before);
    assertThat(counted.ignored()).isEqualTo(1);
    assertThat(CLIENT.counters().ignoredFor("kill-switch") - before.ignoredFor("kill-switch"))
        .isEqualTo(1);
    assertThat(counted.received()).isEqualTo(1);
    assertThat(counted.addUp()).isTrue();
  }

  @Test
  void theKillSwitchReachesMailAlreadySentWhileTheProcessRuns() {
    AccountId account = new AccountId("switched");
    String path = IngestFixture.openPath(account, delivery);
    CLIENT.get(path);
    assertThat(Recorded.hitsOf(delivery)).hasSize(1);

    IngestFixture.set(SettingKey.policy(account), new AccountPolicy(true, false));

    long ignored = CLIENT.counters().ignored();
    await()
        .until(
            () -> {
              CLIENT.get(path);
              return CLIENT.counters().ignored() > ignored;
            });
    int recorded = Recorded.hitsOf(delivery).size();
    CLIENT.get(path);
    assertThat(Recorded.hitsOf(delivery)).hasSize(recorded);
  }

  @Test
  void longHeadersAreCut() {
    CLIENT.get(open(), "User-Agent", "u".repeat(3000), "Accept-Language", "l".repeat(3000));

    assertThat(onlyHit().userAgent()).hasSize(1024);
    assertThat(onlyHit().headers().get("accept-language")).hasSize(256);
  }

  @Test
  void theCountersAddUpAndAreForTheInsideOnly() {
    assertThat(CLIENT.counters()).matches(Counters::addUp);
    assertThat(CLIENT.get("/internal/counters").statusCode()).isEqualTo(404);
    assertThat(CLIENT.get("/metrics").statusCode()).isEqualTo(404);
  }

  @Test
  void healthSaysThatTheProcessLivesAndIsReady() {
    HttpResponse<byte[]> live = CLIENT.get("/health/live");
    HttpResponse<byte[]> ready = CLIENT.get("/health/ready");

    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(IngestClient.json(live).get("status").asString()).isEqualTo("live");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(IngestClient.json(ready).get("status").asString()).isEqualTo("ready");
  }

  @Test
  void theVersionIsToldToThisMachineAndToNobodyElse() {
    HttpResponse<byte[]> here = CLIENT.get("/health/ready");
    HttpResponse<byte[]> stranger = CLIENT.get("/health/ready", "X-Forwarded-For", "203.0.113.9");

    assertThat(IngestClient.json(here).get("version").asString()).isEqualTo(ProductVersion.text());
    assertThat(IngestClient.json(stranger).has("version")).isFalse();
  }

  private void refused(String reason, String path) {
    refused(reason, "GET", path);
  }

  private void refused(String reason, String method, String path) {
    Counters before = CLIENT.counters();

    HttpResponse<byte[]> response = CLIENT.send(method, path);

    assertThat(response.statusCode()).as(path).isEqualTo(404);
    assertThat(response.body()).as(path).isEmpty();
    assertThat(response.headers().firstValue("Location")).as(path).isEmpty();
    Counters after = CLIENT.counters();
    assertThat(after.rejectedFor(reason) - before.rejectedFor(reason)).as(path).isEqualTo(1);
    assertThat(after.since(before).received()).as(path).isEqualTo(1);
    assertThat(after.since(before).rejected()).as(path).isEqualTo(1);
  }

  private static String change(String token, int at) {
    char other = token.charAt(at) == 'C' ? 'D' : 'C';
    return token.substring(0, at) + other + token.substring(at + 1);
  }

  private String open() {
    return IngestFixture.openPath(IngestFixture.ACME, delivery);
  }

  private String image(String destination) {
    return IngestFixture.TOKENS.encode(
        new Token.Image(IngestFixture.ACME, delivery, 7, destination));
  }

  private String click(String destination) {
    return IngestFixture.clickPath(delivery, 3, destination);
  }

  private Hit onlyHit() {
    List<Hit> hits = Recorded.hitsOf(delivery);
    assertThat(hits).hasSize(1);
    return hits.getFirst();
  }
}
