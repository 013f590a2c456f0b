package org.trueopen.standalone.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.trueopen.standalone.demo.PlannedHit.Kind;

class BehaviourTest {

  private static final int LINKS = 9;

  private record Case(Recipient who, List<PlannedHit> hits) {}

  private final DemoWorld world = new DemoWorld(11, 2000);
  private final Map<Habit, List<Case>> cases = play();

  /** Ten mails to everybody. */
  private Map<Habit, List<Case>> play() {
    Map<Habit, List<Case>> played = new EnumMap<>(Habit.class);
    Newsletter mail = world.newsletters().getFirst();
    for (Recipient who : world.recipients()) {
      for (int i = 0; i < 10; i++) {
        var hits = world.plan(who, mail, LINKS, Draw.generator(3, who.number(), i));
        played.computeIfAbsent(who.habit(), h -> new ArrayList<>()).add(new Case(who, hits));
      }
    }
    return played;
  }

  private Stream<PlannedHit> hits(TrueClass label) {
    return cases.values().stream()
        .flatMap(List::stream)
        .flatMap(c -> c.hits().stream())
        .filter(hit -> hit.label() == label);
  }

  private Stream<Case> of(Habit habit) {
    return requireNonNull(cases.get(habit)).stream();
  }

  @Test
  void planIsInOrderAndKeepsToTheMailsLinks() {
    cases.values().stream()
        .flatMap(List::stream)
        .forEach(
            c -> {
              assertThat(c.hits()).isSortedAccordingTo((a, b) -> a.delay().compareTo(b.delay()));
              assertThat(c.hits())
                  .allMatch(hit -> hit.link() < LINKS && hit.link() >= -1)
                  .allMatch(hit -> (hit.kind() == Kind.OPEN) == (hit.link() == -1));
            });
  }

  @Test
  void everyKindOfHitHappens() {
    for (TrueClass label : TrueClass.values()) {
      assertThat(hits(label)).as(label.name()).isNotEmpty();
    }
  }

  @Test
  void applePreloadsOnceFromItsRelaysAsPlainMozilla() {
    assertThat(hits(TrueClass.PRIVACY_PRELOAD))
        .allMatch(hit -> hit.userAgent().equals("Mozilla/5.0"))
        .allMatch(hit -> Network.APPLE_RELAY.contains(hit.ip()))
        .allMatch(hit -> hit.kind() == Kind.OPEN);
    assertThat(of(Habit.APPLE_MPP))
        .allMatch(
            c -> c.hits().stream().filter(h -> h.label() == TrueClass.PRIVACY_PRELOAD).count() <= 1)
        .allMatch(
            c ->
                c.who().forwards()
                    || c.hits().stream()
                        .noneMatch(h -> h.kind() == Kind.OPEN && h.label() == TrueClass.PERSON));
  }

  @Test
  void peopleBehindProxiesAreSeenThroughTheProxysNameAndNetwork() {
    var networks =
        Map.of(
            "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
            Network.GOOGLE_IMAGE_FETCHERS,
            "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html",
            Network.YAHOO,
            "SeznamEmailProxy/2.1",
            Network.SEZNAM,
            "RamblerMail/6.0 (incompatible; ImageProxy/6.0)",
            Network.RAMBLER);

    assertThat(hits(TrueClass.PERSON_VIA_PROXY).map(PlannedHit::userAgent).distinct())
        .containsExactlyInAnyOrderElementsOf(networks.keySet());
    assertThat(hits(TrueClass.PERSON_VIA_PROXY))
        .allMatch(hit -> requireNonNull(networks.get(hit.userAgent())).contains(hit.ip()))
        .allMatch(hit -> hit.kind() == Kind.OPEN);
  }

  @Test
  void yahooTriesOnePixelUpToFourTimesWithinSeconds() {
    var perMail =
        of(Habit.YAHOO)
            .map(
                c ->
                    c.hits().stream()
                        .filter(hit -> hit.label() == TrueClass.PERSON_VIA_PROXY)
                        .count())
            .collect(Collectors.toSet());

    assertThat(perMail).isEqualTo(Set.of(0L, 1L, 2L, 3L, 4L));
  }

  @Test
  void gmailPrefetchesAFewPercentOfItsOpensUnderAnOldEdgesName() {
    var gmail = of(Habit.GMAIL).flatMap(c -> c.hits().stream()).toList();
    var prefetched = gmail.stream().filter(h -> h.label() == TrueClass.PROVIDER_PREFETCH).toList();
    long opens = gmail.stream().filter(hit -> hit.kind() == Kind.OPEN).count();

    assertThat(prefetched)
        .isNotEmpty()
        .allMatch(hit -> hit.userAgent().endsWith("Edge/12.246 Mozilla/5.0"))
        .allMatch(hit -> Network.GOOGLE_IMAGE_FETCHERS.contains(hit.ip()));
    assertThat((double) prefetched.size() / opens).isBetween(0.01, 0.06);
  }

  @Test
  void browsersSayThatTheyPrefetch() {
    assertThat(hits(TrueClass.PROVIDER_PREFETCH).filter(hit -> hit.kind() == Kind.CLICK))
        .isNotEmpty()
        .allMatch(hit -> hit.headers().containsKey("sec-purpose"));
  }

  @Test
  void gatewaysFollowAllLinksWithinASecondFromTheirOwnNetworks() {
    var networks =
        Map.of(
            Habit.BEHIND_EXCHANGE_ONLINE, Network.EXCHANGE_ONLINE,
            Habit.BEHIND_BARRACUDA, Network.BARRACUDA,
            Habit.BEHIND_UNLISTED_GATEWAY, Network.CLOUD);
    networks.forEach(
        (habit, network) -> {
          var scans =
              of(habit)
                  .map(
                      c ->
                          c.hits().stream()
                              .filter(hit -> hit.label() == TrueClass.SECURITY_SCANNER)
                              .toList())
                  .filter(scan -> !scan.isEmpty())
                  .toList();
          assertThat(scans).isNotEmpty();
          assertThat(scans.stream().flatMap(List::stream)).allMatch(h -> network.contains(h.ip()));
          assertThat(scans)
              .allSatisfy(
                  scan -> {
                    var clicks = scan.stream().filter(h -> h.kind() == Kind.CLICK).toList();
                    assertThat(clicks).size().isIn(0, LINKS);
                    assertThat(clicks).allMatch(hit -> hit.within().toMillis() < 1000);
                  });
        });
  }

  @Test
  void burstsStartAsMeasured() {
    assertThat(GatewayScan.burstStart(0.005)).isEqualTo(Duration.ofSeconds(10));
    assertThat(GatewayScan.burstStart(0.027)).isEqualTo(Duration.ofSeconds(20));
    assertThat(GatewayScan.burstStart(0.5)).isEqualTo(Duration.ofSeconds(43));
    assertThat(GatewayScan.burstStart(0.691)).isEqualTo(Duration.ofSeconds(60));
    assertThat(GatewayScan.burstStart(0.974)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void onlyLinkCheckersAskForHeadersOnly() {
    cases.forEach(
        (habit, played) ->
            assertThat(played.stream().flatMap(c -> c.hits().stream()))
                .as(habit.name())
                .allMatch(
                    hit ->
                        hit.method().equals("GET")
                            || (habit == Habit.BEHIND_LINK_CHECKER
                                && hit.label() == TrueClass.SECURITY_SCANNER)));
    assertThat(of(Habit.BEHIND_LINK_CHECKER).flatMap(c -> c.hits().stream()))
        .anyMatch(hit -> hit.method().equals("HEAD"));
  }

  @Test
  void previewersNameThemselves() {
    assertThat(hits(TrueClass.LINK_PREVIEW))
        .allMatch(hit -> hit.kind() == Kind.CLICK)
        .allMatch(
            hit ->
                hit.userAgent()
                    .matches(
                        ".*(Slackbot-LinkExpanding|SkypeUriPreview|MicrosoftPreview/2\\.0"
                            + "|TelegramBot|facebookexternalhit|WhatsApp/2\\.).*"));
  }

  @Test
  void peopleClickSlowlyAndFewLinks() {
    var perVisit =
        hits(TrueClass.PERSON)
            .filter(hit -> hit.kind() == Kind.CLICK)
            .collect(Collectors.groupingBy(hit -> List.of(hit.visit(), hit.ip())));

    assertThat(perVisit.values())
        .allSatisfy(
            clicks -> {
              assertThat(clicks).size().isLessThanOrEqualTo(4);
              for (int i = 1; i < clicks.size(); i++) {
                assertThat(clicks.get(i).within().minus(clicks.get(i - 1).within()))
                    .isGreaterThan(Duration.ofSeconds(10));
              }
            });
  }

  @Test
  void imageBlockersNeverOpenButSomeClick() {
    var blocked =
        of(Habit.IMAGES_BLOCKED).filter(c -> !c.who().forwards()).flatMap(c -> c.hits().stream());

    assertThat(blocked.toList())
        .isNotEmpty()
        .noneMatch(hit -> hit.kind() == Kind.OPEN)
        .anyMatch(hit -> hit.label() == TrueClass.PERSON);
    assertThat(of(Habit.NEVER_OPENS)).allMatch(c -> c.hits().isEmpty());
  }

  @Test
  void forwardedMailIsOpenedByAnotherClientOnAnotherNetwork() {
    var outlook =
        of(Habit.OUTLOOK_DESKTOP)
            .filter(c -> c.who().forwards())
            .flatMap(c -> c.hits().stream().map(hit -> Map.entry(c.who(), hit)))
            .filter(e -> e.getValue().kind() == Kind.OPEN);

    assertThat(outlook)
        .anyMatch(
            e ->
                !e.getValue().ip().equals(e.getKey().home())
                    && !e.getValue().ip().equals(e.getKey().mobile())
                    && !e.getValue().agent().equals(e.getKey().program().images()));
  }

  @Test
  void mailWithoutTrackedLinksIsNeverClicked() {
    Newsletter mail = world.newsletters().getFirst();
    for (Recipient who : world.recipients()) {
      assertThat(world.plan(who, mail, 0, Draw.generator(4, who.number())))
          .noneMatch(hit -> hit.kind() == Kind.CLICK);
    }
  }

  @Test
  void halfOfFirstOpensComeWithinAFewHours() {
    var delays =
        of(Habit.IPHONE)
            .flatMap(c -> c.hits().stream().limit(1))
            .map(PlannedHit::delay)
            .sorted()
            .toList();

    assertThat((double) delays.get(delays.size() / 2).toMinutes()).isCloseTo(150, within(60.0));
  }
}
