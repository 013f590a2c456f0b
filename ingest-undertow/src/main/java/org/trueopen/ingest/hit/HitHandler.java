package org.trueopen.ingest.hit;

import com.github.f4b6a3.ulid.UlidCreator;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Hit;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.ingest.hit.HitCounters.Ignored;
import org.trueopen.ingest.web.Answers;
import org.trueopen.ingest.web.ClientAddresses;
import org.trueopen.instrument.TrackingUrls;
import org.trueopen.settings.OptOuts;
import org.trueopen.settings.SettingsView;
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

  /** The headers that rules look at, and no others: they are kept with the hit. */
  private static final List<HttpString> KEPT_HEADERS =
      List.of(
          Headers.ACCEPT,
          Headers.ACCEPT_LANGUAGE,
          new HttpString("Sec-Purpose"),
          new HttpString("Purpose"),
          new HttpString("X-Purpose"),
          new HttpString("X-Moz"),
          new HttpString("Sec-GPC"),
          new HttpString("DNT"));

  private final TokenCodec tokens;
  private final SettingsView settings;
  private final OptOuts optOuts;
  private final HitRecorder recorder;
  private final HitCounters counters;
  private final ClientAddresses addresses;
  private final HitLimits limits;
  private final Clock clock;

  public HitHandler(
      TokenCodec tokens,
      SettingsView settings,
      OptOuts optOuts,
      HitRecorder recorder,
      HitCounters counters,
      ClientAddresses addresses,
      HitLimits limits,
      Clock clock) {
    this.tokens = tokens;
    this.settings = settings;
    this.optOuts = optOuts;
    this.recorder = recorder;
    this.counters = counters;
    this.addresses = addresses;
    this.limits = limits;
    this.clock = clock;
  }

  /** Goes on only with requests to a host that links stand on; for all paths of links. */
  public HttpHandler onTrackingHosts(HttpHandler next) {
    return exchange -> {
      if (limits.hosts().serves(exchange.getRequestHeaders().getFirst(Headers.HOST))) {
        next.handleRequest(exchange);
      } else {
        reject(exchange, counters::rejectHost);
      }
    };
  }

  /** {@code /o/{token}.gif}. */
  public void open(HttpServerExchange exchange) {
    String path = rest(exchange);
    if (!path.endsWith(TrackingUrls.OPEN_SUFFIX)) {
      reject(exchange, new Rejected(Decoding.Reason.MALFORMED));
      return;
    }
    String text = path.substring(0, path.length() - TrackingUrls.OPEN_SUFFIX.length());
    handle(exchange, tokens.decodeOpen(text));
  }

  /** {@code /i/{token}/{name}}; the name is for readers and says nothing here. */
  public void image(HttpServerExchange exchange) {
    String path = rest(exchange);
    int slash = path.indexOf('/');
    if (slash < 0 || slash == path.length() - 1 || path.indexOf('/', slash + 1) >= 0) {
      reject(exchange, new Rejected(Decoding.Reason.MALFORMED));
      return;
    }
    handle(exchange, tokens.decodeImage(path.substring(0, slash)));
  }

  /** {@code /c/{token}}. */
  public void click(HttpServerExchange exchange) {
    handle(exchange, tokens.decodeClick(rest(exchange)));
  }

  /** What follows the prefix; empty for the bare prefix without a slash. */
  private static String rest(HttpServerExchange exchange) {
    String path = exchange.getRelativePath();
    return path.isEmpty() ? "" : path.substring(1);
  }

  private void handle(HttpServerExchange exchange, Decoding decoding) {
    switch (decoding) {
      case Rejected rejected -> reject(exchange, rejected);
      case Decoded decoded when !isRead(exchange) -> {
        counters.received.increment();
        counters.rejectMethod();
        Answers.notFound(exchange);
      }
      case Decoded decoded -> answer(exchange, decoded.token());
    }
  }

  private void answer(HttpServerExchange exchange, Token token) {
    counters.received.increment();
    HttpHandler response =
        switch (token) {
          case Token.Open open -> HitResponses::pixel;
          case Token.Image image -> HitResponses.redirect(image.destination());
          case Token.Click click -> HitResponses.redirect(click.destination());
          case Token.OptOut optOut -> Answers::notFound; // decoded elsewhere, so never here
        };
    String address = addresses.of(exchange);
    Optional<Ignored> ignored = ignored(token, address);
    if (ignored.isPresent()) {
      counters.ignore(ignored.get());
      exchange.dispatch(exchange.getIoThread(), response);
      return;
    }
    Hit hit = hit(exchange, token, address);
    exchange.dispatch(
        SameThreadExecutor.INSTANCE,
        () -> recorder.record(hit, () -> exchange.dispatch(exchange.getIoThread(), response)));
  }

  /** The two settings that reach mail already sent, and the bound of a delivery's hits. */
  private Optional<Ignored> ignored(Token token, String address) {
    if (settings.accountPolicy(token.account()).killSwitch()) {
      return Optional.of(Ignored.KILL_SWITCH);
    }
    if (optOuts.find(token.recipientKey()).isPresent()) {
      return Optional.of(Ignored.OPTED_OUT);
    }
    // Without a recipient it is a whole campaign's, which may have any number of readers.
    return token.recipientKey() == 0
            || limits.deliveries().admits(token.delivery().value(), address)
        ? Optional.empty()
        : Optional.of(Ignored.DELIVERY_LIMIT);
  }

  private Hit hit(HttpServerExchange exchange, Token token, String address) {
    boolean click = token instanceof Token.Click;
    HeaderMap headers = exchange.getRequestHeaders();
    return new Hit(
        token.account().value(),
        token.delivery().value(),
        UlidCreator.getMonotonicUlid().toString(),
        click ? HitKind.CLICK : HitKind.OPEN,
        token instanceof Token.Click c ? c.link() : -1,
        token instanceof Token.Click c ? c.destination() : "",
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        exchange.getRequestMethod().toString(),
        address,
        cut(headers.getFirst(Headers.USER_AGENT), MAX_USER_AGENT_CHARS),
        kept(headers),
        pixel(token),
        "");
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
    for (HttpString name : KEPT_HEADERS) {
      String value = headers.getFirst(name);
      if (value != null) {
        result.put(name.toString().toLowerCase(Locale.ROOT), cut(value, MAX_HEADER_CHARS));
      }
    }
    return result;
  }

  private void reject(HttpServerExchange exchange, Rejected rejected) {
    reject(exchange, () -> counters.reject(rejected.reason()));
  }

  private void reject(HttpServerExchange exchange, Runnable count) {
    counters.received.increment();
    if (limits.invalid().admits(exchange)) {
      count.run();
      Answers.notFound(exchange);
    } else {
      counters.rejectRate();
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
