package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trueopen.verdict.Hits.click;
import static org.trueopen.verdict.Hits.open;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trueopen.event.Hit;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.id.KeyedHash;
import org.trueopen.settings.RuleSettings;

class HoneypotRuleTest {

  private static final String GATEWAY = "198.51.100.0/24";
  private static final String HOME = "203.0.113.0/24";

  @Test
  void whoeverFollowsItIsAScannerByThatAlone() {
    HitFacts trapped =
        new HitClassifier(Signals.bundled(), new KeyedHash(new byte[32])).classify(request("GET"));

    assertThat(trapped.verdict()).isEqualTo(VerdictClass.SECURITY_SCANNER);
    assertThat(trapped.confidence()).isEqualTo(95);
    assertThat(trapped.reasons().getFirst().rule()).isEqualTo("honeypot");
  }

  @Test
  void whatCameFromItsNetworkAtOnceIsTheScannersToo() {
    Map<String, VerdictClass> classes =
        classes(
            open("early", 0, GATEWAY, "Chrome"),
            click("with", 0, 40, GATEWAY, "Firefox"),
            trap("trap", 41, GATEWAY, "Chrome"),
            click("after", 1, 51, GATEWAY, "Edge"));

    assertThat(classes)
        .containsEntry("with", VerdictClass.SECURITY_SCANNER)
        .containsEntry("after", VerdictClass.SECURITY_SCANNER)
        .as("the same client, within ten minutes")
        .containsEntry("early", VerdictClass.SECURITY_SCANNER);
  }

  @Test
  void readersElsewhereAndColleaguesBehindTheSameAddressLaterStayPersons() {
    Map<String, VerdictClass> classes =
        classes(
            trap("trap", 41, GATEWAY, "Chrome"),
            open("home", 42, HOME, "Chrome"),
            click("colleague", 0, 52, GATEWAY, "Outlook"),
            click("later", 0, 41 + 601, GATEWAY, "Chrome"));

    assertThat(classes)
        .containsEntry("home", VerdictClass.PERSON)
        .containsEntry("colleague", VerdictClass.PERSON)
        .containsEntry("later", VerdictClass.PERSON);
  }

  @Test
  void itTakesBackWhatWasSaidBeforeAndGivesTheReason() {
    HitFacts first = click("first", 0, 40, GATEWAY, "Chrome");
    assertThat(judge(Rules.DEFAULT, first).getFirst().verdict()).isEqualTo(VerdictClass.PERSON);

    Verdict after = judge(Rules.DEFAULT, first, trap("trap", 41, GATEWAY, "Chrome")).getFirst();

    assertThat(after.verdict()).isEqualTo(VerdictClass.SECURITY_SCANNER);
    assertThat(after.confidence()).isEqualTo(90);
    assertThat(after.reasons().getFirst())
        .isEqualTo(new Reason("honeypot", "another request from " + GATEWAY));
  }

  @Test
  void howSureItMakesUsOfTheOthersIsASetting() {
    Rules rules =
        Rules.of(
            new RuleSettings(Map.of("honeypotPercent", 10), List.of()),
            new KeyedHash(new byte[32]));
    List<Verdict> verdicts =
        judge(rules, click("first", 0, 40, GATEWAY, "Chrome"), trap("trap", 41, GATEWAY, "Chrome"));

    assertThat(verdicts.get(0).verdict()).isEqualTo(VerdictClass.PERSON);
    assertThat(verdicts.get(1).verdict()).isEqualTo(VerdictClass.SECURITY_SCANNER);
  }

  private static HitFacts trap(String id, double seconds, String network, String client) {
    return Hits.from(
        Hits.hit(id, HitKind.CLICK, Hit.HONEYPOT, seconds, 1, VerdictClass.SECURITY_SCANNER),
        network,
        client);
  }

  private static Hit request(String method) {
    return new Hit(
        "acme",
        "d1",
        "h1",
        HitKind.CLICK,
        Hit.HONEYPOT,
        "https://example.com/",
        Instant.EPOCH,
        method,
        "192.0.2.7",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        Map.of(),
        PixelPlace.NONE,
        "");
  }

  private static List<Verdict> judge(Rules rules, HitFacts... hits) {
    return DeliveryJudge.judge(new DeliveryCase(null, Transport.UNKNOWN, List.of(hits)), rules);
  }

  private static Map<String, VerdictClass> classes(HitFacts... hits) {
    List<Verdict> verdicts = judge(Rules.DEFAULT, hits);
    return IntStream.range(0, hits.length)
        .boxed()
        .collect(Collectors.toMap(i -> hits[i].hitId(), i -> verdicts.get(i).verdict()));
  }
}
