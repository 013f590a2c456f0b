package org.trueopen.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.trueopen.event.Aggregate;
import org.trueopen.event.Delivery;
import org.trueopen.event.Hit;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.Decision;
import org.trueopen.settings.IdentityOutcome;
import org.trueopen.settings.Outcome;

/** Deliveries and hits as ingest would publish them. */
public final class TestEvents {

  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  private TestEvents() {}

  public static Delivery delivery(String account, String id, Instant sentAt) {
    return delivery(account, id, sentAt, -42);
  }

  /** To the recipient of that key, at the domain of all others. */
  public static Delivery delivery(String account, String id, Instant sentAt, long recipientKey) {
    Outcome opens = new Outcome(true, DecidedBy.MAILBOX, "news@demo.example", sentAt, "admin");
    Outcome clicks = new Outcome(true, DecidedBy.DEFAULT, "", null, "");
    return new Delivery(
        account,
        id,
        "m-" + id,
        "news@demo.example",
        "spring",
        "bob@example.net",
        recipientKey,
        "Gr\u00fc\u00dfe",
        sentAt,
        true,
        List.of("https://a.example/", "https://b.example/u"),
        1,
        new Decision(opens, clicks));
  }

  /** A delivery of anonymous mail: its own id is in no token. */
  public static Delivery anonymous(String account, String id, Instant sentAt) {
    Delivery delivery = delivery(account, id, sentAt);
    IdentityOutcome identity =
        new IdentityOutcome(true, DecidedBy.CAMPAIGN, "spring", sentAt, "admin");
    return new Delivery(
        account,
        id,
        delivery.messageId(),
        delivery.mailbox(),
        delivery.campaign(),
        delivery.recipient(),
        delivery.recipientKey(),
        delivery.subject(),
        sentAt,
        true,
        delivery.links(),
        -1,
        new Decision(delivery.decision().opens(), delivery.decision().clicks(), identity, false));
  }

  /** What the hits of such mail carry in place of a delivery. */
  public static Aggregate aggregate(String account) {
    return new Aggregate(
        account, "all-0123456789abcdef0123456789abcdef", "news@demo.example", "spring");
  }

  public static Hit open(String account, String delivery, String id, Instant at, PixelPlace pixel) {
    Hit hit = open(account, delivery, id, at);
    return new Hit(
        account,
        delivery,
        id,
        HitKind.OPEN,
        -1,
        "",
        at,
        "GET",
        hit.address(),
        hit.userAgent(),
        hit.headers(),
        pixel,
        "");
  }

  public static Hit open(String account, String delivery, String id, Instant at) {
    return open(account, delivery, id, at, "203.0.113.9");
  }

  public static Hit open(String account, String delivery, String id, Instant at, String address) {
    return hit(account, delivery, id, HitKind.OPEN, -1, at, address);
  }

  public static Hit click(
      String account, String delivery, String id, int link, Instant at, String address) {
    return hit(account, delivery, id, HitKind.CLICK, link, at, address);
  }

  private static Hit hit(
      String account,
      String delivery,
      String id,
      HitKind kind,
      int link,
      Instant at,
      String address) {
    return new Hit(
        account,
        delivery,
        id,
        kind,
        link,
        kind == HitKind.CLICK ? "https://a.example/" + link : "",
        at,
        "GET",
        address,
        FIREFOX,
        Map.of("accept", "*/*"),
        kind == HitKind.OPEN ? PixelPlace.END : PixelPlace.NONE,
        "");
  }
}
