package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trueopen.event.Hit;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.id.KeyedHash;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.ListEntry;

/** The lists that come with the product, with what an account has changed. */
class ChangedSignalsTest {

  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
  private static final String MIMECAST = "91.220.42.9";
  private static final Signals BUNDLED = Signals.bundled();

  @Test
  void withoutAChangeTheListsAreTheSame() {
    assertThat(BUNDLED.with(ListChanges.NONE)).isSameAs(BUNDLED);
  }

  @Test
  void anEntryThatIsSwitchedOffSaysNothingAndTheOthersStillDo() {
    assertThat(judge(off(), MIMECAST, FIREFOX).verdict()).isEqualTo(VerdictClass.SECURITY_SCANNER);
    assertThat(judge(off("mimecast"), MIMECAST, FIREFOX).verdict()).isEqualTo(VerdictClass.PERSON);
    assertThat(judge(off("mimecast"), "40.92.0.1", FIREFOX).verdict())
        .isEqualTo(VerdictClass.SECURITY_SCANNER);
    assertThat(judge(off("http-library"), "203.0.113.9", "curl/8.5").verdict())
        .isEqualTo(VerdictClass.UNKNOWN);
    assertThat(judge(off("http-library"), "203.0.113.9", "A robot/1").verdict())
        .isEqualTo(judge(off(), "203.0.113.9", "A robot/1").verdict());
  }

  @Test
  void aListThatIsSwitchedOffSaysNothingAtAll() {
    assertThat(judge(off("networks.tsv"), "40.92.0.1", FIREFOX).verdict())
        .isEqualTo(VerdictClass.PERSON);
    assertThat(judge(off("user-agents.tsv"), "203.0.113.9", "Slackbot-LinkExpanding 1.0").verdict())
        .isEqualTo(VerdictClass.UNKNOWN);
    assertThat(judge(off(), "104.28.28.1", FIREFOX).reasons()).hasSize(2);
    assertThat(judge(off("apple-private-relay.txt"), "104.28.28.1", FIREFOX).reasons())
        .containsExactly(new Reason("personal-client", "Firefox on Linux"));
  }

  @Test
  void anAddedNetworkSaysWhatItIsAndTheLongestPrefixStillDecides() {
    Signals signals =
        added(
            "network\t91.220.0.0/16\twide\tPERSON\tboth\t70\tlogs\t2026-11-26",
            "network\t91.220.42.0/28\tnarrow\tDECLARED_BOT\tclicks\t99\tlogs\t2026-11-26",
            "network\t40.92.0.0/15\tsame\tPROVIDER_PREFETCH\tboth\t60\tlogs\t2026-11-26");

    assertThat(judge(signals, "91.220.1.1", FIREFOX).reasons())
        .containsExactly(new Reason("listed-network", "wide 91.220.1.0/24"));
    assertThat(judge(signals, MIMECAST, FIREFOX).verdict()).isEqualTo(VerdictClass.DECLARED_BOT);
    assertThat(judge(signals, "91.220.42.99", FIREFOX).verdict())
        .isEqualTo(VerdictClass.SECURITY_SCANNER);
    assertThat(judge(signals, "40.92.0.1", FIREFOX).verdict())
        .isEqualTo(VerdictClass.PROVIDER_PREFETCH);
  }

  @Test
  void anAddedUserAgentGoesBeforeThoseOfTheLists() {
    Signals signals = added("contains\tcurl/\tour-cron\tPERSON\tclicks\t66\tlogs\t2026-11-26");

    HitFacts facts = judge(signals, "203.0.113.9", "curl/8.5");
    assertThat(facts.verdict()).isEqualTo(VerdictClass.PERSON);
    assertThat(facts.confidence()).isEqualTo(66);
    assertThat(facts.reasons()).containsExactly(new Reason("list-our-cron", "curl/8.5"));
    assertThat(judge(signals, "203.0.113.9", "Wget/1").verdict())
        .isEqualTo(VerdictClass.DECLARED_BOT);
  }

  @Test
  void anAddedNetworkMayBackUpAUserAgentOfTheLists() {
    String proxy = "Mozilla/5.0";
    Signals signals = added("network\t203.0.113.0/24\tapple\t-\topens\t90\tlogs\t2026-11-26");

    assertThat(open(BUNDLED, "203.0.113.9", proxy).verdict()).isEqualTo(VerdictClass.UNKNOWN);
    assertThat(open(signals, "203.0.113.9", proxy).verdict())
        .isEqualTo(VerdictClass.PRIVACY_PRELOAD);
  }

  @Test
  void whatThisVersionDoesNotAllowIsLeftOut() {
    Signals signals =
        added(
            "contains\tFirefox\tlater\tA_LATER_CLASS\tboth\t99\tlogs\t2026-11-26",
            "network\teverywhere\tlater\tPERSON\tboth\t99\tlogs\t2026-11-26");

    assertThat(judge(signals, "203.0.113.9", FIREFOX).verdict()).isEqualTo(VerdictClass.PERSON);
  }

  @Test
  void whatAnAccountHasAddedIsAListOfItsOwnWithTheVersionOfItsText() {
    Signals one = added("contains\tFirefox\tfox\tDECLARED_BOT\tboth\t90\tlogs\t2026-11-26");
    Signals other =
        added(
            "contains\tFirefox\tfox\tDECLARED_BOT\tboth\t91\tlogs\t2026-11-24",
            "network\t203.0.113.0/24\there\t-\tboth\t90\tlogs\t2026-11-26");

    assertThat(lists(one))
        .hasSize(1)
        .allMatch(list -> list.matches("account@2026-11-26\\+[0-9a-f]{8}"));
    assertThat(lists(other)).hasSize(1).allMatch(list -> list.startsWith("account@2026-11-26+"));
    assertThat(lists(other)).isNotEqualTo(lists(one));
    assertThat(lists(BUNDLED)).isEmpty();
  }

  @Test
  void aListThatIsSwitchedOffIsNotNamed() {
    assertThat(judge(off(), MIMECAST, FIREFOX).lists()).hasSize(1);
    assertThat(judge(off("networks.tsv"), MIMECAST, FIREFOX).lists()).isEmpty();
  }

  private static List<String> lists(Signals signals) {
    return judge(signals, "203.0.113.9", FIREFOX).lists().stream().map(ListVersion::text).toList();
  }

  private static Signals off(String... names) {
    return BUNDLED.with(new ListChanges(Set.of(names), List.of()));
  }

  private static Signals added(String... entries) {
    return BUNDLED.with(
        new ListChanges(
            Set.of(),
            List.of(entries).stream().map(each -> ListEntry.parse(each).orElseThrow()).toList()));
  }

  private static HitFacts judge(Signals signals, String address, String userAgent) {
    return classify(signals, HitKind.CLICK, address, userAgent);
  }

  private static HitFacts open(Signals signals, String address, String userAgent) {
    return classify(signals, HitKind.OPEN, address, userAgent);
  }

  private static HitFacts classify(
      Signals signals, HitKind kind, String address, String userAgent) {
    Hit hit =
        new Hit(
            "demo",
            "d1",
            "h1",
            kind,
            kind == HitKind.CLICK ? 0 : -1,
            "https://demo.example/",
            Instant.parse("2026-11-26T10:00:00Z"),
            "GET",
            address,
            userAgent,
            Map.of(),
            kind == HitKind.CLICK ? PixelPlace.NONE : PixelPlace.END,
            "");
    return new HitClassifier(signals, new KeyedHash(new byte[32])).classify(hit);
  }
}
