package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CrowdTest {

  private static final Instant AT = Instant.parse("2026-11-03T10:00:00Z");
  private static final Scope NETWORK = Scope.network("203.0.113.0/24", AT);
  private static final Scope DOMAIN = Scope.domain("example.net", AT);

  @Test
  void aNetworkThatSweepsTheMailOfThreeRecipientsIsAGateway() {
    Gathering gathering = new Gathering();
    gathering.add(swept(NETWORK, "d1", 1, 40), swept(NETWORK, "d2", 2, 40));
    assertThat(gathering.opinion()).isEqualTo(Opinion.NONE);

    gathering.add(swept(NETWORK, "d3", 3, 40));

    assertThat(gathering.opinion().kind()).isEqualTo(Opinion.Kind.GATEWAY);
    assertThat(gathering.told().values()).containsOnly(gathering.opinion()).hasSize(3);
  }

  @Test
  void onePersonWhoReadsEverythingNeverMakesAGatewayOfTheirHome() {
    Gathering gathering = new Gathering();
    for (int i = 0; i < 20; i++) {
      gathering.add(swept(NETWORK, "d" + i, 1, 40));
    }

    assertThat(gathering.opinion()).isEqualTo(Opinion.NONE);
  }

  @Test
  void anOfficeWithAFewThoroughReadersIsOneOfPeople() {
    Gathering gathering = new Gathering();
    for (int i = 0; i < 10; i++) {
      gathering.add(
          i < 4 ? swept(NETWORK, "d" + i, i, 4000) : lone(NETWORK, "d" + i, i, 900 + 400 * i));
    }

    assertThat(gathering.opinion().kind()).isEqualTo(Opinion.Kind.PEOPLE);
  }

  @Test
  void aNetworkWhereNothingComesButRightAfterDeliveryIsInStep() {
    Gathering gathering = new Gathering();
    for (int i = 0; i < 7; i++) {
      gathering.add(lone(NETWORK, "d" + i, i, 9 + i));
    }
    assertThat(gathering.opinion()).isEqualTo(Opinion.NONE);

    gathering.add(lone(NETWORK, "d7", 7, 30));

    assertThat(gathering.opinion().kind()).isEqualTo(Opinion.Kind.IN_STEP);
    // Two who come later are enough to make it an office that waited for a mail.
    gathering.add(lone(NETWORK, "d8", 8, 900), lone(NETWORK, "d9", 9, 1900));
    assertThat(gathering.opinion()).isEqualTo(Opinion.NONE);
    assertThat(gathering.told().values()).containsOnly(Opinion.NONE);
  }

  @Test
  void aNetworkThatAlwaysAsksAtOnceHasAGatewayWhateverItsPeopleDoLater() {
    Gathering gathering = new Gathering();
    for (int i = 0; i < 10; i++) {
      gathering.add(i < 4 ? lone(NETWORK, "d" + i, i, 9) : twice("d" + i, i, 9, 4000));
    }

    assertThat(gathering.opinion().kind()).isEqualTo(Opinion.Kind.PROMPT);
    assertThat(gathering.opinion().withinMillis()).isEqualTo(120_000);
    gathering.add(lone(NETWORK, "d10", 10, 900), lone(NETWORK, "d11", 11, 900));
    assertThat(gathering.opinion().kind()).isNotEqualTo(Opinion.Kind.PROMPT);
  }

  @Test
  void whereManyMailsAreShownAndNoLinkIsFollowedPicturesAreLoadedAndNoMore() {
    Gathering gathering = new Gathering();
    for (int i = 0; i < 7; i++) {
      gathering.add(opened("d" + i, i, true));
    }
    assertThat(gathering.opinion().kind()).isEqualTo(Opinion.Kind.PEOPLE);

    gathering.add(opened("d7", 7, true));
    assertThat(gathering.opinion().kind()).isEqualTo(Opinion.Kind.PICTURES);
    assertThat(gathering.opinion().certainty()).isEqualTo(30);

    for (int i = 8; i < 20; i++) {
      gathering.add(opened("d" + i, i, true));
    }
    assertThat(gathering.opinion().certainty()).isEqualTo(50);
    assertThat(gathering.told().values()).containsOnly(gathering.opinion()).hasSize(20);
    // One who follows a link is one of readers, most of whom do not.
    gathering.tell(new Told(lone(NETWORK, "d3", 3, 5000), 2));
    assertThat(gathering.opinion().kind()).isEqualTo(Opinion.Kind.PEOPLE);
    assertThat(gathering.told().values()).containsOnly(gathering.opinion());
  }

  @Test
  void whereEverythingComesAtOnceAndNobodyFollowsALinkReadersMayStillBeBehindAProxy() {
    Gathering gathering = new Gathering();
    for (int i = 0; i < 10; i++) {
      gathering.add(shown("d" + i, i, 9, i < 4 ? 9 : 4000, true));
    }

    assertThat(gathering.opinion().kind()).isEqualTo(Opinion.Kind.PICTURES);
    assertThat(gathering.opinion().certainty()).isEqualTo(70);
  }

  @Test
  void aScannersClickIsNoReaders() {
    Gathering gathering = new Gathering();
    for (int i = 0; i < 20; i++) {
      gathering.add(opened("d" + i, i, true));
    }
    gathering.add(
        new Appearance(
            NETWORK,
            "d20",
            20,
            AT.plusSeconds(3600),
            3_600_000,
            3_600_000,
            0,
            1,
            true,
            Appearance.NO_SWEEP,
            Appearance.NO_SWEEP,
            true));

    assertThat(gathering.opinion().kind()).isEqualTo(Opinion.Kind.PICTURES);
  }

  @Test
  void mailWithoutTrackedLinksSaysNothingOfWhoPassesThemBy() {
    Gathering gathering = new Gathering();
    for (int i = 0; i < 40; i++) {
      gathering.add(opened("d" + i, i, i < 7));
    }
    assertThat(gathering.opinion().kind()).isEqualTo(Opinion.Kind.PEOPLE);

    gathering.add(opened("e30", 30, true));

    assertThat(gathering.opinion().kind()).isEqualTo(Opinion.Kind.PICTURES);
  }

  @Test
  void aScannedDomainExpectsScannersWhenTheyHaveCome() {
    Gathering gathering = new Gathering();
    gathering.add(swept(DOMAIN, "d1", 1, 15), swept(DOMAIN, "d2", 2, 18));
    gathering.add(swept(DOMAIN, "d3", 3, 50), lone(DOMAIN, "d4", 4, 9000));

    assertThat(gathering.opinion().kind()).isEqualTo(Opinion.Kind.SCANNED_DOMAIN);
    assertThat(gathering.opinion().withinMillis()).isEqualTo(60_000);
  }

  @Test
  void whatEachDeliveryWasToldLastDoesNotDependOnTheOrder() {
    List<Told> tellings = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      int recipient = random.nextInt(20);
      String delivery = "d" + recipient + "-" + random.nextInt(3);
      Appearance said =
          random.nextInt(3) > 0
              ? swept(NETWORK, delivery, recipient, 40 + i)
              : lone(NETWORK, delivery, recipient, 40 + i);
      tellings.add(new Told(said, i));
    }
    Map<String, Opinion> expected = gather(tellings).told();

    for (int seed = 1; seed <= 20; seed++) {
      Collections.shuffle(tellings, new Random(seed));
      assertThat(gather(tellings).told()).isEqualTo(expected);
    }
  }

  @Test
  void countsAreWhatTheMembersAddUpTo() {
    Gathering gathering = new Gathering();
    gathering.add(swept(NETWORK, "d1", 1, 40), lone(NETWORK, "d2", 2, 20));
    gathering.add(lone(NETWORK, "d3", 3, 4000));
    assertThat(gathering.counts.recipients()).isEqualTo(3);
    assertThat(gathering.counts.scanned()).isEqualTo(1);
    assertThat(gathering.counts.early()).isEqualTo(1);
    assertThat(gathering.counts.people()).isEqualTo(1);

    gathering.tell(new Told(swept(NETWORK, "d3", 3, 4100), 99));

    assertThat(gathering.counts.scanned()).isEqualTo(2);
    assertThat(gathering.counts.people()).isZero();
  }

  @Test
  void ofTooManyRecipientsThoseAreKeptThatAnyOrderWouldKeep() {
    assertThat(kept(1)).isEqualTo(kept(2)).hasSizeBetween(1000, Crowd.MAX_RECIPIENTS);
  }

  private static java.util.Set<Long> kept(int seed) {
    List<Long> recipients = new ArrayList<>();
    for (long i = 0; i < 10_000; i++) {
      recipients.add(i);
    }
    Collections.shuffle(recipients, new Random(seed));
    Gathering gathering = new Gathering();
    recipients.forEach(recipient -> gathering.add(lone(NETWORK, "d" + recipient, recipient, 900)));
    return gathering.members.keySet();
  }

  private static Gathering gather(List<Told> tellings) {
    Gathering gathering = new Gathering();
    tellings.forEach(gathering::tell);
    return gathering;
  }

  private static Appearance swept(Scope scope, String delivery, long recipient, long seconds) {
    return appearance(scope, delivery, recipient, seconds, 4, 90_000);
  }

  private static Appearance lone(Scope scope, String delivery, long recipient, long seconds) {
    return appearance(scope, delivery, recipient, seconds, 1, Appearance.NO_SWEEP);
  }

  /** Shown an hour after delivery, and no more. */
  private static Appearance opened(String delivery, long recipient, boolean linked) {
    return shown(delivery, recipient, 3600, 3600, linked);
  }

  private static Appearance twice(String delivery, long recipient, long first, long last) {
    return shown(delivery, recipient, first, last, false);
  }

  private static Appearance shown(
      String delivery, long recipient, long first, long last, boolean linked) {
    return new Appearance(
        NETWORK,
        delivery,
        recipient,
        AT.plusSeconds(last),
        1000 * first,
        1000 * last,
        1,
        0,
        linked,
        Appearance.NO_SWEEP,
        Appearance.NO_SWEEP,
        false);
  }

  private static Appearance appearance(
      Scope scope, String delivery, long recipient, long seconds, int links, long sweep) {
    return new Appearance(
        scope,
        delivery,
        recipient,
        AT.plusSeconds(seconds),
        1000 * seconds,
        1000 * seconds,
        1,
        links,
        true,
        sweep,
        Appearance.NO_SWEEP,
        false);
  }

  private record Told(Appearance appearance, long revision) {}

  /** Does what the operator does, with maps in place of its state. */
  private static final class Gathering {

    private Crowd.Counts counts = Crowd.Counts.NONE;
    private final Map<Long, Crowd.Member> members = new HashMap<>();
    private final Map<String, Opinion> told = new TreeMap<>();

    void add(Appearance... appearances) {
      for (Appearance appearance : appearances) {
        tell(new Told(appearance, 1));
      }
    }

    void tell(Told next) {
      Appearance appearance = next.appearance();
      if (!counts.keeps(appearance.recipient())) {
        return;
      }
      Crowd.Step step =
          Crowd.appear(
              counts,
              members.getOrDefault(appearance.recipient(), Crowd.Member.NEW),
              appearance,
              next.revision(),
              Rules.DEFAULT);
      if (!step.changed()) {
        return;
      }
      members.put(appearance.recipient(), step.member());
      Opinion before = counts.opinion();
      counts = step.counts();
      while (!counts.fits()) {
        counts = counts.halved();
        for (Map.Entry<Long, Crowd.Member> each : Map.copyOf(members).entrySet()) {
          if (!counts.keeps(each.getKey())) {
            counts = counts.without(each.getValue());
            members.remove(each.getKey());
          }
        }
      }
      counts = counts.concluded(appearance.scope().kind(), Rules.DEFAULT);
      if (!counts.opinion().equals(before)) {
        members
            .values()
            .forEach(
                member ->
                    member
                        .entries()
                        .forEach(
                            entry -> told.put(entry.appearance().deliveryId(), counts.opinion())));
      } else if (step.joined()) {
        told.put(appearance.deliveryId(), counts.opinion());
      }
    }

    Opinion opinion() {
      return counts.opinion();
    }

    Map<String, Opinion> told() {
      return told;
    }
  }
}
