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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

  /** Opens a page so far that the server keeps it, as Vaadin's client does. */
  void open(String route) throws IOException, InterruptedException {
    JsonNode config =
        JsonMapper.shared()
            .readTree(get("/?v-r=init&location=" + route + "&query=").body())
            .get("appConfig");
    JsonNode first = config.get("uidl");
    String navigation =
        """
        {"csrfToken": %s, "syncId": %s, "clientId": 0, "rpc": [{
          "type": "event", "node": 1, "event": "ui-navigate", "data": {
            "route": "%s", "query": "", "appShellTitle": "", "historyState": null, "trigger": ""
        }}]}
        """
            .formatted(first.get("Vaadin-Security-Key"), first.get("syncId"), route);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(base + "/?v-r=uidl&v-uiId=" + config.get("v-uiId").asInt()))
            .header("Content-Type", "application/json; charset=UTF-8")
            .POST(BodyPublishers.ofString(navigation))
            .build();
    String answer = client.send(request, BodyHandlers.ofString()).body();
    if (!answer.contains("\"syncId\"")) {
      throw new IllegalStateException("no page in " + answer);
    }
  }

  static String location(HttpResponse<?> response) {
    return response.headers().firstValue("Location").orElse("");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
