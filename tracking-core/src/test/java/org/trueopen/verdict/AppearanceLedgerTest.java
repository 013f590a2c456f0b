package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.trueopen.event.DeliveryStatus.Status;
import org.trueopen.verdict.AppearanceLedger.Mail;
import org.trueopen.verdict.AppearanceLedger.State;
import org.trueopen.verdict.AppearanceLedger.Step;

class AppearanceLedgerTest {

  private static final Mail MAIL = new Mail(Hits.SENT, 42, "example.net", 6);

  @Test
  void nobodyIsToldAnythingBeforeTheDeliveryIsKnown() {
    Step hit = AppearanceLedger.hit(State.EMPTY, "d1", Hits.open("a", 9, 1));
    assertThat(hit.changed()).isEmpty();

    Step known = AppearanceLedger.deliver(hit.state(), "d1", MAIL);

    assertThat(known.changed()).extracting(each -> each.scope().kind()).hasSize(2);
    assertThat(known.state().revision()).isEqualTo(1);
  }

  @Test
  void threeLinksFromDifferentNetworksAreSpreadOverEach() {
    State state = AppearanceLedger.deliver(State.EMPTY, "d1", MAIL).state();
    for (int link = 0; link < 3; link++) {
      HitFacts click = Hits.click("c" + link, link, 100 + 30 * link, "n" + link, "X");
      Step step = AppearanceLedger.hit(state, "d1", click);
      state = step.state();
      if (link == 2) {
        assertThat(step.changed()).hasSize(4); // three networks, and the domain
        assertThat(step.changed()).extracting(Appearance::spreadMillis).containsOnly(60_000L);
        assertThat(step.changed())
            .extracting(Appearance::sweepMillis)
            .containsOnly(Appearance.NO_SWEEP);
      }
    }
  }

  @Test
  void bothLinksOfAMailWithTwoAreASweepAndOneOfOneIsNot() {
    assertThat(sweepOf(2, 0, 1)).isEqualTo(30_000);
    assertThat(sweepOf(1, 0, 0)).isEqualTo(Appearance.NO_SWEEP);
    assertThat(sweepOf(6, 0, 1)).isEqualTo(Appearance.NO_SWEEP);
  }

  @Test
  void whatIsBehindAProxyShowsNowhere() {
    State state = AppearanceLedger.deliver(State.EMPTY, "d1", MAIL).state();
    HitFacts proxied = Hits.open("a", 9, 1, VerdictClass.PERSON_VIA_PROXY);

    Step step = AppearanceLedger.hit(state, "d1", proxied);

    assertThat(step.changed()).isEmpty();
    assertThat(step.state()).isEqualTo(state);
    assertThat(AppearanceLedger.concerns(proxied)).isFalse();
  }

  @Test
  void howManyHitsCameThroughAProxyDoesNotMatter() {
    State state = AppearanceLedger.deliver(State.EMPTY, "d1", MAIL).state();
    for (int i = 0; i < AppearanceLedger.MAX_HITS; i++) {
      HitFacts proxied = Hits.open("p" + i, i, 1, VerdictClass.PERSON_VIA_PROXY);
      state = AppearanceLedger.hit(state, "d1", proxied).state();
    }

    assertThat(AppearanceLedger.hit(state, "d1", Hits.click("a", 0, 600, 1)).changed()).hasSize(2);
  }

  @Test
  void hitsLaterThanThreeWeeksAreNotToldOf() {
    State state = AppearanceLedger.deliver(State.EMPTY, "d1", MAIL).state();

    assertThat(AppearanceLedger.hit(state, "d1", Hits.open("a", 22 * 86_400, 1)).changed())
        .isEmpty();
  }

  @Test
  void whatWasToldLastDoesNotDependOnTheOrder() {
    List<UnaryOperator<State>> events = new ArrayList<>();
    Map<Scope, Appearance> told = new HashMap<>();
    events.add(state -> keep(told, AppearanceLedger.deliver(state, "d1", MAIL)));
    events.add(
        state ->
            keep(
                told,
                AppearanceLedger.report(
                    state,
                    "d1",
                    new Transport.Report(Status.DELIVERED, Hits.SENT.plusSeconds(20)))));
    for (int i = 0; i < 12; i++) {
      HitFacts hit =
          i % 3 == 0
              ? Hits.open("h" + i, 10 + 7 * i, "n" + i % 2, "X")
              : Hits.click("h" + i, i % 4, 10 + 7 * i, "n" + i % 2, "X");
      events.add(state -> keep(told, AppearanceLedger.hit(state, "d1", hit)));
    }
    play(events);
    Map<Scope, Appearance> expected = Map.copyOf(told);

    for (int seed = 1; seed <= 50; seed++) {
      told.clear();
      Collections.shuffle(events, new Random(seed));
      play(events);
      assertThat(told).isEqualTo(expected);
    }
  }

  private static void play(List<UnaryOperator<State>> events) {
    State state = State.EMPTY;
    for (UnaryOperator<State> event : events) {
      state = event.apply(state);
    }
  }

  private static State keep(Map<Scope, Appearance> told, Step step) {
    step.changed().forEach(each -> told.put(each.scope(), each));
    return step.state();
  }

  private static long sweepOf(int links, int first, int second) {
    Mail mail = new Mail(Hits.SENT, 42, "", links);
    State state = AppearanceLedger.deliver(State.EMPTY, "d1", mail).state();
    state = AppearanceLedger.hit(state, "d1", Hits.click("a", first, 100, 1)).state();
    return AppearanceLedger.hit(state, "d1", Hits.click("b", second, 130, 1))
        .changed()
        .getFirst()
        .sweepMillis();
  }
}
