package org.trueopen.ingest.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.id.AccountId;
import org.trueopen.settings.DomainPolicy;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.SettingsView;

class TlsAllowedTest {

  private static final Undertow SERVER = start();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static Undertow start() {
    SettingsView settings = new SettingsView();
    settings.apply(
        new Setting(
            SettingKey.domain(new AccountId("acme"), "acme.example"),
            new DomainPolicy(true, "links.acme.example:8443", true, Set.of("old.acme.example")),
            1,
            Instant.EPOCH,
            "alice"));
    settings.apply(
        new Setting(
            SettingKey.domain(new AccountId("acme"), "b.example"),
            new DomainPolicy(true, "unverified.example", false),
            1,
            Instant.EPOCH,
            "alice"));
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(new TlsAllowed(new TrackingHosts("Shared.example:8080", () -> settings)))
            .build();
    server.start();
    return server;
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "?domain=shared.example, 200",
    "?domain=SHARED.example, 200",
    "?domain=links.acme.example, 200",
    "?domain=old.acme.example, 200",
    "?domain=unverified.example, 404",
    "?domain=evil.example, 404",
    "?domain=shared.example:8080, 404",
    "?domain=, 404",
    "'', 404",
    "?other=shared.example, 404",
    "?domain=shared.example&domain=evil.example, 404"
  })
  void aCertificateIsAllowedForNamesThatLinksStandOn(String query, int status) throws Exception {
    int port = ((InetSocketAddress) SERVER.getListenerInfo().getFirst().getAddress()).getPort();
    HttpResponse<String> response =
        CLIENT.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + port + "/internal/tls-allowed" + query))
                .build(),
            BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEmpty();
  }
}
