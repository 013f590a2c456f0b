package org.trueopen.benchmarks.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trueopen.benchmarks.BenchException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A browser of its own cookies with one page open, as far as the server can tell: it speaks the
 * protocol of Vaadin's client (UIDL), and keeps the connection open over which pages are pushed to.
 * Scripts, styles and pictures, which a browser keeps, are not fetched. For one thread.
 */
final class VaadinPage implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");

  private static final Pattern SYNC = Pattern.compile("\"syncId\":(\\d+)");

  /** What a browser tells of itself: a desktop in UTC. */
  private static final String DETAILS =
      "&v-sh=900&v-sw=1440&v-wh=900&v-ww=1440&v-bh=900&v-bw=1440&v-tzo=0&v-dstd=0&v-rtzo=0"
          + "&v-dston=false&v-tzid=UTC&v-td=false&v-pr=1&v-np=Linux";

  /** Node 1 is the UI itself. */
  private static final int ROOT = 1;

  private final HttpClient http;
  private final URI base;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final PushCount pushed = new PushCount();
  private String securityKey = "";
  private int ui;
  private int syncId;
  private int clientId;
  private @Nullable WebSocket push;

  VaadinPage(HttpClient http, URI base) {
    this.http = http;
    this.base = base;
  }

  /** Logs in as the browser's form does. */
  void logIn(String user, String password) {
    String page = text(get("/login"));
    Matcher token = CSRF.matcher(page);
    if (!token.find()) {
      throw new BenchException("the login page has no CSRF token");
    }
    String form =
        "username=%s&password=%s&_csrf=%s"
            .formatted(encoded(user), encoded(password), encoded(token.group(1)));
    HttpResponse<String> answer =
        send(
            request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    String to = answer.headers().firstValue("Location").orElse("");
    if (answer.statusCode() != 302 || to.contains("error")) {
      throw new BenchException("the login was answered by " + answer.statusCode() + " to " + to);
    }
  }

  /** Loads a page anew and returns what the server has to say about it. */
  String open(String route, String query) {
    text(get("/" + route + (query.isEmpty() ? "" : "?" + query)));
    JsonNode config =
        JSON.readTree(
                text(
                    get(
                        "/?v-r=init&location=%s&query=%s%s"
                            .formatted(encoded(route), encoded(query), DETAILS))))
            .get("appConfig");
    JsonNode uidl = config.get("uidl");
    ui = config.get("v-uiId").asInt();
    securityKey = uidl.get("Vaadin-Security-Key").asString();
    syncId = uidl.get("syncId").asInt();
    clientId = 0;
    listen(uidl.get("Vaadin-Push-ID").asString());
    return navigate(route, query, "");
  }

  /** Goes to another place within the application, as by a link of a page. */
  String navigate(String route, String query) {
    return navigate(route, query, "link");
  }

  private String navigate(String route, String query, String trigger) {
    ObjectNode event = JSON.createObjectNode();
    event.put("type", "event").put("node", ROOT).put("event", "ui-navigate");
    event
        .putObject("data")
        .put("route", route)
        .put("query", query)
        .put("appShellTitle", "")
        .putNull("historyState")
        .put("trigger", trigger);
    return rpc(event);
  }

  /** Calls a method that a component offers to its own client side. */
  String call(int node, String method, int... arguments) {
    ObjectNode call = JSON.createObjectNode();
    call.put("type", "publishedEventHandler").put("node", node);
    call.put("templateEventMethodName", method);
    ArrayNode values = call.putArray("templateEventMethodArgs");
    for (int argument : arguments) {
      values.add(argument);
    }
    call.put("promise", -1);
    return rpc(call);
  }

  private String rpc(ObjectNode invocation) {
    ObjectNode body = JSON.createObjectNode();
    body.put("csrfToken", securityKey);
    body.putArray("rpc").add(invocation);
    body.put("syncId", syncId).put("clientId", clientId++);
    String answer =
        text(
            send(
                request("/?v-r=uidl&v-uiId=" + ui)
                    .header("Content-Type", "application/json; charset=UTF-8")
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString()))));
    Matcher sync = SYNC.matcher(answer);
    if (!sync.find() || answer.contains("\"appError\"")) {
      throw new BenchException("no page in " + answer.substring(0, Math.min(300, answer.length())));
    }
    syncId = Integer.parseInt(sync.group(1));
    return answer;
  }

  private void listen(String pushId) {
    URI at =
        URI.create(
            base.toString().replaceFirst("^http", "ws")
                + "/VAADIN/push?v-r=push&v-uiId=%d&v-pushId=%s".formatted(ui, encoded(pushId))
                + "&X-Atmosphere-tracking-id=0&X-Atmosphere-Framework=3.1.5-javascript"
                + "&X-Atmosphere-Transport=websocket&X-Atmosphere-TrackMessageSize=true"
                + "&Content-Type=application%2Fjson%3B%20charset%3DUTF-8&X-atmo-protocol=true");
    try {
      push =
          http.newWebSocketBuilder()
              .header("Cookie", cookieHeader())
              .header("Origin", base.toString())
              .buildAsync(at, pushed)
              .join();
    } catch (CompletionException e) {
      throw new BenchException("the connection to be pushed to was refused", e);
    }
  }

  /** What has been pushed so far. */
  PushCount pushed() {
    return pushed;
  }

  private HttpResponse<String> get(String path) {
    return send(request(path).header("Accept", "text/html,*/*"));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
    if (!cookies.isEmpty()) {
      builder.header("Cookie", cookieHeader());
    }
    return builder;
  }

  private String cookieHeader() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + '=' + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
      for (String cookie : answer.headers().allValues("Set-Cookie")) {
        String pair = cookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
      return answer;
    } catch (IOException e) {
      throw new BenchException("no answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  private static String text(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new BenchException(answer.uri().getPath() + " was answered by " + answer.statusCode());
    }
    return answer.body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Override
  public void close() {
    if (push != null) {
      push.abort();
    }
  }
}
