package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trueopen.verdict.Hits.open;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.id.KeyedHash;
import org.trueopen.id.MailboxAddress;
import org.trueopen.verdict.DeliveryLedger.HitStatement;
import org.trueopen.verdict.DeliveryLedger.State;
import org.trueopen.verdict.DeliveryLedger.Step;

class AggregateLedgerTest {

  private static final Filing SPRING = new Filing("news@acme.example", "spring");

  @Test
  void theIdsOfAnonymousMailAreKnownByTheirShape() {
    KeyedHash hashes = new KeyedHash(new byte[32]);
    MailboxAddress mailbox = new MailboxAddress("news@acme.example");
    DeliveryId id = hashes.aggregate(new AccountId("acme"), mailbox, "spring");

    assertThat(AggregateLedger.isAggregate(id.value())).isTrue();
    assertThat(AggregateLedger.isAggregate(DeliveryId.next().value())).isFalse();
    assertThat(AggregateLedger.isAggregate("all-spring")).isFalse();
  }

  @Test
  void hitsAreJudgedAloneAndFiledUnderTheCampaignWithoutAnyEngagement() {
    State state = AggregateLedger.explain(State.EMPTY, SPRING).state();
    List<HitStatement> statements = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Step step = AggregateLedger.hit(state, open("h" + i, i, 0), Rules.DEFAULT);
      assertThat(step.unremembered()).isTrue();
      assertThat(step.engagements()).isEmpty();
      statements.addAll(step.hits());
      state = step.state();
    }

    assertThat(statements).extracting(HitStatement::filing).containsOnly(SPRING);
    assertThat(statements).extracting(said -> said.verdict().place()).containsOnly(Place.FIRST);
    assertThat(state.hits()).isEmpty();
  }

  @Test
  void hitsBeforeTheirMailIsExplainedAreStatedAtOnceAndRefiledLater() {
    Step first = AggregateLedger.hit(State.EMPTY, open("a", 1, 0), Rules.DEFAULT);
    HitStatement stated = first.hits().getFirst();
    assertThat(stated.filing()).isEqualTo(Filing.UNKNOWN);

    List<HitStatement> refiled = AggregateLedger.refile(stated.hit(), stated.verdict(), SPRING);

    assertThat(refiled)
        .containsExactly(
            new HitStatement(stated.hit(), stated.verdict(), Filing.UNKNOWN, -1),
            new HitStatement(stated.hit(), stated.verdict(), SPRING, 1));
  }

  @Test
  void whatAnIdStandsForIsToldOnce() {
    State known = AggregateLedger.explain(State.EMPTY, SPRING).state();

    assertThat(known.aggregate()).isEqualTo(SPRING);
    assertThat(AggregateLedger.explain(known, SPRING).repeated()).isTrue();
  }
}
