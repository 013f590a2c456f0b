package org.trueopen.ingest.hit;

import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import org.jspecify.annotations.Nullable;
import org.trueopen.ingest.host.TrackingHosts;
import org.trueopen.ingest.limit.InvalidRequests;
import org.trueopen.ingest.web.Answers;
import org.trueopen.ingest.web.ClientAddresses;
import org.trueopen.instrument.TrackingUrls;
import org.trueopen.token.Decoding;
import org.trueopen.token.Decoding.Decoded;
import org.trueopen.token.Decoding.Rejected;
import org.trueopen.token.Token;
import org.trueopen.token.TokenCodec;
import org.xnio.XnioIoThread;

/**
 * Answers {@code GET} and {@code HEAD} of pixels, images and links. A request that carries no token
 * of ours gets a 404; every other is answered as soon as it is recorded.
 */
public final class HitHandler {

  /** What a path without a token is read as, so that it costs what a bad token costs. */
  private static final String NO_TOKEN = "";

  private final TokenCodec tokens;
  private final HitIntake intake;
  private final Recorder recorder;
  private final HitCounters counters;
  private final ClientAddresses addresses;
  private final TrackingHosts hosts;
  private final InvalidRequests invalid;

  public HitHandler(
      TokenCodec tokens,
      HitIntake intake,
      Recorder recorder,
      HitCounters counters,
      ClientAddresses addresses,
      TrackingHosts hosts,
      InvalidRequests invalid) {
    this.tokens = tokens;
    this.intake = intake;
    this.recorder = recorder;
    this.counters = counters;
    this.addresses = addresses;
    this.hosts = hosts;
    this.invalid = invalid;
  }

  /** Goes on only with requests to a host that links stand on. */
  public HttpHandler onTrackingHosts(HttpHandler next) {
    return exchange -> {
      if (isOnTrackingHost(exchange)) {
        next.handleRequest(exchange);
      } else {
        invalid.notFound(exchange);
      }
    };
  }

  private boolean isOnTrackingHost(HttpServerExchange exchange) {
    return hosts.serves(exchange.getRequestHeaders().getFirst(Headers.HOST));
  }

  /** {@code /o/{token}.gif}. */
  public void open(HttpServerExchange exchange) {
    String path = rest(exchange);
    String text =
        path.endsWith(TrackingUrls.OPEN_SUFFIX)
            ? path.substring(0, path.length() - TrackingUrls.OPEN_SUFFIX.length())
            : NO_TOKEN;
    handle(exchange, RequestKind.OPEN, tokens.decodeOpen(text));
  }

  /**
   * Takes a pixel's request that was read elsewhere.
   *
   * @param token what the path names
   * @return false if it is to be rejected; nothing was counted then, nor will it be answered
   */
  boolean takeOpen(String token, HitRequest request, WaitingClient client) {
    if (!hosts.serves(request.first(RequestHeader.HOST))
        || !(tokens.decodeOpen(token) instanceof Decoded decoded)) {
      return false;
    }
    counters.receive(RequestKind.OPEN);
    PendingHit pending = intake.take(RequestKind.OPEN, decoded.token(), request, client);
    if (pending == null) {
      // By the same way as any other, so that nobody can tell.
      client.ioThread().execute(client::answer);
    } else {
      recorder.record(pending);
    }
    return true;
  }

  /** {@code /i/{token}/{name}}; the name is for readers and says nothing here. */
  public void image(HttpServerExchange exchange) {
    String path = rest(exchange);
    int slash = path.indexOf('/');
    boolean named = slash >= 0 && slash < path.length() - 1 && path.indexOf('/', slash + 1) < 0;
    String text = named ? path.substring(0, slash) : NO_TOKEN;
    handle(exchange, RequestKind.IMAGE, tokens.decodeImage(text));
  }

  /** {@code /c/{token}}. */
  public void click(HttpServerExchange exchange) {
    handle(exchange, RequestKind.CLICK, tokens.decodeClick(rest(exchange)));
  }

  /** What follows the prefix; empty for the bare prefix without a slash. */
  private static String rest(HttpServerExchange exchange) {
    String path = exchange.getRelativePath();
    return path.isEmpty() ? "" : path.substring(1);
  }

  private void handle(HttpServerExchange exchange, RequestKind kind, Decoding decoding) {
    counters.receive(kind);
    if (!isOnTrackingHost(exchange)) {
      reject(exchange, kind, Outcome.REJECTED_UNKNOWN_HOST);
      return;
    }
    switch (decoding) {
      case Rejected rejected -> reject(exchange, kind, Outcome.of(rejected.reason()));
      case Decoded decoded when !isRead(exchange) ->
          reject(exchange, kind, Outcome.REJECTED_WRONG_METHOD);
      case Decoded decoded -> answer(exchange, kind, decoded.token());
    }
  }

  private void answer(HttpServerExchange exchange, RequestKind kind, Token token) {
    HttpHandler response = HitResponses.of(token);
    PendingHit pending =
        intake.take(
            kind,
            token,
            new ExchangeRequest(exchange, addresses),
            new WaitingExchange(exchange, response));
    if (pending == null) {
      // By the same way as any other, so that nobody can tell.
      exchange.dispatch(exchange.getIoThread(), response);
    } else {
      exchange.dispatch(SameThreadExecutor.INSTANCE, () -> recorder.record(pending));
    }
  }

  private record ExchangeRequest(HttpServerExchange exchange, ClientAddresses addresses)
      implements HitRequest {

    @Override
    public String method() {
      return exchange.getRequestMethod().toString();
    }

    @Override
    public String address() {
      return addresses.of(exchange);
    }

    @Override
    public @Nullable String first(RequestHeader header) {
      return exchange.getRequestHeaders().getFirst(header.httpName());
    }

    @Override
    public boolean says(RequestHeader header, String value) {
      HeaderValues values = exchange.getRequestHeaders().get(header.httpName());
      return values != null && values.contains(value);
    }
  }

  private record WaitingExchange(HttpServerExchange exchange, HttpHandler response)
      implements WaitingClient {

    @Override
    public XnioIoThread ioThread() {
      return exchange.getIoThread();
    }

    @Override
    public void answer() {
      Connectors.executeRootHandler(response, exchange);
    }
  }

  private void reject(HttpServerExchange exchange, RequestKind kind, Outcome why) {
    // Counted before it is answered: whoever has an answer finds it counted.
    if (invalid.allows(exchange)) {
      counters.end(kind, why);
      Answers.notFound(exchange);
    } else {
      counters.end(kind, Outcome.REJECTED_RATE_LIMITED);
      InvalidRequests.refuse(exchange);
    }
  }

  private static boolean isRead(HttpServerExchange exchange) {
    return exchange.getRequestMethod().equals(Methods.GET)
        || exchange.getRequestMethod().equals(Methods.HEAD);
  }
}
