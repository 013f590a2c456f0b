package org.trueopen.verdict;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.event.Hit;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.id.KeyedHash;

class HitClassifierTest {

  private static final HitClassifier CLASSIFIER =
      new HitClassifier(
          Signals.bundled(), new KeyedHash("thirty-two bytes of hash secret!".getBytes(US_ASCII)));

  /** A home line, an address of Apple's relay, of Google's fetchers, of a mail gateway. */
  private static final String HOME = "203.0.113.9";

  private static final String RELAY = "104.28.28.1";
  private static final String GOOGLE = "66.249.84.1";

  private static final String APPLE_MAIL =
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";
  private static final String CHROME =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/130.0.0.0 Safari/537.36";
  private static final String GMAIL =
      "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";
  private static final String GMAIL_PREFETCH =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # kind | address    | user agent | class | rule
          OPEN  | 104.28.28.1  | Mozilla/5.0                               | PRIVACY_PRELOAD   | mpp-user-agent
          OPEN  | 17.58.0.1    | Mozilla/5.0                               | PRIVACY_PRELOAD   | mpp-user-agent
          OPEN  | 203.0.113.9  | Mozilla/5.0                               | UNKNOWN           | mpp-user-agent
          CLICK | 104.28.28.1  | Mozilla/5.0                               | UNKNOWN           | unrecognised-client
          OPEN  | 203.0.113.9  | YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html | PERSON_VIA_PROXY | yahoo-mail-proxy
          OPEN  | 203.0.113.9  | SeznamEmailProxy/2.0.123                  | PERSON_VIA_PROXY  | seznam-email-proxy
          OPEN  | 203.0.113.9  | RamblerMail/6.0 (incompatible; ImageProxy/6.0) | PERSON_VIA_PROXY | rambler-image-proxy
          OPEN  | 203.0.113.9  | Mozilla/5.0 (X11) (via secureurl.fwdcdn.com - mail.ukr.net proxy) | PERSON_VIA_PROXY | ukrnet-proxy
          OPEN  | 203.0.113.9  | Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots) | LINK_PREVIEW | slack-preview
          CLICK | 203.0.113.9  | Slack-ImgProxy (+https://api.slack.com/robots) | LINK_PREVIEW | slack-preview
          CLICK | 203.0.113.9  | Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com | LINK_PREVIEW | skype-preview
          CLICK | 203.0.113.9  | WhatsApp/2.23.20.0 A                      | LINK_PREVIEW      | whatsapp-preview
          CLICK | 203.0.113.9  | TelegramBot (like TwitterBot)             | LINK_PREVIEW      | telegram-preview
          CLICK | 203.0.113.9  | facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php) | LINK_PREVIEW | facebook-preview
          CLICK | 203.0.113.9  | Mozilla/5.0 (compatible; MicrosoftPreview/2.0; +https://aka.ms/MicrosoftPreview) | LINK_PREVIEW | microsoft-preview
          OPEN  | 203.0.113.9  | Barracuda Sentinel (EE)                   | SECURITY_SCANNER  | barracuda-agent
          CLICK | 203.0.113.9  | Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html) | DECLARED_BOT | declared-bot
          CLICK | 203.0.113.9  | Mozilla/5.0 (compatible; bingbot/2.0)     | DECLARED_BOT      | declared-bot
          CLICK | 203.0.113.9  | some-crawler 1.0                          | DECLARED_BOT      | declared-bot
          OPEN  | 203.0.113.9  | curl/8.5.0                                | DECLARED_BOT      | http-library
          OPEN  | 203.0.113.9  | python-requests/2.31.0                    | DECLARED_BOT      | http-library
          OPEN  | 203.0.113.9  | Go-http-client/1.1                        | DECLARED_BOT      | http-library
          OPEN  | 203.0.113.9  | Java-http-client/25                       | DECLARED_BOT      | http-library
          CLICK | 203.0.113.9  | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0.0.0 Safari/537.36 | DECLARED_BOT | headless-browser
          OPEN  | 203.0.113.9  | Mozilla/5.0 (Linux; Android 11; CUBOT X30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36 | PERSON | personal-client
          OPEN  | 203.0.113.9  | Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Thunderbird/128.3.1 | PERSON | personal-client
          OPEN  | 203.0.113.9  | Microsoft Office/16.0 (Microsoft Outlook 16.0.17726; Pro) | PERSON | personal-client
          CLICK | 203.0.113.9  | Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1 | PERSON | personal-client
          OPEN  | 203.0.113.9  | Acme Frobnicator                          | UNKNOWN           | unrecognised-client
          CLICK | 203.0.113.9  | Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy) | UNKNOWN | image-proxy-click
          """)
  void aUserAgentIsJudgedByWhatItSaysOfItself(
      HitKind kind, String address, String agent, VerdictClass verdict, String rule) {
    HitFacts facts = classify(kind, address, agent);

    assertThat(facts.verdict()).isEqualTo(verdict);
    assertThat(facts.reasons().getFirst().rule()).isEqualTo(rule);
    assertThat(facts.confidence()).isBetween(1, 100);
  }

  @ParameterizedTest
  @CsvSource({
    "40.92.3.4, 40.92.3.0/24",
    "40.107.255.255, 40.107.255.0/24",
    "52.103.1.1, 52.103.1.0/24",
    "104.47.127.1, 104.47.127.0/24",
    "52.238.78.88, 52.238.78.0/24",
    "2a01:111:f400::1, 2a01:111:f400::/48",
    "2a01:111:f403:ffff::1, 2a01:111:f403::/48",
    "209.222.82.77, 209.222.82.0/24",
    "67.231.156.4, 67.231.156.0/24",
    "207.211.31.127, 207.211.31.0/24",
    "::ffff:40.92.3.4, 40.92.3.0/24"
  })
  void aGatewaysNetworkIsAScannersHoweverOrdinaryTheBrowserLooks(String address, String network) {
    for (HitKind kind : HitKind.values()) {
      HitFacts facts = classify(kind, address, CHROME);

      assertThat(facts.verdict()).isEqualTo(VerdictClass.SECURITY_SCANNER);
      assertThat(facts.reasons().getFirst().rule()).isEqualTo("listed-network");
      assertThat(facts.network()).isEqualTo(network);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "40.94.0.1",
    "104.47.128.1",
    "52.238.78.89",
    "209.222.88.1",
    "207.211.31.128",
    "2a01:111:f401::1"
  })
  void aNetworkBesideAGatewaysIsNot(String address) {
    assertThat(classify(HitKind.CLICK, address, CHROME).verdict()).isEqualTo(VerdictClass.PERSON);
  }

  /** Trap 1: bot lists call these proxies bots, which would erase every reader at Gmail. */
  @Test
  void gmailsImageProxyIsAPersonAndSurerFromGooglesNetwork() {
    HitFacts google = classify(HitKind.OPEN, GOOGLE, GMAIL);
    HitFacts elsewhere = classify(HitKind.OPEN, HOME, GMAIL);

    assertThat(google.verdict()).isEqualTo(VerdictClass.PERSON_VIA_PROXY);
    assertThat(google.client()).isEqualTo("Gmail image proxy");
    assertThat(google.confidence()).isEqualTo(92);
    assertThat(elsewhere.verdict()).isEqualTo(VerdictClass.PERSON_VIA_PROXY);
    assertThat(elsewhere.confidence()).isEqualTo(46);
    assertThat(elsewhere.reasons()).extracting(Reason::rule).contains("other-network");
  }

  @Test
  void gmailsPrefetchIsAMachine() {
    HitFacts facts = classify(HitKind.OPEN, GOOGLE, GMAIL_PREFETCH);

    assertThat(facts.verdict()).isEqualTo(VerdictClass.PROVIDER_PREFETCH);
    assertThat(facts.confidence()).isEqualTo(97);
  }

  /** Trap 2: an agent that merely ends in "(KHTML, like Gecko)" is Apple Mail, a real open. */
  @Test
  void appleMailItselfIsAPersonAndNotAPreload() {
    assertThat(classify(HitKind.OPEN, HOME, APPLE_MAIL).verdict()).isEqualTo(VerdictClass.PERSON);
  }

  @Test
  void aPersonBrowsingOverPrivateRelayIsAPersonLessSurely() {
    HitFacts relayed = classify(HitKind.CLICK, RELAY, APPLE_MAIL + " Version/18.0 Safari/605.1.15");

    assertThat(relayed.verdict()).isEqualTo(VerdictClass.PERSON);
    assertThat(relayed.reasons()).extracting(Reason::rule).contains("private-relay");
    assertThat(relayed.confidence()).isLessThan(classify(HitKind.CLICK, HOME, CHROME).confidence());
  }

  @ParameterizedTest
  @CsvSource({
    "sec-purpose, prefetch, true",
    "sec-purpose, prefetch;prerender, true",
    "sec-purpose, Prefetch;anonymous-client-ip, true",
    "purpose, prefetch, true",
    "x-purpose, preview, true",
    "x-moz, prefetch, true",
    "accept, prefetch, false",
    "purpose, '', false",
    "sec-purpose, navigate, false"
  })
  void aHeaderThatAnnouncesAPrefetchMakesItAMachines(String name, String value, boolean machine) {
    HitFacts facts =
        CLASSIFIER.classify(hit(HitKind.OPEN, "GET", HOME, CHROME, Map.of(name, value)));

    assertThat(facts.verdict())
        .isEqualTo(machine ? VerdictClass.PROVIDER_PREFETCH : VerdictClass.PERSON);
  }

  @Test
  void headIsNeverAPersonsWhoeverItSaysItIs() {
    for (String agent : new String[] {CHROME, APPLE_MAIL, GMAIL, "Mozilla/5.0", ""}) {
      HitFacts facts = CLASSIFIER.classify(hit(HitKind.CLICK, "HEAD", RELAY, agent, Map.of()));

      assertThat(facts.verdict()).isEqualTo(VerdictClass.SECURITY_SCANNER);
      assertThat(facts.reasons().getFirst()).isEqualTo(new Reason("method-head", "HEAD"));
    }
  }

  @Test
  void noUserAgentAtAllIsAScanners() {
    for (String agent : new String[] {"", "  "}) {
      assertThat(classify(HitKind.OPEN, HOME, agent).verdict())
          .isEqualTo(VerdictClass.SECURITY_SCANNER);
    }
  }

  @Test
  void theSameClientAtTheSamePlaceIsTheSameReader() {
    long reader = classify(HitKind.OPEN, HOME, CHROME).reader();

    assertThat(classify(HitKind.CLICK, "203.0.113.77", CHROME).reader()).isEqualTo(reader);
    assertThat(classify(HitKind.OPEN, "198.51.100.9", CHROME).reader()).isNotEqualTo(reader);
    assertThat(classify(HitKind.OPEN, HOME, APPLE_MAIL).reader()).isNotEqualTo(reader);
  }

  @Test
  void behindAProxyTheAddressDoesNotMakeAnotherReader() {
    assertThat(classify(HitKind.OPEN, GOOGLE, GMAIL).reader())
        .isEqualTo(classify(HitKind.OPEN, "66.102.9.1", GMAIL).reader());
    assertThat(classify(HitKind.OPEN, RELAY, "Mozilla/5.0").reader())
        .isEqualTo(classify(HitKind.OPEN, "17.58.0.1", "Mozilla/5.0").reader());
  }

  @Test
  void neitherTheFullAddressNorAPersonsUserAgentIsKept() {
    for (String address : new String[] {HOME, RELAY, GOOGLE, "2001:db8:1:2:3:4:5:6", "40.92.3.4"}) {
      HitFacts facts = classify(HitKind.OPEN, address, CHROME);

      assertThat(facts.toString()).doesNotContain(address).doesNotContain("AppleWebKit");
    }
    HitFacts odd = classify(HitKind.OPEN, HOME, "Frobnicator " + "x".repeat(900));
    assertThat(odd.reasons().getFirst().evidence()).hasSizeLessThanOrEqualTo(123);
  }

  @Test
  void nothingThatStandsForAClientIsKeptOfAnonymousMail() {
    for (String address : new String[] {HOME, RELAY, GOOGLE, "40.92.3.4"}) {
      Hit hit = hit(HitKind.OPEN, "GET", address, CHROME, Map.of());
      HitFacts identified = CLASSIFIER.classify(hit);
      HitFacts facts =
          CLASSIFIER.classify(
              new Hit(
                  hit.account(),
                  "all-0123456789abcdef0123456789abcdef",
                  hit.hitId(),
                  hit.kind(),
                  hit.link(),
                  hit.url(),
                  hit.at(),
                  hit.method(),
                  hit.address(),
                  hit.userAgent(),
                  hit.headers(),
                  hit.pixel(),
                  hit.label()));

      assertThat(facts.network()).isEmpty();
      assertThat(facts.addressHash()).isZero();
      assertThat(facts.reader()).isZero();
      assertThat(facts.verdict()).isEqualTo(identified.verdict());
      assertThat(identified.network()).isNotEmpty();
      assertThat(facts.toString()).doesNotContain(identified.network()).doesNotContain(address);
    }
  }

  @ParameterizedTest
  @CsvSource({"''", "' '", "unknown", "1.2.3.4.5", "10.0.0.0/8", "*", "example.com"})
  void whatIsNoAddressHasNoNetworkAndNoHash(String address) {
    HitFacts facts = classify(HitKind.OPEN, address, CHROME);

    assertThat(facts.network()).isEmpty();
    assertThat(facts.addressHash()).isZero();
    assertThat(facts.verdict()).isEqualTo(VerdictClass.PERSON);
  }

  @Test
  void theWritingOfAnAddressDoesNotChangeItsHash() {
    assertThat(classify(HitKind.OPEN, "2001:DB8:0:0::1", CHROME).addressHash())
        .isEqualTo(classify(HitKind.OPEN, "2001:db8::1", CHROME).addressHash());
    assertThat(classify(HitKind.OPEN, "::ffff:" + HOME, CHROME).addressHash())
        .isEqualTo(classify(HitKind.OPEN, HOME, CHROME).addressHash());
  }

  @Test
  void aClientIsNamedInWords() {
    assertThat(classify(HitKind.OPEN, HOME, CHROME).client()).isEqualTo("Chrome on Windows");
    assertThat(classify(HitKind.OPEN, HOME, "Acme Frobnicator").client()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # kind | method | address | user agent | lists
          OPEN  | GET  | 203.0.113.9 | Acme Frobnicator   |
          OPEN  | GET  | 203.0.113.9 | curl/8.5.0         | user-agents
          OPEN  | GET  | 104.28.28.1 | Mozilla/5.0        | apple-private-relay, user-agents
          CLICK | GET  | 40.92.0.1   | Acme Frobnicator   | networks
          CLICK | HEAD | 40.92.0.1   | curl/8.5.0         | networks, user-agents
          """)
  void theListsThatMatchedAreNamedWhateverDecided(
      HitKind kind, String method, String address, String agent, @Nullable String lists) {
    HitFacts facts = CLASSIFIER.classify(hit(kind, method, address, agent, Map.of()));

    assertThat(facts.lists().stream().map(list -> list.text().replaceAll("@2026-.*", "")))
        .isEqualTo(lists == null ? List.of() : List.of(lists.split(", ")));
  }

  @Test
  void theCountryIsThatOfTheWholeAddressAndAnonymousMailHasNone() {
    Countries countries = address -> address.length == 4 && address[3] == 9 ? "NZ" : "";
    HitClassifier classifier =
        new HitClassifier(Signals.bundled(), new KeyedHash(new byte[32]), countries);
    Hit hit = hit(HitKind.OPEN, "GET", HOME, CHROME, Map.of());

    assertThat(classifier.classify(hit).country()).isEqualTo("NZ");
    assertThat(classifier.classify(from(hit, "::ffff:" + HOME)).country()).isEqualTo("NZ");
    assertThat(classifier.classify(from(hit, "2001:db8::9")).country()).isEmpty();
    assertThat(classifier.classify(from(hit, "")).country()).isEmpty();
    assertThat(classifier.with(Signals.bundled()).classify(hit).country()).isEqualTo("NZ");
    HitFacts anonymous = classifier.classify(to(hit, "all-0123456789abcdef0123456789abcdef"));
    assertThat(anonymous.network()).isEmpty();
    assertThat(anonymous.country()).isEmpty();
  }

  private static Hit from(Hit hit, String address) {
    return hit(hit.kind(), hit.method(), address, hit.userAgent(), hit.headers());
  }

  private static Hit to(Hit hit, String deliveryId) {
    return new Hit(
        hit.account(),
        deliveryId,
        hit.hitId(),
        hit.kind(),
        hit.link(),
        hit.url(),
        hit.at(),
        hit.method(),
        hit.address(),
        hit.userAgent(),
        hit.headers(),
        hit.pixel(),
        hit.label());
  }

  private static HitFacts classify(HitKind kind, String address, String agent) {
    return CLASSIFIER.classify(hit(kind, "GET", address, agent, Map.of()));
  }

  private static Hit hit(
      HitKind kind, String method, String address, String agent, Map<String, String> headers) {
    return new Hit(
        "acme",
        "d1",
        "h1",
        kind,
        kind == HitKind.OPEN ? -1 : 0,
        "",
        Instant.EPOCH,
        method,
        address,
        agent,
        headers,
        kind == HitKind.OPEN ? PixelPlace.END : PixelPlace.NONE,
        "");
  }
}
