package org.trueopen.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.trueopen.event.Delivery;
import org.trueopen.id.DeliveryId;
import tools.jackson.databind.JsonNode;

/** {@code POST /v1/messages} with whole mails. */
class MailTest {

  private static final IngestClient CLIENT = IngestFixture.shared().client;
  private static final String HEAD =
      """
      From: Shop <news@acme.example>
      To: Bob <bob@example.net>, eve@example.net
      Cc: bob@example.net
      Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
      MIME-Version: 1.0
      """
          .replace("\n", "\r\n");
  private static final String HTML_MAIL =
      HEAD
          + "Content-Type: text/html; charset=utf-8\r\n\r\n"
          + "<body><a href=\"https://shop.example/1\">One</a></body>\r\n";

  @Test
  void eachRecipientOfTheHeadersGetsAnInstrumentedMail() {
    JsonNode answer = accepted(CLIENT.postMail(HTML_MAIL, ""));

    assertThat(recipients(answer)).containsExactly("bob@example.net", "eve@example.net");
    for (JsonNode copy : answer.get("deliveries")) {
      String mail = mail(copy);
      assertThat(mail)
          .contains("Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n")
          .contains("X-TrueOpen-Delivery: " + copy.get("deliveryId").asString() + "\r\n");
      String body = mail.replace("=\r\n", "");
      assertThat(body).contains("/o/", "/c/").doesNotContain("https://shop.example/1");
      assertThat(copy.has("html")).isFalse();
      assertThat(copy.get("optOutUrl").asString()).contains("/opt-out/");
    }
    List<Delivery> deliveries = Recorded.deliveriesOf(answer.get("messageId").asString());
    assertThat(deliveries).extracting(Delivery::subject).containsOnly("Gr\u00fc\u00dfe").hasSize(2);
    assertThat(deliveries).extracting(Delivery::mailbox).containsOnly("news@acme.example");
    assertThat(deliveries)
        .extracting(Delivery::links)
        .containsOnly(List.of("https://shop.example/1"));
  }

  @Test
  void recipientsAndSwitchesOfTheQueryWinOverTheHeaders() {
    String mail =
        "X-TrueOpen-Campaign: quiet\r\nX-TrueOpen-Track: opens=off; clicks=off\r\n" + HTML_MAIL;

    JsonNode answer =
        accepted(
            CLIENT.postMail(
                mail,
                "?to=zoe%40example.net&to=abe%40example.net&campaign=nameless&opens=on&identity=identified"));

    assertThat(recipients(answer)).containsExactly("zoe@example.net", "abe@example.net");
    JsonNode decision = answer.get("deliveries").get(0).get("decision");
    assertThat(decision.get("opens").get("tracked").asBoolean()).isTrue();
    assertThat(decision.get("opens").get("decidedBy").asString()).isEqualTo("MESSAGE");
    assertThat(decision.get("clicks").get("tracked").asBoolean()).isFalse();
    assertThat(decision.get("identity").get("anonymous").asBoolean()).isFalse();
    assertThat(Recorded.deliveriesOf(answer.get("messageId").asString()).getFirst().campaign())
        .isEqualTo("nameless");
    assertThat(mail(answer.get("deliveries").get(0)))
        .doesNotContain("X-TrueOpen-Track", "X-TrueOpen-Campaign");
  }

  @Test
  void theMailsOwnHeadersCountWhereTheQuerySaysNothing() {
    JsonNode answer =
        accepted(
            CLIENT.postMail(
                "X-TrueOpen-Campaign: quiet\r\nX-TrueOpen-Track: Identity=Anonymous ; text-links=on;\r\n"
                    + HTML_MAIL,
                "?to=a@example.net"));

    JsonNode decision = answer.get("deliveries").get(0).get("decision");
    assertThat(decision.get("opens").get("decidedBy").asString()).isEqualTo("CAMPAIGN");
    assertThat(decision.get("identity").get("anonymous").asBoolean()).isTrue();
    assertThat(answer.get("warnings")).isEmpty();
  }

  @Test
  void headersThatCannotBeUnderstoodCountAsAbsentAndAreNamed() {
    JsonNode answer =
        accepted(
            CLIENT.postMail(
                "X-TrueOpen-Campaign: "
                    + "c".repeat(129)
                    + "\r\nX-TrueOpen-Track: perhaps\r\nX-TrueOpen-Delivery: all-1\r\n"
                    + HTML_MAIL,
                "?to=a@example.net"));

    assertThat(answer.get("warnings").valueStream().map(JsonNode::asString))
        .containsExactly(
            "the header X-TrueOpen-Campaign could not be understood and was ignored",
            "the header X-TrueOpen-Track could not be understood and was ignored",
            "the header X-TrueOpen-Delivery could not be understood and was ignored");
    assertThat(
            answer
                .get("deliveries")
                .get(0)
                .get("decision")
                .get("opens")
                .get("decidedBy")
                .asString())
        .isEqualTo("DEFAULT");
  }

  @Test
  void anApplicationsOwnIdIsUsedForMailToOneRecipient() {
    String id = "order-" + DeliveryId.next();

    JsonNode one =
        accepted(
            CLIENT.postMail("X-TrueOpen-Delivery: " + id + "\r\n" + HTML_MAIL, "?to=a@b.example"));
    JsonNode two = accepted(CLIENT.postMail("X-TrueOpen-Delivery: " + id + "\r\n" + HTML_MAIL, ""));

    assertThat(one.get("deliveries").get(0).get("deliveryId").asString()).isEqualTo(id);
    assertThat(mail(one.get("deliveries").get(0)))
        .containsOnlyOnce("X-TrueOpen-Delivery: " + id + "\r\n");
    assertThat(two.get("deliveries").valueStream().map(copy -> copy.get("deliveryId").asString()))
        .doesNotContain(id)
        .doesNotHaveDuplicates();
  }

  @Test
  void theMailAloneIsAnsweredWhereThatIsAskedFor() {
    HttpResponse<byte[]> one =
        CLIENT.postMail(HTML_MAIL, "?to=a@example.net", "Accept", "message/rfc822");
    HttpResponse<byte[]> two = CLIENT.postMail(HTML_MAIL, "", "Accept", "message/rfc822");

    assertThat(one.statusCode()).isEqualTo(200);
    assertThat(one.headers().firstValue("Content-Type")).contains("message/rfc822");
    assertThat(IngestClient.text(one)).startsWith("From: Shop").contains("X-TrueOpen-Delivery: ");
    assertThat(two.statusCode()).isEqualTo(406);
    assertThat(IngestClient.text(two))
        .contains("not-acceptable", "expected one recipient", "found 2");
  }

  @Test
  void aSignedMailComesBackAsItWasWithTheReason() {
    String signed =
        HEAD
            + """
              Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary=b

              --b
              Content-Type: text/html

              <a href="https://shop.example/1">One</a>
              --b
              Content-Type: application/pkcs7-signature; name=smime.p7s

              AAAA
              --b--
              """
                .replace("\n", "\r\n");

    JsonNode copy = accepted(CLIENT.postMail(signed, "?to=a@example.net")).get("deliveries").get(0);

    assertThat(copy.get("decision").get("opens").get("decidedBy").asString()).isEqualTo("SIGNED");
    assertThat(copy.get("decision").get("clicks").get("decidedBy").asString()).isEqualTo("SIGNED");
    assertThat(mail(copy).replaceFirst("X-TrueOpen-Delivery: [^\r]*\r\n", "")).isEqualTo(signed);
  }

  @Test
  void aDkimSignedMailComesBackAsItWasWithTheReason() {
    String signed =
        "DKIM-Signature: v=1; a=rsa-sha256; d=acme.example; s=k; h=from:to:subject; bh=x; b=y\r\n"
            + HTML_MAIL;

    JsonNode copy = accepted(CLIENT.postMail(signed, "?to=a@example.net")).get("deliveries").get(0);

    assertThat(copy.get("decision").get("opens").get("decidedBy").asString())
        .isEqualTo("DKIM_SIGNED");
    assertThat(mail(copy).replaceFirst("X-TrueOpen-Delivery: [^\r]*\r\n", "")).isEqualTo(signed);
  }

  @Test
  void aMailNestedBeyondAllReasonComesBackAsItWasWithTheReason() {
    StringBuilder nested = new StringBuilder(HEAD);
    for (int i = 0; i < 3000; i++) {
      nested.append("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n".formatted(i, i));
    }
    nested.append("Content-Type: text/html\r\n\r\n<p>x</p>\r\n");

    JsonNode answer = accepted(CLIENT.postMail(nested.toString(), "?to=a@example.net"));

    JsonNode copy = answer.get("deliveries").get(0);
    assertThat(copy.get("decision").get("opens").get("decidedBy").asString())
        .isEqualTo("UNREADABLE");
    assertThat(answer.get("warnings").get(0).asString())
        .startsWith("the mail's structure could not be read, so it was left as it came");
    assertThat(mail(copy).replaceFirst("X-TrueOpen-Delivery: [^\r]*\r\n", ""))
        .isEqualTo(nested.toString());
  }

  @Test
  void whatIsNoMailIsExplained() {
    assertError(CLIENT.postMail("", ""), 422, "invalid-message", "from: expected a header From");
    assertError(
        CLIENT.postMail("\0\1\2garbage", "?to=a@example.net"),
        422,
        "invalid-message",
        "from: expected a header From with an address, found none");
    assertError(
        CLIENT.postMail("From: a@acme.example\r\n\r\nx", ""),
        422,
        "invalid-message",
        "to: expected 1 to 20 addresses in query parameters to, or in the headers To, Cc and Bcc, found 0");
    assertError(
        CLIENT.postMail("Subject: no sender\r\nTo: b@example.net\r\n\r\nx", ""),
        422,
        "invalid-message",
        "from: expected a header From");
  }

  @Test
  void moreRecipientsThanAllowedAreRefused() {
    String to =
        String.join(
            ",",
            Stream.iterate(0, i -> i + 1).limit(21).map(i -> "r" + i + "@example.net").toList());

    assertError(
        CLIENT.postMail("From: a@acme.example\r\nTo: " + to + "\r\n\r\nx", ""),
        422,
        "invalid-message",
        "found 21");
    assertError(
        CLIENT.postMail(HTML_MAIL, "?to=" + to.replace(",", "&to=")),
        422,
        "invalid-message",
        "to: expected 1 to 20 addresses, found 21");
  }

  @Test
  void badParametersAreExplained() {
    assertError(
        CLIENT.postMail(HTML_MAIL, "?too=x@example.net"),
        400,
        "unknown-parameter",
        "unknown query parameter \"too\"; known here: campaign, clicks, identity, opens, textLinks, to");
    assertError(
        CLIENT.postMail(HTML_MAIL, "?opens=maybe&textLinks=ON"),
        422,
        "invalid-message",
        "opens: expected on, off or inherit, found \"maybe\"; textLinks: expected on, off or inherit");
    assertError(
        CLIENT.postMail(HTML_MAIL, "?campaign=a%0d%0aBcc:%20x@y.z"),
        422,
        "invalid-message",
        "campaign: expected at most 128 characters without line breaks");
    assertError(
        CLIENT.postMail(HTML_MAIL, "?to=a@example.net%0d%0aBcc:%20x@y.z"),
        422,
        "invalid-message",
        "to[0]: expected an address, found \"a@example.net??Bcc: x@y.z\"");
    assertError(
        CLIENT.postMail(HTML_MAIL, "?campaign=a&campaign=b"),
        422,
        "invalid-message",
        "campaign: expected one query parameter, found 2");
  }

  @Test
  void whatAnEncodedWordSmugglesIntoASubjectIsLeftOut() {
    String mail =
        HTML_MAIL.replace(
            "=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "=?utf-8?q?Hello=0D=0ABcc:_x@y.z=00=1B[31m?=");

    JsonNode answer = accepted(CLIENT.postMail(mail, "?to=a@example.net"));

    assertThat(Recorded.deliveriesOf(answer.get("messageId").asString()).getFirst().subject())
        .startsWith("Hello")
        .doesNotContainPattern("\\p{Cntrl}");
  }

  @Test
  void aMailOverTheBoundIsRefusedAndOneUnderItIsTaken() {
    String attachment = "QUFB".repeat(18) + "\r\n";
    String mail =
        HEAD
            + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
            + "<p>x</p>\r\n--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + attachment.repeat(13_000)
            + "--b--\r\n";

    JsonNode copy = accepted(CLIENT.postMail(mail, "?to=a@example.net")).get("deliveries").get(0);

    assertThat(mail(copy)).contains("/o/").endsWith(attachment + "--b--\r\n");
    assertError(
        CLIENT.postMail(mail + attachment.repeat(2000), "?to=a@example.net"),
        413,
        "body-too-large",
        "expected a body of at most 1048576 bytes");
  }

  private static void assertError(
      HttpResponse<byte[]> response, int status, String code, String message) {
    assertThat(response.statusCode()).as(IngestClient.text(response)).isEqualTo(status);
    JsonNode error = IngestClient.json(response).get("error");
    assertThat(error.get("code").asString()).isEqualTo(code);
    assertThat(error.get("message").asString()).contains(message);
  }

  private static String mail(JsonNode copy) {
    return new String(Base64.getDecoder().decode(copy.get("mail").asString()), ISO_8859_1);
  }

  private static List<String> recipients(JsonNode answer) {
    return answer.get("deliveries").valueStream().map(copy -> copy.get("to").asString()).toList();
  }

  private static JsonNode accepted(HttpResponse<byte[]> response) {
    assertThat(response.statusCode()).as(IngestClient.text(response)).isEqualTo(200);
    return IngestClient.json(response);
  }
}
