package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.trueopen.event.DeliveryStatus.Status;
import org.trueopen.id.KeyedHash;
import org.trueopen.settings.RuleSettings;

/** Crowds found at once are those that the steps end with, in whatever order these come. */
class WholeCrowdsTest {

  private static final Rules STRICT =
      Rules.of(
          new RuleSettings(Map.of("crowdRecipients", 2), List.of()), new KeyedHash(new byte[32]));

  private record Sent(
      String id, AppearanceLedger.Mail mail, Transport.Report report, List<HitFacts> hits) {}

  @Property(tries = 150)
  void deliveriesAreToldWhatTheStepsTellThemInTheEnd(@ForAll long seed) {
    Random random = new Random(seed);
    List<Sent> mails = mails(random);
    Rules rules = random.nextBoolean() ? Rules.DEFAULT : STRICT;
    WholeCrowds whole = new WholeCrowds();
    for (Sent sent : mails) {
      Transport transport = Transport.UNKNOWN.with(sent.report());
      whole.add(sent.id(), sent.mail(), transport, sent.hits());
    }

    assertThat(opinions(whole.findings(rules))).isEqualTo(stepped(mails, rules, random));
  }

  private static Map<String, Map<Scope, Opinion>> opinions(
      Map<String, List<CrowdFinding>> findings) {
    Map<String, Map<Scope, Opinion>> opinions = new HashMap<>();
    findings.forEach(
        (id, told) -> {
          assertThat(told).isSortedAccordingTo((a, b) -> a.scope().compareTo(b.scope()));
          told.forEach(
              finding ->
                  opinions
                      .computeIfAbsent(id, key -> new HashMap<>())
                      .put(finding.scope(), finding.opinion()));
        });
    return opinions;
  }

  /** Events in any order, each crowd told of each change, as the job does it. */
  private static Map<String, Map<Scope, Opinion>> stepped(
      List<Sent> mails, Rules rules, Random random) {
    Map<Scope, Crowd.Counts> counts = new HashMap<>();
    Map<Scope, Map<Long, Crowd.Member>> members = new HashMap<>();
    List<Runnable> events = new ArrayList<>();
    for (Sent sent : mails) {
      AppearanceLedger.State[] state = {AppearanceLedger.State.EMPTY};
      events.add(
          () ->
              appear(
                  AppearanceLedger.deliver(state[0], sent.id(), sent.mail()),
                  state,
                  counts,
                  members,
                  rules));
      events.add(
          () ->
              appear(
                  AppearanceLedger.report(state[0], sent.id(), sent.report()),
                  state,
                  counts,
                  members,
                  rules));
      for (HitFacts hit : sent.hits()) {
        events.add(
            () ->
                appear(
                    AppearanceLedger.hit(state[0], sent.id(), hit), state, counts, members, rules));
      }
    }
    Collections.shuffle(events, random);
    events.forEach(Runnable::run);
    Map<String, Map<Scope, Opinion>> told = new HashMap<>();
    counts.forEach(
        (scope, count) -> {
          Opinion opinion = count.concluded(scope.kind(), rules).opinion();
          if (!opinion.equals(Opinion.NONE)) {
            members.getOrDefault(scope, Map.of()).values().stream()
                .flatMap(member -> member.entries().stream())
                .forEach(
                    entry ->
                        told.computeIfAbsent(
                                entry.appearance().deliveryId(), key -> new HashMap<>())
                            .put(scope, opinion));
          }
        });
    return told;
  }

  private static void appear(
      AppearanceLedger.Step step,
      AppearanceLedger.State[] state,
      Map<Scope, Crowd.Counts> counts,
      Map<Scope, Map<Long, Crowd.Member>> members,
      Rules rules) {
    state[0] = step.state();
    for (Appearance appearance : step.changed()) {
      Map<Long, Crowd.Member> known =
          members.computeIfAbsent(appearance.scope(), scope -> new HashMap<>());
      Crowd.Step told =
          Crowd.appear(
              counts.getOrDefault(appearance.scope(), Crowd.Counts.NONE),
              known.getOrDefault(appearance.recipient(), Crowd.Member.NEW),
              appearance,
              step.state().revision(),
              rules);
      known.put(appearance.recipient(), told.member());
      counts.put(appearance.scope(), told.counts());
    }
  }

  /** Few networks and domains, so that crowds come together; some of them sweep. */
  private static List<Sent> mails(Random random) {
    List<Sent> mails = new ArrayList<>();
    int count = 3 + random.nextInt(25);
    for (int i = 0; i < count; i++) {
      Instant sentAt = Hits.SENT.plusSeconds(random.nextInt(4 * 86_400));
      List<HitFacts> hits = new ArrayList<>();
      String network = "198.51.%d.0/24".formatted(random.nextInt(3));
      long delay = random.nextBoolean() ? random.nextInt(60) : 600 + random.nextInt(80_000);
      boolean sweeps = random.nextInt(3) > 0;
      double offset = sentAt.getEpochSecond() - Hits.SENT.getEpochSecond();
      for (int link = 0; link < (sweeps ? 4 : 1); link++) {
        double at = offset + delay + link * 0.2;
        hits.add(Hits.click("d%d-h%d".formatted(i, link), link, at, network, "Client"));
      }
      mails.add(
          new Sent(
              "d%03d".formatted(i),
              new AppearanceLedger.Mail(
                  sentAt, random.nextInt(12), "dom%d.example".formatted(random.nextInt(2)), 5),
              new Transport.Report(Status.DELIVERED, sentAt.plusSeconds(random.nextInt(20))),
              hits));
    }
    return mails;
  }
}
