package org.trueopen.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.id.DeliveryId;
import org.trueopen.ingest.IngestClient.Counters;
import org.trueopen.log.OptOutLog;
import org.trueopen.log.TestBroker;
import org.trueopen.settings.OptOut;
import org.trueopen.token.Token;

class OptOutTest {

  private static final IngestClient CLIENT = IngestFixture.shared().client;
  private static final String FORM = "application/x-www-form-urlencoded";

  private final DeliveryId delivery = DeliveryId.next();
  private final long recipient = ThreadLocalRandom.current().nextLong();
  private final String path = path(recipient);
  private final String pixel =
      "/o/"
          + IngestFixture.TOKENS.encode(new Token.Open(IngestFixture.ACME, delivery, recipient))
          + ".gif";

  @Test
  void thePageAsksAndChangesNothing() {
    for (int i = 0; i < 3; i++) {
      HttpResponse<byte[]> page = CLIENT.get(path);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(IngestClient.text(page))
          .contains("<html lang=\"en\">", "Stop tracking me", "value=\"opt-out\"");
      assertThat(CLIENT.send("HEAD", path).body()).isEmpty();
    }

    CLIENT.get(pixel);
    assertThat(Recorded.hitsOf(delivery)).hasSize(1);
  }

  @Test
  void thePageIsWholeInItselfAndNobodyMayKeepOrFrameIt() throws Exception {
    HttpResponse<byte[]> page = CLIENT.get(path);
    String html = IngestClient.text(page);
    Matcher style = Pattern.compile("<style>(.*)</style>", Pattern.DOTALL).matcher(html);
    assertThat(style.find()).isTrue();
    String hash =
        Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(UTF_8)));

    assertThat(html).doesNotContain("<script", "http://", "https://", "<img", "<link");
    assertThat(html).contains("width=device-width", "prefers-color-scheme:dark");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .contains(
            "default-src 'none'; style-src 'sha256-"
                + hash
                + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.headers().firstValue("X-Robots-Tag")).contains("noindex");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
  }

  @Test
  void theButtonOptsOutAtOnceAndTheNextOneBackIn() {
    HttpResponse<byte[]> out = post(path, FORM, "action=opt-out");
    assertThat(out.statusCode()).isEqualTo(200);
    assertThat(IngestClient.text(out)).contains("Tracking is off", "value=\"opt-in\"");
    Counters before = CLIENT.counters();
    assertThat(CLIENT.get(pixel).statusCode()).isEqualTo(200);
    assertThat(Recorded.hitsOf(delivery)).isEmpty();
    Counters counted = CLIENT.counters();
    assertThat(counted.ignoredFor("opted-out") - before.ignoredFor("opted-out")).isEqualTo(1);
    assertThat(counted.ignored() - before.ignored()).isEqualTo(1);
    assertThat(counted.addUp()).isTrue();
    assertThat(IngestClient.text(CLIENT.get(path))).contains("Tracking is off");

    HttpResponse<byte[]> in = post(path, FORM, "action=opt-in");
    assertThat(IngestClient.text(in)).contains("Tracking is allowed", "value=\"opt-out\"");
    CLIENT.get(pixel);
    assertThat(Recorded.hitsOf(delivery)).hasSize(1);
  }

  @Test
  void theOptOutIsInKafkaWithItsSource() {
    post(path, FORM, "action=opt-out");

    try (OptOutLog log = OptOutLog.open(TestBroker.shared().config(), "test")) {
      assertThat(log.optOuts().find(recipient).orElseThrow().source())
          .isEqualTo(OptOut.Source.RECIPIENT);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          application/x-www-form-urlencoded => List-Unsubscribe=One-Click => off
          application/x-www-form-urlencoded => list-unsubscribe=one-click => off
          application/x-www-form-urlencoded => x=y&action=opt-out => off
          application/x-www-form-urlencoded => `` => off
          multipart/form-data; boundary=b => --b\\r\\nContent-Disposition: form-data; name="List-Unsubscribe"\\r\\n\\r\\nOne-Click\\r\\n--b-- => off
          multipart/form-data; boundary=b => --b\\r\\nContent-Disposition: form-data; name="action"\\r\\n\\r\\nopt-in\\r\\n--b-- => allowed
          """)
  void oneClickOfAMailProgramOptsOut(String type, String body, String outcome) {
    HttpResponse<byte[]> response = post(path, type, body.replace("\\r\\n", "\r\n"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(IngestClient.text(response)).contains("Tracking is " + outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-www-form-urlencoded, action=delete",
    "application/x-www-form-urlencoded, %",
    "application/json, '{\"action\":\"opt-out\"}'",
    "text/plain, action=opt-out",
    "multipart/form-data, nonsense"
  })
  void aBodyThatAsksForSomethingElseChangesNothing(String type, String body) {
    HttpResponse<byte[]> response = post(path, type, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(IngestClient.text(response)).contains("could not be understood");
    assertThat(IngestClient.text(CLIENT.get(path))).contains("Stop tracking me");
  }

  @Test
  void aBodyOverTheBoundIsRefused() {
    assertThat(post(path, FORM, "x".repeat(9000)).statusCode()).isEqualTo(413);
    assertThat(IngestClient.text(CLIENT.get(path))).contains("Stop tracking me");
  }

  @Test
  void whatIsNotSignedByUsIsNotFound() {
    String open =
        IngestFixture.TOKENS.encode(new Token.Open(IngestFixture.ACME, delivery, recipient));
    for (String bad :
        new String[] {
          "/opt-out",
          "/opt-out/",
          "/opt-out/x",
          "/opt-out/" + open,
          path + "x",
          path + "/",
          path(0),
          path.substring(0, path.length() - 1)
        }) {
      assertThat(CLIENT.get(bad).statusCode()).as(bad).isEqualTo(404);
      assertThat(post(bad, FORM, "action=opt-out").statusCode()).as(bad).isEqualTo(404);
    }
    assertThat(CLIENT.send("DELETE", path).statusCode()).isEqualTo(404);
  }

  private static String path(long recipient) {
    return "/opt-out/"
        + IngestFixture.TOKENS.encode(
            new Token.OptOut(IngestFixture.ACME, DeliveryId.next(), recipient));
  }

  private static HttpResponse<byte[]> post(String path, String type, String body) {
    return CLIENT.send(
        CLIENT.request(path, "Content-Type", type).POST(BodyPublishers.ofString(body)));
  }
}
