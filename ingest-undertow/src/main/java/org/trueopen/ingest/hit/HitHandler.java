package org.trueopen.ingest.hit;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.EventCodec;
import org.trueopen.event.Hit;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.ingest.web.Answers;
import org.trueopen.ingest.web.ClientAddresses;
import org.trueopen.instrument.TrackingUrls;
import org.trueopen.log.Topics;
import org.trueopen.token.Decoding;
import org.trueopen.token.Decoding.Decoded;
import org.trueopen.token.Decoding.Rejected;
import org.trueopen.token.Token;
import org.trueopen.token.TokenCodec;

/**
 * Answers {@code GET} and {@code HEAD} of pixels, images and links. A request that carries no token
 * of ours gets a 404; every other is answered as soon as it is recorded.
 */
public final class HitHandler {

  /** Longer values are cut: rules look at what stands in front. */
  private static final int MAX_USER_AGENT_CHARS = 1024;

  private static final int MAX_HEADER_CHARS = 256;

  /** What a path without a token is read as, so that it costs what a bad token costs. */
  private static final String NO_TOKEN = "";

  /** The headers that rules look at, and no others: they are kept with the hit. */
  private static final List<KeptHeader> KEPT_HEADERS =
      Stream.of(
              Headers.ACCEPT,
              Headers.ACCEPT_LANGUAGE,
              new HttpString("Sec-Purpose"),
              new HttpString("Purpose"),
              new HttpString("X-Purpose"),
              new HttpString("X-Moz"),
              PrivacyHeaders.SEC_GPC,
              PrivacyHeaders.DNT)
          .map(name -> new KeptHeader(name, name.toString().toLowerCase(Locale.ROOT)))
          .toList();

  private record KeptHeader(HttpString name, String lowerCase) {}

  private final HitIds ids = new HitIds();

  private final TokenCodec tokens;
  private final Supplier<@Nullable Withdrawals> withdrawals;
  private final Recorder recorder;
  private final HitCounters counters;
  private final ClientAddresses addresses;
  private final HitLimits limits;
  private final Clock clock;

  /**
   * @param withdrawals gives null as long as the settings are not known
   */
  public HitHandler(
      TokenCodec tokens,
      Supplier<@Nullable Withdrawals> withdrawals,
      Recorder recorder,
      HitCounters counters,
      ClientAddresses addresses,
      HitLimits limits,
      Clock clock) {
    this.tokens = tokens;
    this.withdrawals = withdrawals;
    this.recorder = recorder;
    this.counters = counters;
    this.addresses = addresses;
    this.limits = limits;
    this.clock = clock;
  }

  /** Goes on only with requests to a host that links stand on. */
  public HttpHandler onTrackingHosts(HttpHandler next) {
    return exchange -> {
      if (isOnTrackingHost(exchange)) {
        next.handleRequest(exchange);
      } else {
        limits.invalid().notFound(exchange);
      }
    };
  }

  private boolean isOnTrackingHost(HttpServerExchange exchange) {
    return limits.hosts().serves(exchange.getRequestHeaders().getFirst(Headers.HOST));
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
    long startedAt = System.nanoTime();
    HttpHandler response = HitResponses.of(token);
    String address = addresses.of(exchange);
    Withdrawals known = withdrawals.get();
    Outcome ignored = known == null ? null : known.find(token, exchange.getRequestHeaders());
    if (ignored == null && !isWithinLimits(token, address)) {
      ignored = Outcome.IGNORED_DELIVERY_LIMIT;
    }
    if (ignored != null) {
      counters.end(kind, ignored);
      // By the same way as any other, so that nobody can tell.
      exchange.dispatch(exchange.getIoThread(), response);
      return;
    }
    Hit hit = hit(exchange, token, address);
    PendingHit pending =
        new PendingHit(
            kind,
            Topics.eventKey(hit.account(), hit.deliveryId()),
            EventCodec.encode(hit),
            known == null,
            token.recipientKey(),
            exchange,
            response,
            startedAt);
    exchange.dispatch(SameThreadExecutor.INSTANCE, () -> recorder.record(pending));
  }

  /** Without a recipient it is a whole campaign's, which may have any number of readers. */
  private boolean isWithinLimits(Token token, String address) {
    return token.recipientKey() == 0
        || limits.deliveries().admits(token.delivery().value(), address);
  }

  private Hit hit(HttpServerExchange exchange, Token token, String address) {
    boolean click = token instanceof Token.Click;
    HeaderMap headers = exchange.getRequestHeaders();
    long now = clock.millis();
    return new Hit(
        token.account().value(),
        token.delivery().value(),
        ids.next(now),
        click ? HitKind.CLICK : HitKind.OPEN,
        link(token),
        token instanceof Token.Click c ? c.destination() : "",
        Instant.ofEpochMilli(now),
        exchange.getRequestMethod().toString(),
        address,
        cut(headers.getFirst(Headers.USER_AGENT), MAX_USER_AGENT_CHARS),
        kept(headers),
        pixel(token),
        "");
  }

  private static int link(Token token) {
    if (token instanceof Token.Click click) {
      return click.honeypot() ? Hit.HONEYPOT : click.link();
    }
    return -1;
  }

  private static PixelPlace pixel(Token token) {
    return switch (token) {
      case Token.Open open -> open.early() ? PixelPlace.EARLY : PixelPlace.END;
      case Token.Image image -> PixelPlace.IMAGE;
      case Token.Click click -> PixelPlace.NONE;
      case Token.OptOut optOut -> PixelPlace.NONE;
    };
  }

  private static Map<String, String> kept(HeaderMap headers) {
    Map<String, String> result = new HashMap<>();
    for (KeptHeader kept : KEPT_HEADERS) {
      String value = headers.getFirst(kept.name());
      if (value != null) {
        result.put(kept.lowerCase(), cut(value, MAX_HEADER_CHARS));
      }
    }
    return result;
  }

  private void reject(HttpServerExchange exchange, RequestKind kind, Outcome why) {
    if (limits.invalid().admits(exchange)) {
      counters.end(kind, why);
      Answers.notFound(exchange);
    } else {
      counters.end(kind, Outcome.REJECTED_RATE_LIMITED);
    }
  }

  private static boolean isRead(HttpServerExchange exchange) {
    return exchange.getRequestMethod().equals(Methods.GET)
        || exchange.getRequestMethod().equals(Methods.HEAD);
  }

  private static String cut(@Nullable String text, int max) {
    if (text == null) {
      return "";
    }
    return text.length() <= max ? text : text.substring(0, max);
  }
}
