package org.trueopen.ingest.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS towards clients and towards the next hop. */
class RelayTlsTest {

  private static final String MAIL = "Subject: x\r\n\r\nPIXEL";

  @TempDir static Path folder;
  private static TestCertificate rsa = new TestCertificate(Path.of(""), Path.of(""));
  private static TestCertificate other = rsa;

  @BeforeAll
  static void makeCertificates() {
    rsa = TestCertificate.make(folder, "RSA");
    other = TestCertificate.make(folder, "EC");
  }

  private static UnaryOperator<RelayConfig> tls(TestCertificate certificate) {
    return config -> RelayFixture.with(config, "tls", Optional.of(certificate.identity()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void startTlsSecuresTheConnectionAndForgetsWhatWasSaidBefore(String algorithm) {
    TestCertificate certificate = algorithm.equals("RSA") ? rsa : other;
    try (RelayFixture fixture = RelayFixture.start(tls(certificate));
        SmtpTestClient client = fixture.connect()) {
      assertThat(client.say("EHLO app.example")).contains("250-STARTTLS");
      client.startTls(certificate.trust());
      assertThat(client.say("AUTH PLAIN x")).startsWith("503 5.5.1 say EHLO first");
      assertThat(client.say("EHLO app.example"))
          .doesNotContain("STARTTLS")
          .contains("AUTH PLAIN LOGIN");
      client.auth(RelayFixture.KEY);
      assertThat(client.send("a@x.example", MAIL, "b@x.example")).startsWith("250");
      assertThat(fixture.hop.script.taken.getFirst().bytes()).contains("with ESMTPSA id");
      assertThat(client.say("STARTTLS")).isEqualTo("503 5.5.1 TLS has started already");
    }
  }

  @Test
  void commandsSmuggledBehindStartTlsEndTheConnection() {
    try (RelayFixture fixture = RelayFixture.start(tls(rsa));
        SmtpTestClient client = fixture.connect()) {
      client.say("EHLO app.example");
      client.raw("STARTTLS\r\nEHLO evil.example\r\n");
      assertThat(client.reply()).startsWith("421 4.7.0");
      assertThat(client.reply()).isEqualTo("closed");
    }
  }

  @Test
  void badCommandsAreCountedUnderTlsAsWell() {
    try (RelayFixture fixture = RelayFixture.start(tls(rsa));
        SmtpTestClient client = fixture.connect()) {
      client.say("EHLO app.example");
      client.startTls(rsa.trust());
      for (int i = 0; i < 10; i++) {
        assertThat(client.say("WHAT")).startsWith("500 5.5.2");
      }
      assertThat(client.say("WHAT")).startsWith("421 4.7.0");
      assertThat(client.reply()).isEqualTo("closed");
    }
  }

  @Test
  void aLoginCannotBePutOffByDrippingARecordOfTls() {
    UnaryOperator<RelayConfig> hasty = RelayFixture.limit("loginTimeout", Duration.ofSeconds(3));
    try (RelayFixture fixture = RelayFixture.start(config -> tls(rsa).apply(hasty.apply(config)));
        SmtpTestClient client = fixture.connect()) {
      client.startTls(rsa.trust());
      for (int b : new int[] {23, 3, 3, 64, 0}) {
        assertThat(client.beneathTls(b)).isTrue(); // application data of 16 KiB (RFC 8446 5.1)
      }

      Awaitility.await().pollInterval(Duration.ofMillis(100)).until(() -> !client.beneathTls('x'));

      assertThat(fixture.counter("limited", "time")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = NextHopConfig.Tls.class,
      names = {"NONE", "STARTTLS_REQUIRED", "IMPLICIT"})
  void aNextHopThatStopsReadingDefersTheMail(NextHopConfig.Tls mode) {
    int large = 16 * 1024 * 1024; // more than the sockets between us hold
    try (RelayFixture fixture =
        RelayFixture.start(
            hopTls(mode, rsa)
                    .andThen(RelayFixture.hop("replyTimeout", Duration.ofSeconds(3)))
                    .andThen(RelayFixture.limit("maxMessageBytes", 2 * large))
                    .andThen(RelayFixture.limit("maxBytesInMemory", 8 * large))
                ::apply)) {
      fixture.hop.script.implicitTls = mode == NextHopConfig.Tls.IMPLICIT;
      fixture.hop.script.tls = mode == NextHopConfig.Tls.NONE ? null : serverContext(rsa);
      fixture.hop.script.readsMail = false;
      try (SmtpTestClient client = fixture.logIn()) {
        assertThat(
                client.send(
                    "a@x.example", "Subject: x\r\n\r\n" + "x\r\n".repeat(large / 3), "b@x.example"))
            .startsWith("451 4.4.2 the connection to the next hop was lost");
      }
    }
  }

  @Test
  void aRenewedCertificateIsUsedWithoutARestart() throws IOException {
    Path certificate = folder.resolve("renewed.crt");
    Path key = folder.resolve("renewed.key");
    Files.copy(rsa.certificate(), certificate);
    Files.copy(rsa.key(), key);
    TestCertificate renewed = new TestCertificate(certificate, key);
    try (RelayFixture fixture = RelayFixture.start(tls(renewed))) {
      try (SmtpTestClient client = fixture.connect()) {
        client.startTls(rsa.trust());
      }
      Files.write(certificate, Files.readAllBytes(other.certificate()));
      Files.write(key, Files.readAllBytes(other.key()));
      Files.setLastModifiedTime(key, FileTime.fromMillis(2_000_000_000_000L));
      try (SmtpTestClient client = fixture.connect()) {
        client.startTls(other.trust());
        assertThat(client.say("NOOP")).startsWith("250");
      }
    }
  }

  @Test
  void aKeyOfAnotherCertificateIsRefusedAtTheStart() {
    assertThatThrownBy(() -> TlsIdentity.load(rsa.certificate(), other.key()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the key is not the certificate's");
  }

  @ParameterizedTest
  @EnumSource(NextHopConfig.Tls.class)
  void theNextHopIsReachedInEachMode(NextHopConfig.Tls mode) {
    try (RelayFixture fixture = RelayFixture.start(hopTls(mode, rsa))) {
      fixture.hop.script.implicitTls = mode == NextHopConfig.Tls.IMPLICIT;
      fixture.hop.script.tls = mode == NextHopConfig.Tls.NONE ? null : serverContext(rsa);
      try (SmtpTestClient client = fixture.logIn()) {
        assertThat(client.send("a@x.example", MAIL, "b@x.example", "c@x.example"))
            .startsWith("250");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = NextHopConfig.Tls.class,
      names = {"STARTTLS_REQUIRED", "IMPLICIT"})
  void aNextHopWithAnotherCertificateIsNotTrusted(NextHopConfig.Tls mode) {
    try (RelayFixture fixture = RelayFixture.start(hopTls(mode, other))) {
      fixture.hop.script.implicitTls = mode == NextHopConfig.Tls.IMPLICIT;
      fixture.hop.script.tls = serverContext(rsa);
      try (SmtpTestClient client = fixture.logIn()) {
        assertThat(client.say("MAIL FROM:<a@x.example>"))
            .startsWith("451 4.7.5 TLS with the next hop failed");
      }
    }
  }

  @Test
  void requiredTlsThatIsNotOfferedDefers() {
    try (RelayFixture fixture =
            RelayFixture.start(hopTls(NextHopConfig.Tls.STARTTLS_REQUIRED, rsa));
        SmtpTestClient client = fixture.logIn()) {
      assertThat(client.say("MAIL FROM:<a@x.example>"))
          .isEqualTo("451 4.7.5 the next hop does not offer STARTTLS, which is required");
    }
  }

  @Test
  void theRelayLogsInAtTheNextHop() {
    UnaryOperator<RelayConfig> user = RelayFixture.hop("user", "relay");
    UnaryOperator<RelayConfig> password = RelayFixture.hop("password", "s3cret");
    try (RelayFixture fixture = RelayFixture.start(c -> password.apply(user.apply(c)))) {
      fixture.hop.script.login = "AHJlbGF5AHMzY3JldA==";
      try (SmtpTestClient client = fixture.logIn()) {
        assertThat(client.send("a@x.example", MAIL, "b@x.example")).startsWith("250");
      }
      fixture.hop.script.login = "somebody else";
      try (SmtpTestClient client = fixture.logIn()) {
        assertThat(client.say("MAIL FROM:<a@x.example>"))
            .isEqualTo("451 4.3.5 the next hop refuses our login: wrong");
      }
    }
  }

  private static SSLContext serverContext(TestCertificate certificate) {
    return certificate.identity().context();
  }

  private static UnaryOperator<RelayConfig> hopTls(
      NextHopConfig.Tls mode, TestCertificate trusted) {
    UnaryOperator<RelayConfig> tls = RelayFixture.hop("tls", mode);
    return config ->
        RelayFixture.hop("certificates", Optional.of(trusted.certificate()))
            .apply(tls.apply(config));
  }
}
