package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.trueopen.event.Aggregate;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryEvent;
import org.trueopen.event.Hit;
import org.trueopen.event.PixelPlace;
import org.trueopen.id.DeliveryId;
import org.trueopen.id.MailboxAddress;
import org.trueopen.log.OptOutLog;
import org.trueopen.log.TestBroker;
import org.trueopen.settings.OptOut;
import org.trueopen.settings.OptOutChange;
import org.trueopen.token.Decoding.Decoded;
import org.trueopen.token.Token;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What differs between the copies of one message, and what must not. */
class RecipientsTest {

  private static final IngestClient CLIENT = IngestFixture.shared().client;
  private static final Pattern PIXEL = Pattern.compile("/o/([\\w-]+)\\.gif");
  private static final Pattern LINK = Pattern.compile("/c/([\\w-]+)");
  private static final String HTML =
      "<body><p>Hi</p><a href=\"https://shop.example/1\">One</a></body>";

  @Test
  void eachRecipientHasAnOptOutLinkWhichAlsoStandsWhereTheApplicationPutsIt() {
    Map<String, Object> message = message("a@acme.example", "eve@example.net");
    message.put("html", "<body><a href=\"{{trueopen_opt_out_url}}\">Stop tracking</a></body>");
    message.put("text", "Stop tracking: {{trueopen_opt_out_url}}");
    message.put("tracking", Map.of("opens", "off", "clicks", "off"));

    JsonNode copy = only(accepted(message));

    String url = copy.get("optOutUrl").asString();
    assertThat(url).startsWith("https://links.acme.example:8443/opt-out/");
    assertThat(copy.get("html").asString())
        .isEqualTo("<body><a href=\"" + url + "\">Stop tracking</a></body>");
    assertThat(copy.get("text").asString()).isEqualTo("Stop tracking: " + url);
    assertThat(IngestFixture.TOKENS.decodeOptOut(url.substring(url.lastIndexOf('/') + 1)))
        .isEqualTo(
            new Decoded(
                new Token.OptOut(
                    IngestFixture.ACME,
                    new DeliveryId(copy.get("deliveryId").asString()),
                    key("eve@example.net"))));
  }

  @Test
  void whoHasOptedOutGetsAnUntrackedCopyAndTheOthersDoNot() {
    optOut("quiet.one@example.net");

    JsonNode answer =
        accepted(message("a@acme.example", "loud.one@example.net", "quiet.one@example.net"));

    JsonNode loud = answer.get("deliveries").get(0);
    JsonNode quiet = answer.get("deliveries").get(1);
    assertThat(loud.get("html").asString()).contains("/o/", "/c/");
    assertThat(quiet.get("html").asString()).isEqualTo(HTML);
    JsonNode opens = quiet.get("decision").get("opens");
    assertThat(opens.get("decidedBy").asString()).isEqualTo("OPTED_OUT");
    assertThat(opens.get("setBy").asString()).isEqualTo("the admin");
    assertThat(opens.get("since").isNull()).isFalse();
    assertThat(quiet.get("decision").get("clicks").get("decidedBy").asString())
        .isEqualTo("OPTED_OUT");
    assertThat(Recorded.deliveriesOf(answer.get("messageId").asString()))
        .filteredOn(delivery -> delivery.recipient().equals("quiet.one@example.net"))
        .singleElement()
        .satisfies(delivery -> assertThat(delivery.links()).isEmpty())
        .satisfies(delivery -> assertThat(delivery.decision().opens().tracked()).isFalse());
  }

  @Test
  void anonymousCopiesCarryTheCampaignAndDifferInNothing() {
    Map<String, Object> message = message("a@acme.example", "x@example.net", "y@example.net");
    message.put("campaign", "nameless");

    JsonNode answer = accepted(message);

    JsonNode first = answer.get("deliveries").get(0);
    JsonNode second = answer.get("deliveries").get(1);
    assertThat(first.get("html").asString()).isEqualTo(second.get("html").asString());
    assertThat(first.get("optOutUrl").asString()).isNotEqualTo(second.get("optOutUrl").asString());
    JsonNode identity = first.get("decision").get("identity");
    assertThat(identity.get("anonymous").asBoolean()).isTrue();
    assertThat(identity.get("decidedBy").asString()).isEqualTo("CAMPAIGN");
    assertThat(identity.get("name").asString()).isEqualTo("nameless");
    assertThat(identity.get("setBy").asString()).isEqualTo("alice");
    DeliveryId aggregate =
        IngestFixture.HASHES.aggregate(
            IngestFixture.ACME, new MailboxAddress("a@acme.example"), "nameless");
    String html = first.get("html").asString();
    assertThat(IngestFixture.TOKENS.decodeOpen(find(PIXEL, html)))
        .isEqualTo(new Decoded(new Token.Open(IngestFixture.ACME, aggregate, 0)));
    assertThat(IngestFixture.TOKENS.decodeClick(find(LINK, html)))
        .isEqualTo(
            new Decoded(
                new Token.Click(IngestFixture.ACME, aggregate, 0, 0, "https://shop.example/1")));
  }

  @Test
  void anonymousMailsAggregateIsRecordedAndItsDeliveriesSaySo() {
    Map<String, Object> message = message("totals@acme.example", "x@example.net");
    message.put("tracking", Map.of("identity", "anonymous"));

    JsonNode answer = accepted(message);

    DeliveryId aggregate =
        IngestFixture.HASHES.aggregate(
            IngestFixture.ACME, new MailboxAddress("totals@acme.example"), "");
    assertThat(Recorded.eventsOf(aggregate.value()))
        .containsOnly(new Aggregate("acme", aggregate.value(), "totals@acme.example", ""));
    Delivery delivery = Recorded.deliveriesOf(answer.get("messageId").asString()).getFirst();
    assertThat(delivery.decision().identity().anonymous()).isTrue();
    assertThat(delivery.recipient()).isEqualTo("x@example.net");
    CLIENT.get("/o/" + find(PIXEL, only(answer).get("html").asString()) + ".gif");
    assertThat(Recorded.hitsOf(aggregate)).hasSize(1);
  }

  @Test
  void anonymousMailThatIsNotTrackedNeedsNoAggregate() {
    Map<String, Object> message = message("silent@acme.example", "x@example.net");
    message.put("tracking", Map.of("identity", "anonymous", "opens", "off", "clicks", "off"));

    accepted(message);

    DeliveryId aggregate =
        IngestFixture.HASHES.aggregate(
            IngestFixture.ACME, new MailboxAddress("silent@acme.example"), "");
    assertThat(Recorded.eventsOf(aggregate.value())).isEmpty();
  }

  @Test
  void linksInTextAreTrackedWhereTheMessageSaysSoAndNumberedBehindThoseOfTheHtml() {
    Map<String, Object> message = message("a@acme.example", "x@example.net");
    message.put("text", "See https://shop.example/text and https://excluded.example/");
    message.put("tracking", Map.of("textLinks", "on"));

    JsonNode answer = accepted(message);

    String text = only(answer).get("text").asString();
    assertThat(text).contains("https://excluded.example/").doesNotContain("shop.example");
    assertThat(Recorded.deliveriesOf(answer.get("messageId").asString()).getFirst().links())
        .containsExactly("https://shop.example/1", "https://shop.example/text");
    assertThat(
            IngestFixture.TOKENS.decodeClick(find(LINK, text)) instanceof Decoded decoded
                && decoded.token() instanceof Token.Click click
                && click.link() == 1
                && click.destination().equals("https://shop.example/text"))
        .isTrue();
  }

  @Test
  void linksInTextStayByDefault() {
    Map<String, Object> message = message("a@acme.example", "x@example.net");
    message.put("text", "See https://shop.example/text");

    assertThat(only(accepted(message)).get("text").asString())
        .isEqualTo("See https://shop.example/text");
  }

  @Test
  void theTargetsOfListUnsubscribeAreNotTracked() {
    Map<String, Object> message = message("a@acme.example", "x@example.net");
    message.put("unsubscribeUrls", List.of("https://shop.example/1"));

    assertThat(only(accepted(message)).get("html").asString())
        .contains("href=\"https://shop.example/1\"")
        .contains("/o/");
  }

  @Test
  void anAccountsPolicyAddsAnEarlyPixelAndExcludesHosts() {
    Map<String, Object> message = message("a@strict.example", "x@example.net");
    message.put(
        "html",
        "<body><a href=\"https://private.example/\">P</a><a href=\"https://shop.example/\">S</a></body>");
    message.put("campaign", "known");

    JsonNode answer = accepted(message, IngestFixture.STRICT_KEY);

    assertThat(answer.get("warnings")).isEmpty();
    String html = only(answer).get("html").asString();
    assertThat(html).contains("href=\"https://private.example/\"");
    assertThat(html).contains("href=\"https://t.strict.example/c/");
    Matcher pixel = PIXEL.matcher(html);
    assertThat(pixel.find()).isTrue();
    String early = pixel.group(1);
    assertThat(pixel.find()).isTrue();
    String end = pixel.group(1);
    CLIENT.get("/o/" + early + ".gif");
    CLIENT.get("/o/" + end + ".gif");
    assertThat(Recorded.hitsOf(new DeliveryId(only(answer).get("deliveryId").asString())))
        .extracting(Hit::pixel)
        .containsExactly(PixelPlace.EARLY, PixelPlace.END);
  }

  @Test
  void aHoneypotLeadsWhereTheFirstLinkDoesAndIsRecordedAsWhatItIs() {
    Map<String, Object> message = message("a@strict.example", "x@example.net");
    message.put("html", "<body><a href=\"https://shop.example/\">S</a></body>");
    message.put("text", "https://shop.example/");
    message.put("campaign", "known");

    JsonNode copy = only(accepted(message, IngestFixture.STRICT_KEY));

    Matcher trap =
        Pattern.compile(
                "<a href=\"https://[^/]+(/c/[\\w-]+)\" tabindex=\"-1\" aria-hidden=\"true\"></a>")
            .matcher(copy.get("html").asString());
    assertThat(trap.find()).isTrue();
    assertThat(copy.get("text").asString()).isEqualTo("https://shop.example/");
    HttpResponse<byte[]> redirect = CLIENT.get(trap.group(1));
    assertThat(redirect.statusCode()).isEqualTo(302);
    assertThat(redirect.headers().firstValue("Location")).contains("https://shop.example/");
    assertThat(Recorded.hitsOf(new DeliveryId(copy.get("deliveryId").asString())))
        .extracting(Hit::link)
        .containsExactly(Hit.HONEYPOT);
  }

  @Test
  void withoutThePolicyThereIsNone() {
    assertThat(only(accepted(message("a@acme.example", "x@example.net"))).get("html").asString())
        .contains("/c/")
        .doesNotContain("tabindex");
  }

  @Test
  void anImageOfTheSendersCarriesTheOpenInPlaceOfThePixel() {
    Map<String, Object> message = message("a@acme.example", "x@example.net");
    message.put(
        "html",
        "<body><img data-track=\"open\" alt=\"Autumn offer\" src=\"https://img.example/a.jpg\"></body>");

    JsonNode copy = only(accepted(message));

    String html = copy.get("html").asString();
    assertThat(html).doesNotContain("/o/");
    Matcher image = Pattern.compile("https://[^/]+(/i/[\\w-]+/[\\w.-]+)\"").matcher(html);
    assertThat(image.find()).as(html).isTrue();
    HttpResponse<byte[]> redirect = CLIENT.get(image.group(1));
    assertThat(redirect.statusCode()).isEqualTo(302);
    assertThat(redirect.headers().firstValue("Location")).contains("https://img.example/a.jpg");
    assertThat(Recorded.hitsOf(new DeliveryId(copy.get("deliveryId").asString())))
        .singleElement()
        .satisfies(hit -> assertThat(hit.pixel()).isEqualTo(PixelPlace.IMAGE));
  }

  @Test
  void aCampaignNobodyHasSetUpIsTakenWithAWarning() {
    Map<String, Object> message = message("a@acme.example", "x@example.net");
    message.put("campaign", "sprnig");

    assertThat(accepted(message).get("warnings").get(0).asString())
        .isEqualTo(
            "nobody has set up the campaign \"sprnig\"; it follows the settings of its mailbox");
  }

  @Test
  void theSameRecipientTwiceIsTwoDeliveries() {
    JsonNode answer = accepted(message("a@acme.example", "x@example.net", "x@example.net"));

    assertThat(Recorded.deliveriesOf(answer.get("messageId").asString()))
        .extracting(DeliveryEvent::deliveryId)
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  private static void optOut(String address) {
    try (OptOutLog log = OptOutLog.open(TestBroker.shared().config(), "test")) {
      long key = key(address);
      log.write(
          new OptOutChange(
              IngestFixture.ACME,
              key,
              true,
              Clock.systemUTC().instant(),
              OptOut.Source.ADMIN,
              "alice"));
      org.awaitility.Awaitility.await()
          .until(
              () ->
                  only(accepted(message("a@acme.example", address)))
                      .get("decision")
                      .get("opens")
                      .get("decidedBy")
                      .asString()
                      .equals("OPTED_OUT"));
    }
  }

  private static long key(String address) {
    return IngestFixture.HASHES.recipient(IngestFixture.ACME, new MailboxAddress(address));
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private static Map<String, Object> message(String from, String... to) {
    Map<String, Object> message = new HashMap<>();
    message.put("from", from);
    message.put("to", List.of(to));
    message.put("html", HTML);
    return message;
  }

  private static JsonNode only(JsonNode answer) {
    assertThat(answer.get("deliveries")).hasSize(1);
    return answer.get("deliveries").get(0);
  }

  private static JsonNode accepted(Map<String, ?> message) {
    return accepted(message, IngestFixture.ACME_KEY);
  }

  private static JsonNode accepted(Map<String, ?> message, String key) {
    HttpResponse<byte[]> response =
        CLIENT.call(
            "/v1/messages",
            JsonMapper.shared().writeValueAsString(message),
            "Authorization",
            "Bearer " + key);
    assertThat(response.statusCode()).as(IngestClient.text(response)).isEqualTo(200);
    return IngestClient.json(response);
  }
}
