package org.trueopen.event;

import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.Decision;
import org.trueopen.settings.IdentityOutcome;
import org.trueopen.settings.Outcome;

/** Any event that can be written. */
final class EventDomain extends DomainContextBase {

  @Provide
  Arbitrary<Hit> hits() {
    return Combinators.combine(
            Combinators.combine(ids(), ids(), ids()).as((a, b, c) -> new String[] {a, b, c}),
            pixels(),
            Arbitraries.integers().between(-1, 65535),
            texts(),
            instants(),
            Arbitraries.of("GET", "HEAD"),
            texts(),
            Arbitraries.maps(texts(), texts()).ofMaxSize(5))
        .as(
            (id, pixel, link, url, at, method, agent, headers) ->
                new Hit(
                    id[0],
                    id[1],
                    id[2],
                    pixel == PixelPlace.NONE ? HitKind.CLICK : HitKind.OPEN,
                    link,
                    url,
                    at,
                    method,
                    "::1",
                    agent,
                    headers,
                    pixel,
                    ""));
  }

  private static Arbitrary<PixelPlace> pixels() {
    return Arbitraries.of(PixelPlace.class);
  }

  @Provide
  Arbitrary<DeliveryStatus> statuses() {
    return Combinators.combine(
            ids(), ids(), Arbitraries.of(DeliveryStatus.Status.class), instants())
        .as(DeliveryStatus::new);
  }

  @Provide
  Arbitrary<Delivery> deliveries() {
    return Combinators.combine(
            Combinators.combine(ids(), ids()).as((a, b) -> new String[] {a, b}),
            texts(),
            Arbitraries.longs(),
            instants(),
            Arbitraries.of(true, false),
            texts().list().ofMaxSize(5),
            Arbitraries.integers().between(-1, 5),
            decisions())
        .as(
            (id, text, key, at, html, links, unsubscribe, decision) ->
                new Delivery(
                    id[0],
                    id[1],
                    text,
                    text,
                    text,
                    text,
                    key,
                    text,
                    at,
                    html,
                    links,
                    unsubscribe,
                    decision));
  }

  private static Arbitrary<Decision> decisions() {
    return Combinators.combine(outcomes(), outcomes(), identities())
        .as((opens, clicks, identity) -> new Decision(opens, clicks, identity, false));
  }

  private static Arbitrary<IdentityOutcome> identities() {
    return outcomes()
        .map(
            outcome ->
                new IdentityOutcome(
                    outcome.tracked(),
                    outcome.decidedBy(),
                    outcome.name(),
                    outcome.since(),
                    outcome.setBy()));
  }

  private static Arbitrary<Outcome> outcomes() {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.of(DecidedBy.class),
            texts(),
            instants().injectNull(0.3),
            texts())
        .as(Outcome::new);
  }

  private static Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(-62_135_596_800_000L, 253_402_300_799_999L) // the years 1 to 9999
        .map(Instant::ofEpochMilli);
  }

  private static Arbitrary<String> ids() {
    return Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(26);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .ofMaxLength(40)
        .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
  }
}
