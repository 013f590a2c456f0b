package org.trueopen.ingest.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trueopen.settings.ApiKey.Scope;

/** Who may send mail through the relay. */
class RelayLoginTest {

  private final RelayFixture fixture = RelayFixture.start();
  private final SmtpTestClient client = fixture.connect();

  @AfterEach
  void stop() {
    client.close();
    fixture.close();
  }

  private void hello() {
    client.say("EHLO app.example");
  }

  @Test
  void announcesWhatItDoesAndNoMore() {
    assertThat(client.greeting).isEqualTo("220 relay.example ESMTP TrueOpen");
    assertThat(client.say("EHLO app.example"))
        .isEqualTo(
            """
            250-relay.example
            250-PIPELINING
            250-SIZE 262144
            250-8BITMIME
            250-ENHANCEDSTATUSCODES
            250 AUTH PLAIN LOGIN""");
    assertThat(client.say("HELO app.example")).isEqualTo("250 relay.example");
  }

  @Test
  void withoutLoginNothingIsRelayedNorTheNextHopAsked() {
    hello();
    assertThat(client.say("MAIL FROM:<a@x.example>"))
        .isEqualTo("530 5.7.0 authentication required");
    assertThat(client.say("RCPT TO:<b@x.example>")).isEqualTo("503 5.5.1 say MAIL first");
    assertThat(client.say("DATA")).isEqualTo("503 5.5.1 say MAIL first");
    assertThat(fixture.hop.connections).hasValue(0);
  }

  @Test
  void plainWithAndWithoutInitialResponse() {
    hello();
    assertThat(client.auth(RelayFixture.KEY)).isEqualTo("235 2.7.0 welcome");
    try (SmtpTestClient other = fixture.connect()) {
      other.say("EHLO app.example");
      assertThat(other.say("auth plain")).isEqualTo("334 ");
      assertThat(other.say(SmtpTestClient.plain(RelayFixture.KEY))).startsWith("235 ");
    }
  }

  @Test
  void loginWithAndWithoutInitialResponse() {
    hello();
    assertThat(client.say("AUTH LOGIN")).isEqualTo("334 VXNlcm5hbWU6");
    assertThat(client.say(base64("anybody"))).isEqualTo("334 UGFzc3dvcmQ6");
    assertThat(client.say(base64(RelayFixture.KEY))).startsWith("235 2.7.0");
    try (SmtpTestClient other = fixture.connect()) {
      other.say("EHLO app.example");
      assertThat(other.say("AUTH LOGIN " + base64("anybody"))).isEqualTo("334 UGFzc3dvcmQ6");
      assertThat(other.say(base64(RelayFixture.KEY))).startsWith("235 2.7.0");
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"guessed", RelayFixture.REVOKED, RelayFixture.REPORTING, ""})
  void otherKeysAreRefused(String key) {
    hello();
    assertThat(client.auth(key))
        .isEqualTo("535 5.7.8 the password must be an API key that may send mail");
    assertThat(client.say("MAIL FROM:<a@x.example>")).startsWith("530 ");
    assertThat(fixture.counter("authFailures")).isEqualTo(1);
  }

  @Test
  void theThirdFailureEndsTheConnection() {
    hello();
    assertThat(client.auth("one")).startsWith("535");
    assertThat(client.auth("two")).startsWith("535");
    assertThat(client.auth("three")).isEqualTo("421 4.7.0 too many failed logins");
    assertThat(client.reply()).isEqualTo("closed");
    assertThat(fixture.counter("limited", "auth-failures")).isEqualTo(1);
  }

  @Test
  void aKeyRevokedMeanwhileSendsNoMore() {
    hello();
    client.auth(RelayFixture.KEY);
    assertThat(client.send("a@x.example", "Subject: x\r\n\r\nx", "b@x.example")).startsWith("250");
    fixture.key("k1", RelayFixture.KEY, true, Scope.SEND);
    assertThat(client.say("MAIL FROM:<a@x.example>"))
        .isEqualTo("530 5.7.0 this API key may not send mail any more");
  }

  @Test
  void whatIsNoLoginIsToldSo() {
    assertThat(client.say("AUTH PLAIN")).isEqualTo("503 5.5.1 say EHLO first");
    hello();
    assertThat(client.say("AUTH")).isEqualTo("504 5.5.4 expected AUTH PLAIN or AUTH LOGIN");
    assertThat(client.say("AUTH CRAM-MD5")).startsWith("504 5.5.4");
    assertThat(client.say("AUTH PLAIN !!!")).isEqualTo("501 5.5.2 that is not base64");
    assertThat(client.say("AUTH PLAIN " + base64("no NUL"))).startsWith("501 5.5.2");
    assertThat(client.say("AUTH PLAIN")).isEqualTo("334 ");
    assertThat(client.say("*")).isEqualTo("501 5.7.0 authentication cancelled");
    client.auth(RelayFixture.KEY);
    assertThat(client.auth(RelayFixture.KEY)).isEqualTo("503 5.5.1 you are logged in already");
  }
}
