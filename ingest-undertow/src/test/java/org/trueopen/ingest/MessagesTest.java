package org.trueopen.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.trueopen.event.Delivery;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.id.MailboxAddress;
import org.trueopen.settings.DecidedBy;
import org.trueopen.token.Decoding.Decoded;
import org.trueopen.token.Token;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MessagesTest {

  private static final IngestClient CLIENT = IngestFixture.shared().client;
  private static final Pattern PIXEL = Pattern.compile("src=\"(https://[^/]+)/o/([\\w-]+)\\.gif\"");
  private static final Pattern LINK = Pattern.compile("href=\"(https://[^/]+)/c/([\\w-]+)\"");
  private static final String HTML =
      "<html><body><a href=\"https://shop.example/?a=1&amp;b=\u00fc\">Shop</a>"
          + "<a href=\"https://excluded.example/\">Excluded</a>"
          + "<a href=\"https://shop.example/2\">Two</a></body></html>";

  @Test
  void aMessageComesBackInstrumentedForEachRecipientAndIsInKafka() {
    JsonNode answer =
        accepted(
            Map.of(
                "from", "News <News@acme.example>",
                "to", List.of("bob@example.net", "Eve <EVE@example.net>"),
                "subject", "Gr\u00fc\u00dfe",
                "html", HTML,
                "text", "Hello",
                "campaign", "spring"));

    List<Delivery> deliveries = Recorded.deliveriesOf(answer.get("messageId").asString());
    assertThat(deliveries).hasSize(2);
    assertThat(answer.get("deliveries").valueStream().map(node -> node.get("to").asString()))
        .containsExactly("bob@example.net", "eve@example.net");
    for (JsonNode one : answer.get("deliveries")) {
      Delivery delivery =
          deliveries.stream()
              .filter(found -> found.deliveryId().equals(one.get("deliveryId").asString()))
              .findFirst()
              .orElseThrow();
      assertThat(one.get("text").asString()).isEqualTo("Hello");
      assertIsFiled(delivery, one.get("to").asString());
      assertCarriesItsTokens(one.get("html").asString(), delivery);
      assertThat(decision(one, "opens")).isEqualTo("true DEFAULT");
      assertThat(decision(one, "clicks")).isEqualTo("true DEFAULT");
      assertThat(one.get("decision").get("opens").get("since").isNull()).isTrue();
    }
  }

  @Test
  void aReaderWhoOpensAndClicksTheAnswerIsRecordedUnderItsDelivery() {
    JsonNode one =
        accepted(Map.of("from", "a@acme.example", "to", List.of("bob@example.net"), "html", HTML))
            .get("deliveries")
            .get(0);
    String html = one.get("html").asString();
    Matcher link = LINK.matcher(html);
    assertThat(link.find()).isTrue();
    Matcher pixel = PIXEL.matcher(html);
    assertThat(pixel.find()).isTrue();

    CLIENT.get("/o/" + pixel.group(2) + ".gif");
    HttpResponse<byte[]> redirect = CLIENT.get("/c/" + link.group(2));

    assertThat(redirect.headers().firstValue("Location"))
        .contains("https://shop.example/?a=1&b=%C3%BC");
    assertThat(Recorded.hitsOf(new DeliveryId(one.get("deliveryId").asString()))).hasSize(2);
  }

  @Test
  void aCampaignsSwitchDecidesAndSaysSinceWhenAndByWhom() {
    JsonNode one =
        accepted(
                Map.of(
                    "from",
                    "a@acme.example",
                    "to",
                    List.of("bob@example.net"),
                    "html",
                    HTML,
                    "campaign",
                    "quiet"))
            .get("deliveries")
            .get(0);

    JsonNode opens = one.get("decision").get("opens");
    assertThat(decision(one, "opens")).isEqualTo("false CAMPAIGN");
    assertThat(opens.get("name").asString()).isEqualTo("quiet");
    assertThat(opens.get("setBy").asString()).isEqualTo("alice");
    assertThat(Instant.parse(opens.get("since").asString())).isBefore(Instant.now());
    assertThat(opens.get("reason").asString())
        .startsWith("Turned off for the campaign quiet (set by alice");
    assertThat(decision(one, "clicks")).isEqualTo("true DEFAULT");
    assertThat(one.get("html").asString()).doesNotContain("/o/").contains("/c/");
  }

  @Test
  void switchesGivenWithTheMessageWinAndWithBothOffTheMailIsUntouched() {
    JsonNode off =
        accepted(
                Map.of(
                    "from",
                    "a@acme.example",
                    "to",
                    List.of("bob@example.net"),
                    "html",
                    HTML,
                    "tracking",
                    Map.of("opens", "off", "clicks", "off")))
            .get("deliveries")
            .get(0);
    JsonNode on =
        accepted(
                Map.of(
                    "from",
                    "a@acme.example",
                    "to",
                    List.of("bob@example.net"),
                    "html",
                    HTML,
                    "campaign",
                    "quiet",
                    "tracking",
                    Map.of("opens", "on", "clicks", "inherit")))
            .get("deliveries")
            .get(0);

    assertThat(off.get("html").asString()).isEqualTo(HTML);
    assertThat(decision(off, "opens")).isEqualTo("false MESSAGE");
    assertThat(decision(off, "clicks")).isEqualTo("false MESSAGE");
    assertThat(decision(on, "opens")).isEqualTo("true MESSAGE");
    assertThat(on.get("html").asString()).contains("/o/");
  }

  @Test
  void aDomainWithoutTrackingHostHasItsOpensTrackedOnTheSharedHostAndNoClicks() {
    JsonNode one =
        accepted(Map.of("from", "a@plain.example", "to", List.of("b@example.net"), "html", HTML))
            .get("deliveries")
            .get(0);

    assertThat(decision(one, "opens")).isEqualTo("true DEFAULT");
    assertThat(decision(one, "clicks")).isEqualTo("false NO_TRACKING_DOMAIN");
    assertThat(one.get("html").asString())
        .contains("https://shared.example/o/", "href=\"https://shop.example/2\"")
        .doesNotContain("/c/");
  }

  @Test
  void aDomainNobodyValidatedIsNotTrackedAndTheReasonNamesIt() {
    JsonNode one =
        accepted(Map.of("from", "a@stranger.example", "to", List.of("b@example.net"), "html", HTML))
            .get("deliveries")
            .get(0);

    assertThat(one.get("html").asString()).isEqualTo(HTML);
    assertThat(decision(one, "opens")).isEqualTo("false UNVALIDATED_DOMAIN");
    assertThat(decision(one, "clicks")).isEqualTo("false UNVALIDATED_DOMAIN");
    assertThat(one.get("decision").get("opens").get("reason").asString())
        .isEqualTo("The sending domain stranger.example is not validated.");
  }

  @Test
  void aMailOfTextAloneComesBackAsItWasAndIsStillADelivery() {
    JsonNode answer =
        accepted(
            Map.of(
                "from",
                "a@acme.example",
                "to",
                List.of("b@example.net"),
                "text",
                "https://x.example"));
    JsonNode one = answer.get("deliveries").get(0);

    assertThat(one.has("html")).isFalse();
    assertThat(one.get("text").asString()).isEqualTo("https://x.example");
    assertThat(decision(one, "opens")).isEqualTo("false NO_HTML");
    assertThat(decision(one, "clicks")).isEqualTo("false NO_HTML");
    Delivery delivery = Recorded.deliveriesOf(answer.get("messageId").asString()).getFirst();
    assertThat(delivery.hasHtml()).isFalse();
    assertThat(delivery.decision().opens().decidedBy()).isEqualTo(DecidedBy.NO_HTML);
  }

  @Test
  void aClientThatAsksBeforeItSendsIsToldToGoOn() throws Exception {
    String body =
        """
        {"from":"a@acme.example","to":["b@example.net"],"text":"hello"}""";
    try (Socket socket =
            new Socket(InetAddress.getLoopbackAddress(), IngestFixture.shared().server.port());
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
      socket
          .getOutputStream()
          .write(
              """
              POST /v1/messages HTTP/1.1\r
              Host: localhost\r
              Content-Type: application/json; charset=utf-8\r
              Authorization: Bearer acme-key\r
              Content-Length: %d\r
              Expect: 100-continue\r
              \r
              """
                  .formatted(body.length())
                  .getBytes(US_ASCII));
      assertThat(in.readLine()).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(in.readLine()).isEmpty();
      socket.getOutputStream().write(body.getBytes(US_ASCII));
      assertThat(in.readLine()).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void aBodyWithoutALengthInFrontIsReadAsWell() {
    HttpResponse<byte[]> response =
        CLIENT.postChunked(
            JsonMapper.shared()
                .writeValueAsBytes(
                    Map.of(
                        "from", "a@acme.example", "to", List.of("b@example.net"), "html", HTML)));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  private static void assertIsFiled(Delivery delivery, String recipient) {
    assertThat(delivery.account()).isEqualTo("acme");
    assertThat(delivery.recipient()).isEqualTo(recipient);
    assertThat(delivery.recipientKey())
        .isEqualTo(
            IngestFixture.HASHES.recipient(IngestFixture.ACME, new MailboxAddress(recipient)));
    assertThat(delivery.mailbox()).isEqualTo("news@acme.example");
    assertThat(delivery.campaign()).isEqualTo("spring");
    assertThat(delivery.subject()).isEqualTo("Gr\u00fc\u00dfe");
    assertThat(delivery.hasHtml()).isTrue();
    assertThat(delivery.unsubscribeLink()).isEqualTo(-1);
    assertThat(delivery.links())
        .containsExactly("https://shop.example/?a=1&b=\u00fc", "https://shop.example/2");
  }

  private static void assertCarriesItsTokens(String html, Delivery delivery) {
    Matcher pixel = PIXEL.matcher(html);
    assertThat(pixel.find()).isTrue();
    AccountId account = new AccountId(delivery.account());
    DeliveryId id = new DeliveryId(delivery.deliveryId());
    assertThat(pixel.group(1)).isEqualTo("https://links.acme.example:8443");
    assertThat(IngestFixture.TOKENS.decodeOpen(pixel.group(2)))
        .isEqualTo(new Decoded(new Token.Open(account, id, delivery.recipientKey())));
    assertThat(pixel.find()).isFalse();
    assertThat(html).endsWith("\"></body></html>");
    List<Object> tokens = new ArrayList<>();
    Matcher link = LINK.matcher(html);
    while (link.find()) {
      assertThat(link.group(1)).isEqualTo("https://links.acme.example:8443");
      tokens.add(IngestFixture.TOKENS.decodeClick(link.group(2)));
    }
    assertThat(tokens)
        .containsExactly(
            new Decoded(
                new Token.Click(account, id, delivery.recipientKey(), 0, delivery.links().get(0))),
            new Decoded(
                new Token.Click(account, id, delivery.recipientKey(), 1, delivery.links().get(1))));
    assertThat(html).contains("href=\"https://excluded.example/\"");
  }

  private static String decision(JsonNode delivery, String which) {
    JsonNode outcome = delivery.get("decision").get(which);
    return outcome.get("tracked").asBoolean() + " " + outcome.get("decidedBy").asString();
  }

  private static JsonNode accepted(Map<String, ?> message) {
    HttpResponse<byte[]> response = CLIENT.post(JsonMapper.shared().writeValueAsString(message));
    assertThat(response.statusCode()).as(IngestClient.text(response)).isEqualTo(200);
    return IngestClient.json(response);
  }
}
