package org.trueopen.standalone.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An ingest tier as small as can be: instruments each mail with three links, notes every hit. */
final class FakeIngest implements AutoCloseable {

  static final String KEY = "test-key";
  static final int LINKS = 3;
  private static final byte[] GIF = "GIF89a".getBytes(StandardCharsets.US_ASCII);

  /** A hit as received; header names in lower case. */
  record Received(String method, String path, Map<String, String> headers) {}

  final Collection<Received> hits = new ConcurrentLinkedQueue<>();
  final Collection<JsonNode> mails = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger deliveries = new AtomicInteger();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final IntPredicate down;

  /** While true, hits are answered with 503. */
  volatile boolean hitsDown;

  /**
   * @param down whether the n-th request, from 0, is answered with 503
   */
  FakeIngest(IntPredicate down) throws IOException {
    this.down = down;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      boolean message = path.equals("/v1/messages");
      if (down.test(requests.getAndIncrement()) || (hitsDown && !message)) {
        answer(exchange, 503, new byte[0]);
      } else if (message) {
        message(exchange);
      } else {
        hit(exchange, path);
      }
    }
  }

  private void message(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestHeaders().getFirst("Authorization");
    if (!("Bearer " + KEY).equals(key)) {
      answer(exchange, 401, new byte[0]);
      return;
    }
    JsonNode mail = JsonMapper.shared().readTree(exchange.getRequestBody());
    mails.add(mail);
    List<Map<String, String>> answers = new ArrayList<>();
    for (JsonNode to : mail.get("to")) {
      String id = "d" + deliveries.getAndIncrement();
      answers.add(Map.of("deliveryId", id, "to", to.asString(), "html", html(id)));
    }
    var body = Map.of("messageId", "m", "deliveries", answers);
    answer(exchange, 200, JsonMapper.shared().writeValueAsBytes(body));
  }

  /** The first link stands twice, as under a picture and a title. */
  private static String html(String id) {
    String host = "https://track.demo.example";
    return "<a href=\"%s/c/%s.0\"><img></a><a href=\"%s/c/%s.0\">".formatted(host, id, host, id)
        + "<a href=\"%s/c/%s.1\"><a href=\"https://demo.example/unsubscribe\">".formatted(host, id)
        + "<a href=\"%s/c/%s.2\"><img src=\"%s/o/%s.gif\">".formatted(host, id, host, id);
  }

  private void hit(HttpExchange exchange, String path) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    hits.add(new Received(exchange.getRequestMethod(), path, headers));
    boolean open = path.startsWith("/o/");
    boolean read = exchange.getRequestMethod().equals("GET");
    answer(exchange, open ? 200 : 302, open && read ? GIF : new byte[0]);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Location", "https://demo.example/never-followed");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
