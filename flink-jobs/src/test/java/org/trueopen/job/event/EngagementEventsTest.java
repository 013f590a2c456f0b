package org.trueopen.job.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.jackson.JsonFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.settings.EngagementChange;
import org.trueopen.verdict.CrowdFinding;
import org.trueopen.verdict.DeliveryFacts;
import org.trueopen.verdict.DeliveryLedger;
import org.trueopen.verdict.DeliveryLedger.EngagementStatement;
import org.trueopen.verdict.DeliveryLedger.State;
import org.trueopen.verdict.DeliveryLedger.Step;
import org.trueopen.verdict.Engagement;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.Opinion;
import org.trueopen.verdict.Rules;
import org.trueopen.verdict.Scope;
import org.trueopen.verdict.VerdictClass;

/** What a ledger's steps tell, as the CloudEvents SDK reads it. */
class EngagementEventsTest {

  private static final Instant SENT = Instant.parse("2026-11-20T10:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final DeliveryFacts DELIVERY =
      new DeliveryFacts(
          SENT, "news@demo.example", "spring \"sale\"", true, true, -1, false, "x.example", 0);

  private static final Opinion GATEWAY = new Opinion(Opinion.Kind.GATEWAY, 85, "test", 0);

  private State state = State.EMPTY;

  @Test
  void anOpenAndAClickByAPersonAreToldOnce() {
    assertThat(deliver()).isEmpty();
    assertThat(hit("h1", HitKind.OPEN, 600)).singleElement().satisfies(this::isTheOpen);
    assertThat(hit("h2", HitKind.OPEN, 7200)).isEmpty();
    List<CloudEvent> click = hit("h3", HitKind.CLICK, 7300);
    assertThat(types(click)).containsExactly(EngagementChange.CLICKED.type());
    assertThat(data(click.getFirst())).contains("\"link\":3", "\"url\":\"https://a.example/3\"");
    assertThat(hit("h4", HitKind.CLICK, 9000)).isEmpty();
  }

  private void isTheOpen(CloudEvent event) {
    assertThat(event.getType()).isEqualTo("org.trueopen.engagement.opened.v1");
    assertThat(event.getSource()).hasToString("/accounts/demo");
    assertThat(event.getSubject()).isEqualTo("d1");
    assertThat(Objects.requireNonNull(event.getTime()).toInstant())
        .isEqualTo(SENT.plusSeconds(600));
    assertThat(data(event))
        .contains("\"hitId\":\"h1\"", "\"campaign\":\"spring \\\"sale\\\"\"", "\"opened\":true");
  }

  @Test
  void aClickWithoutAnOpenTellsBoth() {
    deliver();
    assertThat(types(hit("h1", HitKind.CLICK, 600)))
        .containsExactly(EngagementChange.OPENED.type(), EngagementChange.CLICKED.type());
  }

  @Test
  void hitsBeforeTheDeliveryAreToldWithIt() {
    assertThat(hit("h1", HitKind.OPEN, 600)).isEmpty();
    assertThat(types(deliver())).containsExactly(EngagementChange.OPENED.type());
  }

  @Test
  void theSameStepsGiveTheSameIds() {
    deliver();
    List<String> first = ids(hit("h1", HitKind.CLICK, 600));
    state = State.EMPTY;
    deliver();

    assertThat(ids(hit("h1", HitKind.CLICK, 600))).isEqualTo(first).doesNotHaveDuplicates();
  }

  @Test
  void whatIsSaidAgainAfterACorrectionIsNewsWhateverCrowdsCount() {
    deliver();
    hit("h1", HitKind.CLICK, 600);
    List<String> ids = new ArrayList<>(ids(crowd(5, GATEWAY)));
    ids.addAll(ids(crowd(6, Opinion.NONE)));
    ids.addAll(ids(crowd(7, GATEWAY)));
    ids.addAll(ids(crowd(8, Opinion.NONE)));
    assertThat(ids).hasSize(6).doesNotHaveDuplicates();
    state = State.EMPTY;
    deliver();
    hit("h1", HitKind.CLICK, 600);

    assertThat(ids(crowd(11, GATEWAY))).first().isEqualTo(ids.getFirst());
  }

  @Test
  void whatIsTakenBackIsACorrectionWithBothStandings() {
    deliver();
    hit("h1", HitKind.CLICK, 600);
    Engagement stated = Objects.requireNonNull(state.engagement());
    Step back =
        new Step(
            state,
            List.of(),
            List.of(
                new EngagementStatement(stated, DELIVERY, -1),
                new EngagementStatement(Engagement.NONE, DELIVERY, 1)),
            List.of(),
            false,
            false);

    List<CloudEvent> told = told(back);

    assertThat(types(told)).containsExactly(EngagementChange.CORRECTED.type());
    assertThat(data(told.getFirst()))
        .contains("\"before\":{\"opened\":true", "\"engagement\":{\"opened\":false")
        .doesNotContain("\"hit\":");
  }

  private List<CloudEvent> crowd(long revision, Opinion opinion) {
    long week = SENT.plusSeconds(600).toEpochMilli() / Duration.ofDays(7).toMillis();
    Scope here = new Scope(Scope.Kind.NETWORK, "203.0.113.0/24", week);
    return told(
        DeliveryLedger.found(state, new CrowdFinding(here, revision, opinion), Rules.DEFAULT));
  }

  private List<CloudEvent> deliver() {
    return told(DeliveryLedger.deliver(state, DELIVERY, Rules.DEFAULT));
  }

  private List<CloudEvent> hit(String id, HitKind kind, int seconds) {
    boolean click = kind == HitKind.CLICK;
    HitFacts hit =
        new HitFacts(
            id,
            kind,
            click ? 3 : -1,
            click ? PixelPlace.NONE : PixelPlace.END,
            click ? "https://a.example/3" : "",
            SENT.plusSeconds(seconds),
            "GET",
            "203.0.113.0/24",
            1,
            1,
            "Firefox",
            VerdictClass.PERSON,
            List.of(),
            90);
    return told(DeliveryLedger.hit(state, hit, Rules.DEFAULT));
  }

  private List<CloudEvent> told(Step step) {
    state = step.state();
    return EngagementEvents.of("demo", "d1", step, NOW).stream()
        .map(event -> read(event.json()))
        .toList();
  }

  private static CloudEvent read(String json) {
    return Objects.requireNonNull(
            EventFormatProvider.getInstance().resolveFormat(JsonFormat.CONTENT_TYPE))
        .deserialize(json.getBytes(UTF_8));
  }

  private static String data(CloudEvent event) {
    return new String(Objects.requireNonNull(event.getData()).toBytes(), UTF_8);
  }

  private static List<String> types(List<CloudEvent> events) {
    return events.stream().map(CloudEvent::getType).toList();
  }

  private static List<String> ids(List<CloudEvent> events) {
    return events.stream().map(CloudEvent::getId).toList();
  }
}
