package org.trueopen.verdict;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.trueopen.verdict.VerdictClass.PERSON;
import static org.trueopen.verdict.VerdictClass.UNKNOWN;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.event.Hit;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.id.KeyedHash;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.ListEntry;

class HostingRuleTest {

  private static final KeyedHash HASHES =
      new KeyedHash("thirty-two bytes of hash secret!".getBytes(US_ASCII));

  private static final String CHROME =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/130.0.0.0 Safari/537.36";

  @ParameterizedTest
  @CsvSource({
    "3.120.0.9,     CLICK, UNKNOWN, cloud-network,   amazon 3.120.0.0/24",
    "3.120.0.9,     OPEN,  UNKNOWN, cloud-network,   amazon 3.120.0.0/24",
    "34.70.1.1,     OPEN,  UNKNOWN, cloud-network,   google-cloud 34.70.1.0/24",
    "20.52.1.1,     CLICK, UNKNOWN, cloud-network,   microsoft 20.52.1.0/24",
    "95.216.40.1,   OPEN,  PERSON,  hosting-network, hetzner 95.216.40.0/24",
  })
  void whereMachinesRunABrowsersNameIsNotEnough(
      String address, HitKind kind, VerdictClass verdict, String rule, String evidence) {
    Verdict judged = judged(Signals.bundled(), kind, address, CHROME);

    assertThat(judged.verdict()).isEqualTo(verdict);
    assertThat(judged.reasons()).containsOnlyOnce(new Reason(rule, evidence));
    assertThat(judged.reasons()).extracting(Reason::rule).contains("personal-client");
  }

  @Test
  void ofMicrosoftsOnlyClicksAreDoubted() {
    Verdict judged = judged(Signals.bundled(), HitKind.OPEN, "20.52.1.1", CHROME);

    assertThat(judged.verdict()).isEqualTo(PERSON);
    assertThat(judged.reasons()).extracting(Reason::rule).containsExactly("personal-client");
  }

  @Test
  void aReaderWhoIsKnownThroughAProxyIsNotDoubtedForWhereItRuns() {
    Verdict judged =
        judged(
            Signals.bundled(),
            HitKind.OPEN,
            "3.120.0.9",
            "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html");

    assertThat(judged.verdict()).isEqualTo(VerdictClass.PERSON_VIA_PROXY);
  }

  @Test
  void anAccountMaySayWhichOfThemItsPeopleComeFrom() {
    ListEntry desktops =
        new ListEntry(
            "network", "3.120.0.0/24", "desktops", "-", "both", 90, "our IT", "2026-11-27");
    Signals changed = Signals.bundled().with(new ListChanges(Set.of(), List.of(desktops)));
    Signals off = Signals.bundled().with(new ListChanges(Set.of("clouds.txt"), List.of()));
    Signals without = Signals.bundled().with(new ListChanges(Set.of("amazon"), List.of()));

    for (Signals signals : List.of(changed, off, without)) {
      assertThat(judged(signals, HitKind.CLICK, "3.120.0.9", CHROME).verdict()).isEqualTo(PERSON);
    }
    assertThat(judged(changed, HitKind.CLICK, "3.120.1.9", CHROME).verdict()).isEqualTo(UNKNOWN);
    assertThat(judged(without, HitKind.CLICK, "34.70.1.1", CHROME).verdict()).isEqualTo(UNKNOWN);
  }

  @Test
  void aCrowdThatLooksLikePeopleDoesNotSpeakForACloud() {
    HitFacts hit = facts(Signals.bundled(), HitKind.CLICK, "3.120.0.9", CHROME);
    CrowdFinding people =
        new CrowdFinding(
            Scope.network(hit.network(), hit.at()), 1, new Opinion(Opinion.Kind.PEOPLE, 0, "", 0));

    assertThat(judged(new ArrayList<>(List.of(people)), hit).verdict()).isEqualTo(UNKNOWN);
  }

  private static Verdict judged(Signals signals, HitKind kind, String address, String agent) {
    return judged(List.of(), facts(signals, kind, address, agent));
  }

  private static Verdict judged(List<CrowdFinding> crowds, HitFacts hit) {
    return DeliveryJudge.judge(
            new DeliveryCase(Hits.DELIVERY, Transport.UNKNOWN, List.of(hit), crowds), Rules.DEFAULT)
        .getFirst();
  }

  private static HitFacts facts(Signals signals, HitKind kind, String address, String agent) {
    boolean click = kind == HitKind.CLICK;
    return new HitClassifier(signals, HASHES)
        .classify(
            new Hit(
                "acme",
                "d1",
                "h1",
                kind,
                click ? 0 : -1,
                click ? "https://example.com/" : "",
                Hits.SENT.plusSeconds(3600),
                "GET",
                address,
                agent,
                Map.of(),
                click ? PixelPlace.NONE : PixelPlace.END,
                ""));
  }
}
