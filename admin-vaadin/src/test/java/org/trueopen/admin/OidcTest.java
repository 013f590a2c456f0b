package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.NettyWrapper;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.trueopen.admin.config.AdminConfig;

/** Logging in by OpenID Connect, at a real provider over real HTTP. */
@SpringBootTest(
    classes = {
      AdminApplication.class,
      TestAdmin.class,
      OidcTest.WithProvider.class,
      OidcTest.Arrivals.class
    },
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
class OidcTest {

  private static final MockOAuth2Server PROVIDER = startProvider();

  @Autowired private Environment environment;
  @Autowired private Arrivals arrivals;

  /** By us, after the provider has sent the browser back. */
  private String sentTo = "";

  @TestConfiguration(proxyBeanMethods = false)
  static class WithProvider {
    @Bean
    @Primary
    AdminConfig oidcConfig() {
      return AdminConfig.parse(
          Map.of(
              "ADMIN_HASH_KEY_FILE", TestHashKey.file(),
              "ADMIN_OIDC_ISSUER", PROVIDER.issuerUrl("trueopen").toString(),
              "ADMIN_OIDC_CLIENT_ID", "trueopen-admin",
              "ADMIN_OIDC_ROLE_CLAIM", "groups",
              "ADMIN_OIDC_ADMINS", "mail-admins",
              "ADMIN_OIDC_VIEWERS", "staff"));
    }
  }

  /** Remembers as whom somebody got in. */
  static final class Arrivals
      implements ApplicationListener<InteractiveAuthenticationSuccessEvent> {

    private volatile @Nullable Authentication last;

    @Override
    public void onApplicationEvent(InteractiveAuthenticationSuccessEvent event) {
      last = event.getAuthentication();
    }
  }

  private static MockOAuth2Server startProvider() {
    // Netty's server, as the other one stands on JUnit 4.
    MockOAuth2Server server =
        new MockOAuth2Server(
            new OAuth2Config(
                false, null, null, false, new OAuth2TokenProvider(), Set.of(), new NettyWrapper()));
    server.start();
    return server;
  }

  @AfterAll
  static void stopProvider() {
    PROVIDER.shutdown();
  }

  @Test
  void aGroupOfTheProviderMakesAnAdmin() throws Exception {
    LoginClient client = logInAs(List.of("staff", "mail-admins"));

    assertThat(client.get("/users").statusCode()).isEqualTo(200);
    assertThat(client.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void nobodyGetsInUnderTheNameOfALocalUser() throws Exception {
    logInAs(List.of("mail-admins"));

    assertThat(Objects.requireNonNull(arrivals.last).getName()).isEqualTo("olga (SSO)");
  }

  @Test
  void whoHasNoGroupOfOursDoesNotGetIn() throws Exception {
    LoginClient client = logInAs(List.of("strangers"));

    assertThat(sentTo).endsWith("/login?norole");
    assertThat(LoginClient.location(client.get("/"))).endsWith("/login");
  }

  @Test
  void whatTheProviderDoesNotVouchForIsNoLogin() throws Exception {
    LoginClient client = client();

    assertThat(
            LoginClient.location(client.get("/login/oauth2/code/sso?code=made-up&state=made-up")))
        .endsWith("/login?sso");
    assertThat(LoginClient.location(client.get("/"))).endsWith("/login");
  }

  @Test
  void theLoginAsksForACodeWithAStateANonceAndAChallenge() throws Exception {
    String toProvider = LoginClient.location(client().get("/oauth2/authorization/sso"));

    assertThat(toProvider)
        .startsWith(PROVIDER.issuerUrl("trueopen").toString())
        .contains("response_type=code", "state=", "nonce=", "code_challenge_method=S256");
  }

  private LoginClient logInAs(List<String> groups) throws Exception {
    PROVIDER.enqueueCallback(
        new DefaultOAuth2TokenCallback(
            "trueopen",
            "sub-1",
            "JWT",
            List.of("trueopen-admin"),
            Map.of("groups", groups, "preferred_username", "olga"),
            300));
    LoginClient client = client();
    HttpResponse<String> atProvider =
        client.get(LoginClient.location(client.get("/oauth2/authorization/sso")));
    sentTo = LoginClient.location(client.get(LoginClient.location(atProvider)));
    return client;
  }

  private LoginClient client() {
    return new LoginClient(environment.getRequiredProperty("local.server.port"));
  }
}
