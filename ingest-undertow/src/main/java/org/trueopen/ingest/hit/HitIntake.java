package org.trueopen.ingest.hit;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.EventCodec;
import org.trueopen.event.Hit;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.ingest.limit.DeliveryLimits;
import org.trueopen.log.Topics;
import org.trueopen.token.Token;

/** Makes hits of requests with good tokens, but for those that must not be recorded. */
public final class HitIntake {

  /** Longer values are cut: rules look at what stands in front. */
  private static final int MAX_USER_AGENT_CHARS = 1024;

  private static final int MAX_HEADER_CHARS = 256;

  private final HitIds ids = new HitIds();

  private final Supplier<@Nullable Withdrawals> withdrawals;
  private final DeliveryLimits limits;
  private final HitCounters counters;
  private final Clock clock;

  /**
   * @param withdrawals gives null as long as the settings are not known
   */
  public HitIntake(
      Supplier<@Nullable Withdrawals> withdrawals,
      DeliveryLimits limits,
      HitCounters counters,
      Clock clock) {
    this.withdrawals = withdrawals;
    this.limits = limits;
    this.counters = counters;
    this.clock = clock;
  }

  /** The hit to be recorded; null if it must not be, which has been counted. */
  @Nullable PendingHit take(
      RequestKind kind, Token token, HitRequest request, WaitingClient client) {
    long startedAt = System.nanoTime();
    String address = request.address();
    Withdrawals known = withdrawals.get();
    Outcome ignored = known == null ? null : known.find(token, request);
    if (ignored == null && !isWithinLimits(token, address)) {
      ignored = Outcome.IGNORED_DELIVERY_LIMIT;
    }
    if (ignored != null) {
      counters.end(kind, ignored);
      return null;
    }
    Hit hit = hit(request, token, address);
    return new PendingHit(
        kind,
        Topics.eventKey(hit.account(), hit.deliveryId()),
        EventCodec.encode(hit),
        known == null,
        token.recipientKey(),
        client,
        startedAt);
  }

  /** Without a recipient it is a whole campaign's, which may have any number of readers. */
  private boolean isWithinLimits(Token token, String address) {
    return token.recipientKey() == 0 || limits.admits(token.delivery().value(), address);
  }

  private Hit hit(HitRequest request, Token token, String address) {
    boolean click = token instanceof Token.Click;
    long now = clock.millis();
    return new Hit(
        token.account().value(),
        token.delivery().value(),
        ids.next(now),
        click ? HitKind.CLICK : HitKind.OPEN,
        link(token),
        token instanceof Token.Click c ? c.destination() : "",
        Instant.ofEpochMilli(now),
        request.method(),
        address,
        cut(request.first(RequestHeader.USER_AGENT), MAX_USER_AGENT_CHARS),
        kept(request),
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

  /** Without a map in between, which would be most of a hit's garbage. */
  @SuppressWarnings("unchecked")
  private static Map<String, String> kept(HitRequest request) {
    List<Map.Entry<String, String>> found = new ArrayList<>(RequestHeader.KEPT.size());
    for (RequestHeader header : RequestHeader.KEPT) {
      String value = request.first(header);
      if (value != null) {
        found.add(Map.entry(header.lowerCase(), cut(value, MAX_HEADER_CHARS)));
      }
    }
    return Map.ofEntries(found.toArray(Map.Entry[]::new));
  }

  private static String cut(@Nullable String text, int max) {
    if (text == null) {
      return "";
    }
    return text.length() <= max ? text : text.substring(0, max);
  }
}
