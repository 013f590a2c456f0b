package org.trueopen.verdict;

import java.time.Instant;
import java.util.List;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;

/** Hits to judge, in seconds after the mail was sent. */
final class Hits {

  static final Instant SENT = Instant.parse("2026-11-01T10:00:00Z");
  static final DeliveryFacts DELIVERY =
      new DeliveryFacts(SENT, "news@acme.example", "spring", true, true, 1, false);

  private Hits() {}

  /** The same hit from another network and by another client, and so by another reader. */
  static HitFacts from(HitFacts hit, String network, String client) {
    return new HitFacts(
        hit.hitId(),
        hit.kind(),
        hit.link(),
        hit.pixel(),
        hit.url(),
        hit.at(),
        hit.method(),
        network,
        (network + client).hashCode(),
        (network + client).hashCode(),
        client,
        hit.verdict(),
        hit.reasons(),
        hit.confidence());
  }

  static HitFacts open(String id, double seconds, String network, String client) {
    return from(open(id, seconds, 1), network, client);
  }

  static HitFacts click(String id, int link, double seconds, String network, String client) {
    return from(click(id, link, seconds, 1), network, client);
  }

  static HitFacts open(String id, double seconds, long reader) {
    return hit(id, HitKind.OPEN, -1, seconds, reader, VerdictClass.PERSON);
  }

  static HitFacts open(String id, double seconds, long reader, VerdictClass verdict) {
    return hit(id, HitKind.OPEN, -1, seconds, reader, verdict);
  }

  static HitFacts open(String id, double seconds, long reader, PixelPlace pixel) {
    return hit(id, HitKind.OPEN, -1, pixel, seconds, reader, VerdictClass.PERSON);
  }

  static HitFacts click(String id, int link, double seconds, long reader) {
    return hit(id, HitKind.CLICK, link, seconds, reader, VerdictClass.PERSON);
  }

  static HitFacts hit(
      String id, HitKind kind, int link, double seconds, long reader, VerdictClass verdict) {
    PixelPlace pixel = kind == HitKind.OPEN ? PixelPlace.END : PixelPlace.NONE;
    return hit(id, kind, link, pixel, seconds, reader, verdict);
  }

  static HitFacts hit(
      String id,
      HitKind kind,
      int link,
      PixelPlace pixel,
      double seconds,
      long reader,
      VerdictClass verdict) {
    return new HitFacts(
        id,
        kind,
        link,
        pixel,
        link < 0 ? "" : "https://example.com/" + link,
        SENT.plusMillis(Math.round(seconds * 1000)),
        "GET",
        "203.0.113.0/24",
        reader,
        reader,
        "Client",
        verdict,
        List.of(new Reason("test", "")),
        80);
  }
}
