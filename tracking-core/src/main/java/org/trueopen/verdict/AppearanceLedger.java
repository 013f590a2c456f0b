package org.trueopen.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Delivery;
import org.trueopen.event.HitKind;

/**
 * The step function that tells crowds of one delivery: from its hits, its reports and itself to its
 * {@link Appearance}s. They depend on the set of these alone, and on no verdict of the delivery's,
 * so that what a crowd makes of them never feeds upon itself.
 */
public final class AppearanceLedger {

  /** As many as the delivery's ledger keeps; later ones of those it keeps change no appearance. */
  static final int MAX_HITS = DeliveryLedger.MAX_HITS;

  /** Hits later than this after sending say nothing of gateways, and tell crowds nothing. */
  static final Duration TELLING = Duration.ofDays(21);

  /** So many links followed at a stretch are a sweep; of a mail with two both. */
  private static final int SWEEP_LINKS = 3;

  private static final VerdictClass SCANNER = VerdictClass.SECURITY_SCANNER;

  private AppearanceLedger() {}

  /**
   * What of a delivery crowds are told.
   *
   * @param recipient the recipient's keyed hash
   * @param domain of the recipient's address, lower case; empty if it is not known
   * @param links how many links are tracked
   */
  public record Mail(Instant sentAt, long recipient, String domain, int links) {

    public static Mail of(Delivery delivery) {
      String recipient = delivery.recipient();
      return new Mail(
          delivery.sentAt(),
          delivery.recipientKey(),
          recipient.substring(recipient.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT),
          delivery.links().size());
    }
  }

  /**
   * All that is remembered of one delivery.
   *
   * @param mail null until the delivery itself has come; nobody is told anything before
   * @param hits those that {@link #concerns} holds for, in order of time, without what appearances
   *     do not need; from earlier builds others too, without a network
   * @param revision counts what crowds were told
   */
  public record State(
      @Nullable Mail mail, Transport transport, List<HitFacts> hits, long revision) {

    public static final State EMPTY = new State(null, Transport.UNKNOWN, List.of(), 0);
  }

  /**
   * The outcome of a step.
   *
   * @param changed what crowds are to be told, of the new state's revision
   */
  public record Step(State state, List<Appearance> changed) {}

  /**
   * Whether crowds are ever told anything of a hit. Of one that came through a proxy or relay they
   * are not, so {@link #hit} changes nothing for it and whoever calls may save itself the state.
   */
  public static boolean concerns(HitFacts hit) {
    return !hit.network().isEmpty()
        && (DeliveryCase.isDirect(hit) || hit.verdict().equals(SCANNER));
  }

  /** The first record of a delivery stands. */
  public static Step deliver(State state, String deliveryId, Mail mail) {
    return state.mail() != null
        ? new Step(state, List.of())
        : step(state, mail, state.transport(), state.hits(), deliveryId);
  }

  public static Step report(State state, String deliveryId, Transport.Report report) {
    Transport transport = state.transport().with(report);
    return transport.equals(state.transport())
        ? new Step(state, List.of())
        : step(state, state.mail(), transport, state.hits(), deliveryId);
  }

  public static Step hit(State state, String deliveryId, HitFacts hit) {
    if (!concerns(hit)
        || state.hits().size() >= MAX_HITS
        || state.hits().stream().anyMatch(known -> known.hitId().equals(hit.hitId()))) {
      return new Step(state, List.of());
    }
    List<HitFacts> hits = new ArrayList<>(state.hits());
    hits.add(slim(hit));
    hits.sort(Comparator.comparing(HitFacts::at).thenComparing(HitFacts::hitId));
    return step(state, state.mail(), state.transport(), List.copyOf(hits), deliveryId);
  }

  /**
   * What crowds end up being told of a delivery, whatever the order in which it all came.
   *
   * @param hits in order of time; beyond {@link #MAX_HITS} of which crowds are told they do not
   *     count
   */
  static List<Appearance> whole(
      String deliveryId, Mail mail, Transport transport, List<HitFacts> hits) {
    List<HitFacts> kept =
        hits.stream()
            .filter(AppearanceLedger::concerns)
            .limit(MAX_HITS)
            .map(AppearanceLedger::slim)
            .toList();
    return appearances(new State(mail, transport, kept, 0), deliveryId);
  }

  private static Step step(
      State before,
      @Nullable Mail mail,
      Transport transport,
      List<HitFacts> hits,
      String deliveryId) {
    State after = new State(mail, transport, hits, before.revision());
    List<Appearance> changed = new ArrayList<>(appearances(after, deliveryId));
    changed.removeAll(new HashSet<>(appearances(before, deliveryId)));
    return changed.isEmpty()
        ? new Step(after, changed)
        : new Step(new State(mail, transport, hits, before.revision() + 1), changed);
  }

  /** Without what can be long, or tells more of the client than is asked for. */
  private static HitFacts slim(HitFacts hit) {
    return new HitFacts(
        hit.hitId(),
        hit.kind(),
        hit.link(),
        hit.pixel(),
        "",
        hit.at(),
        "",
        hit.network(),
        0,
        0,
        "",
        hit.verdict(),
        List.of(),
        0);
  }

  private static List<Appearance> appearances(State state, String deliveryId) {
    Mail mail = state.mail();
    if (mail == null) {
      return List.of();
    }
    List<HitFacts> hits =
        state.hits().stream()
            .filter(hit -> !hit.network().isEmpty())
            .filter(hit -> !hit.at().isAfter(mail.sentAt().plus(TELLING)))
            .toList();
    long[] spreads = sweeps(hits, mail.links(), false);
    long[] sweeps = sweeps(hits, mail.links(), true);
    Map<Scope, List<Integer>> scopes = new TreeMap<>();
    for (int i = 0; i < hits.size(); i++) {
      HitFacts hit = hits.get(i);
      add(scopes, Scope.network(hit.network(), hit.at()), i);
      if (!mail.domain().isEmpty()) {
        add(scopes, Scope.domain(mail.domain(), mail.sentAt()), i);
      }
    }
    return scopes.entrySet().stream()
        .map(
            each ->
                appearance(
                    each.getKey(), deliveryId, state, mail, hits, each.getValue(), sweeps, spreads))
        .toList();
  }

  private static void add(Map<Scope, List<Integer>> scopes, Scope scope, int hit) {
    scopes.computeIfAbsent(scope, key -> new ArrayList<>()).add(hit);
  }

  private static Appearance appearance(
      Scope scope,
      String deliveryId,
      State state,
      Mail mail,
      List<HitFacts> hits,
      List<Integer> members,
      long[] sweeps,
      long[] spreads) {
    Set<Integer> links = new HashSet<>();
    int opens = 0;
    long first = Long.MAX_VALUE;
    long last = 0;
    long sweep = Appearance.NO_SWEEP;
    long spread = Appearance.NO_SWEEP;
    boolean machine = false;
    for (int i : members) {
      HitFacts hit = hits.get(i);
      if (hit.kind() == HitKind.OPEN) {
        opens++;
      } else {
        links.add(hit.link());
      }
      long delay = DeliveryCase.delay(hit, mail.sentAt(), state.transport()).toMillis();
      first = Math.min(first, delay);
      last = Math.max(last, delay);
      sweep = Math.min(sweep, sweeps[i]);
      spread = Math.min(spread, spreads[i]);
      machine |= hit.verdict().equals(SCANNER);
    }
    return new Appearance(
        scope,
        deliveryId,
        mail.recipient(),
        hits.get(members.getLast()).at(),
        first,
        last,
        opens,
        links.size(),
        mail.links() > 0,
        sweep,
        spread,
        machine);
  }

  /**
   * For each click the time of the shortest sweep that it is part of.
   *
   * @param alone whether all of a sweep has to come from one network
   */
  private static long[] sweeps(List<HitFacts> hits, int links, boolean alone) {
    long[] sweeps = new long[hits.size()];
    Arrays.fill(sweeps, Appearance.NO_SWEEP);
    int needed = Math.min(SWEEP_LINKS, links);
    for (int from = 0; needed > 1 && from < hits.size(); from++) {
      HitFacts first = hits.get(from);
      List<Integer> members = new ArrayList<>();
      Set<Integer> seen = new HashSet<>();
      for (int i = from; i < hits.size() && seen.size() < needed; i++) {
        HitFacts hit = hits.get(i);
        if (DeliveryCase.isClick(hit) && (!alone || hit.network().equals(first.network()))) {
          members.add(i);
          seen.add(hit.link());
        }
      }
      if (seen.size() == needed && DeliveryCase.isClick(first)) {
        long span = Duration.between(first.at(), hits.get(members.getLast()).at()).toMillis();
        members.forEach(i -> sweeps[i] = Math.min(sweeps[i], span));
      }
    }
    return sweeps;
  }
}
