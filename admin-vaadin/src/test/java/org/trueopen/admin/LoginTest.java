package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.trueopen.admin.users.LoginAttempts;
import org.trueopen.log.AdminUser;

/** Logging in, being locked out and being logged out, over real HTTP. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class, LoginTest.EndedSessions.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
class LoginTest {

  private static final String PASSWORD = "four words make one";

  /** Counts them. */
  static final class EndedSessions implements HttpSessionListener {

    private final AtomicInteger count = new AtomicInteger();

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
      count.incrementAndGet();
    }
  }

  @Autowired private EndedSessions ended;
  @Autowired private Environment environment;
  @Autowired private FakeUsers users;
  @Autowired private FakeDeeds deeds;
  @Autowired private LoginAttempts attempts;
  @Autowired private PasswordEncoder passwords;

  @BeforeEach
  void startAnew() {
    deeds.reset();
    attempts.forget("lena");
    attempts.forget("nobody");
    put(AdminUser.Role.ANALYST, false);
  }

  @Test
  void fiveWrongPasswordsLockANameForTheRightOneTooAndTheAuditSaysSo() throws Exception {
    LoginClient client = client();
    for (int i = 0; i < LoginAttempts.ALLOWED; i++) {
      assertThat(client.logIn("lena", "wrong")).endsWith("/login?error");
    }
    assertThat(client.logIn("lena", PASSWORD)).endsWith("/login?error");
    assertThat(deeds.all())
        .singleElement()
        .satisfies(d -> assertThat(d.subject()).isEqualTo("lena"));
    attempts.forget("lena");

    assertThat(client.logIn("lena", PASSWORD)).endsWith("/");
  }

  @Test
  void oneWrongPasswordFewerLocksNobody() throws Exception {
    LoginClient client = client();
    for (int i = 0; i < LoginAttempts.ALLOWED - 1; i++) {
      client.logIn("lena", "wrong");
    }

    assertThat(client.logIn("lena", PASSWORD)).endsWith("/");
  }

  @Test
  void aNameNobodyHasIsLockedAlikeButNotAudited() throws Exception {
    LoginClient client = client();
    for (int i = 0; i < LoginAttempts.ALLOWED; i++) {
      client.logIn("nobody", "wrong");
    }

    assertThat(attempts.lockedUntil("nobody")).isPresent();
    assertThat(deeds.all()).isEmpty();
  }

  @Test
  void whoIsDisabledIsLoggedOutAtOnceAndCannotLogInAgain() throws Exception {
    LoginClient client = client();
    client.logIn("lena", PASSWORD);
    assertThat(client.get("/").statusCode()).isEqualTo(200);
    put(AdminUser.Role.ANALYST, true);

    assertThat(LoginClient.location(client.get("/"))).endsWith("/login");
    assertThat(client.logIn("lena", PASSWORD)).endsWith("/login?error");
  }

  @Test
  void aPageLeftOpenIsPushedNothingMoreOnceItsUserIsDisabled() throws Exception {
    LoginClient client = client();
    client.logIn("lena", PASSWORD);
    client.open("");
    int before = ended.count.get();
    put(AdminUser.Role.ANALYST, true);

    // Without another request.
    await().until(() -> ended.count.get() > before);
  }

  @Test
  void aChangedRoleEndsTheSession() throws Exception {
    LoginClient client = client();
    client.logIn("lena", PASSWORD);
    put(AdminUser.Role.VIEWER, false);

    assertThat(LoginClient.location(client.get("/"))).endsWith("/login");
  }

  @Test
  void whatIsNoPageIsForVaadinToAnswerOnceLoggedInAndForNobodyBefore() throws Exception {
    LoginClient client = client();
    assertThat(LoginClient.location(client.get("/campaignz"))).endsWith("/login");
    client.logIn("lena", PASSWORD);

    assertThat(client.get("/campaignz").body()).contains("outlet");
  }

  @Test
  void behindATlsFrontCookiesAreSecureAndBrowsersStayWithTls() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:"
                        + environment.getRequiredProperty("local.server.port")
                        + "/login"))
            .header("X-Forwarded-Proto", "https")
            .build();
    HttpResponse<Void> page = HttpClient.newHttpClient().send(request, BodyHandlers.discarding());

    assertThat(page.headers().firstValue("Set-Cookie").orElse(""))
        .contains("Secure")
        .contains("HttpOnly")
        .contains("SameSite=Lax");
    assertThat(page.headers().firstValue("Strict-Transport-Security").orElse(""))
        .contains("max-age=31536000");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'", "form-action 'self'", "base-uri 'self'");
    assertThat(page.headers().firstValue("Permissions-Policy")).isPresent();
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
  }

  private LoginClient client() {
    return new LoginClient(environment.getRequiredProperty("local.server.port"));
  }

  private void put(AdminUser.Role role, boolean disabled) {
    users.put(
        new AdminUser(
            "lena",
            Objects.requireNonNull(passwords.encode(PASSWORD)),
            role,
            disabled,
            Instant.now(),
            "test"));
  }
}
