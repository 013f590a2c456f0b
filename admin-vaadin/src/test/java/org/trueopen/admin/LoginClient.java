package org.trueopen.admin;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser, as far as logging in needs one: it keeps cookies and sends the CSRF token. */
final class LoginClient {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final String base;

  LoginClient(String port) {
    this.base = "http://localhost:" + port;
  }

  /** Where one is sent after logging in. */
  String logIn(String name, String password) throws IOException, InterruptedException {
    Matcher token = TOKEN.matcher(get("/login").body());
    if (!token.find()) {
      throw new IllegalStateException("the login page has no CSRF token");
    }
    String form =
        "username=%s&password=%s&_csrf=%s"
            .formatted(encoded(name), encoded(password), encoded(token.group(1)));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return location(client.send(request, BodyHandlers.ofString()));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = path.startsWith("http") ? URI.create(path) : URI.create(base + path);
    return client.send(
        HttpRequest.newBuilder(uri).header("Accept", "text/html").build(), BodyHandlers.ofString());
  }

  static String location(HttpResponse<?> response) {
    return response.headers().firstValue("Location").orElse("");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
