package org.trueopen.standalone.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trueopen.admin.domain.TestDns;
import org.trueopen.standalone.mailbox.MailboxServer;
import org.trueopen.standalone.whole.Product.Result;
import tools.jackson.databind.JsonNode;

/**
 * Real mail in, a mail client's requests, and what the admin's pages then say: everything real,
 * from Kafka to Chromium. The steps build on each other, in order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class WholeProductIT {

  private static final String OUTLOOK =
      "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; WOW64; Trident/7.0; .NET4.0C; Microsoft Outlook 16.0.5071; ms-office)";
  private static final String CHROME =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
  private static final String GMAIL_PROXY =
      "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";
  private static final Duration TABBING = Duration.ofSeconds(60);

  private static final Duration VISIBLE = Duration.ofSeconds(30);

  /** The name of what has the focus: its label's, or its text. */
  private static final String FOCUSED_NAME =
      """
      () => {
        const focused = document.activeElement;
        const host = focused.closest('vaadin-checkbox, vaadin-integer-field, vaadin-text-field');
        return (host?.label ?? focused.innerText ?? '').trim();
      }
      """;

  /** Far longer than any page takes, as on a busy machine everything takes long. */
  private static final int WAIT_MS = 30_000;

  private static final int SINGLE_OPENS = 3;

  private static final int NEXT_HOP = Product.SMTP + 10;

  private MailboxServer mailbox;
  private Path mails;
  private final TestDns dns = new TestDns();
  private Product product;
  private Playwright playwright;
  private Browser browser;
  private Page page;

  /** Of a mail that was sent while opens were not tracked. */
  private String untrackedId = "";

  /** Of a mail that a scanner followed the links of. */
  private String scannedId = "";

  @BeforeAll
  void start(@TempDir Path folder) {
    mails = folder.resolve("mailbox");
    mailbox = MailboxServer.start(NEXT_HOP, mails);
    product = Product.up(folder.resolve("data"), "127.0.0.1:" + NEXT_HOP, dns.address());
    playwright = Playwright.create();
    String chromium = System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(chromium))
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1440, 900));
    page.setDefaultTimeout(WAIT_MS);
    PlaywrightAssertions.setDefaultAssertionTimeout(WAIT_MS);
  }

  @AfterAll
  void stop() {
    if (playwright != null) {
      playwright.close();
    }
    if (product != null) {
      product.close();
    }
    if (mailbox != null) {
      mailbox.close();
    }
    dns.close();
  }

  @Test
  @Order(1)
  void theKeyIsForItsOwnerOnlyAndASecondStartIsRefused() throws IOException {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(product.data().resolve("api-key"))))
        .isEqualTo("rw-------");
    Result second = Product.command("up", "--data", product.data().toString());
    assertThat(second.status()).isEqualTo(1);
    assertThat(second.output()).contains("already runs on").contains("process ");
    Result elsewhere =
        Product.command(
            "up", "--data", product.data() + "-2", "--port-offset", "" + Product.PORT_OFFSET);
    assertThat(elsewhere.status()).isEqualTo(1);
    assertThat(elsewhere.output()).contains(Product.INGEST + " (ingest) is held by process ");
  }

  @Test
  @Order(2)
  void aNewUserIsAskedToLogInAndFindsHowToSendTheFirstMail() {
    page.navigate(Product.uri(Product.ADMIN, "/").toString());
    page.locator("input[name=username]").fill("admin");
    page.locator("input[name=password]").fill(product.adminPassword());
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in")).click();
    assertThat(page.getByText("/v1/messages").first()).isVisible();
  }

  @Test
  @Order(3)
  void aSingleOpenOnAnIdleSystemIsSeenWithinFiveSeconds() {
    List<Duration> taken = new ArrayList<>();
    for (int i = 0; i < SINGLE_OPENS; i++) {
      // Each at home: one network's readers, all within seconds, would be a gateway's.
      taken.add(timeOfAnOpen("ann" + i + "@one.example", "2001:db8:a%d::7".formatted(i)));
    }
    System.out.println("Single opens were visible after " + taken);
    // A hit's row comes before its delivery's, which the next test counts.
    await()
        .atMost(VISIBLE)
        .until(() -> product.count("SELECT sum(sign * opened) FROM engagement") == SINGLE_OPENS);
    // The best of them, as what else runs on the machine may delay one.
    assertThat(taken).anyMatch(time -> time.compareTo(Duration.ofSeconds(5)) < 0);
  }

  /** From the request for the pixel until the report has it. */
  private Duration timeOfAnOpen(String recipient, String address) {
    JsonNode sent = product.send("Alone", recipient, Mails.all().getFirst().html());
    String id = sent.get("deliveryId").asString();
    await().atMost(VISIBLE).until(() -> product.report(id).has("decision"));
    long began = System.nanoTime();
    product.load(Mails.pixel(sent.get("html").asString()), address, OUTLOOK);
    await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(VISIBLE)
        .until(() -> product.report(id).path("hits").size() == 1);
    Duration taken = Duration.ofNanos(System.nanoTime() - began);
    JsonNode hit = product.report(id).get("hits").get(0);
    assertThat(hit.get("verdict").asString()).isEqualTo("PERSON");
    assertThat(hit.get("place").asString()).isEqualTo("FIRST");
    assertThat(hit.get("reasons").size()).isPositive();
    return taken;
  }

  @Test
  @Order(4)
  void everyMailIsInstrumentedOpenedAndClickedAndCountedOnce() {
    long opensBefore = product.count("SELECT sum(sign * opened) FROM engagement");
    List<Mails.Mail> mails = Mails.all();
    List<String> clicked = new ArrayList<>();
    int number = 0;
    for (Mails.Mail mail : mails) {
      JsonNode sent = product.send(mail.name(), "reader" + number + "@two.example", mail.html());
      String html = sent.get("html").asString();
      // Each at home: eight readers of one network, all within seconds, would be a gateway's.
      String address = "2001:db8:%x::7".formatted(number++);
      HttpResponse<String> pixel = product.load(Mails.pixel(html), address, CHROME);
      assertThat(pixel.statusCode()).isEqualTo(200);
      List<String> links = Mails.links(html);
      if (!links.isEmpty()) {
        HttpResponse<String> redirect = product.load(links.getFirst(), address, CHROME);
        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(redirect.headers().firstValue("location").orElseThrow()).startsWith("http");
        clicked.add(sent.get("deliveryId").asString());
      }
    }
    assertThat(clicked).isNotEmpty();
    await()
        .atMost(VISIBLE)
        .untilAsserted(
            () -> {
              assertThat(product.count("SELECT sum(sign * opened) FROM engagement") - opensBefore)
                  .isEqualTo(mails.size());
              assertThat(product.count("SELECT sum(sign * clicks) FROM engagement"))
                  .isEqualTo(clicked.size());
            });
    assertThat(product.count("SELECT sum(hits) FROM hits_hourly"))
        .isEqualTo(product.count("SELECT sum(sign) FROM hits"))
        .isEqualTo(SINGLE_OPENS + mails.size() + clicked.size());
  }

  @Test
  @Order(5)
  void machinesAreToldFromPeopleAndTheirFirstHitsAreTakenBack() {
    String newsletter = Mails.all().getFirst().html();
    JsonNode scanned = product.send("Scanned", "bob@three.example", newsletter);
    scannedId = scanned.get("deliveryId").asString();
    String scannedHtml = scanned.get("html").asString();
    product.load(Mails.pixel(scannedHtml), "192.0.2.20", CHROME);
    product.loadAtOnce(Mails.links(scannedHtml).subList(0, 4), "192.0.2.20", CHROME);
    JsonNode proxied = product.send("Proxied", "cleo@three.example", newsletter);
    String pixel = Mails.pixel(proxied.get("html").asString());
    product.load(pixel, "66.249.84.10", GMAIL_PROXY);
    product.load(pixel, "66.249.84.11", GMAIL_PROXY);
    JsonNode preloaded = product.send("Preloaded", "dan@three.example", newsletter);
    product.load(Mails.pixel(preloaded.get("html").asString()), "104.28.28.3", "Mozilla/5.0");

    await()
        .atMost(VISIBLE)
        .untilAsserted(
            () -> {
              JsonNode report = product.report(scanned.get("deliveryId").asString());
              assertThat(verdicts(report)).hasSize(5).containsOnly("SECURITY_SCANNER");
              assertThat(report.at("/engagement/machineOnly").asBoolean()).isTrue();
              assertThat(verdicts(product.report(preloaded.get("deliveryId").asString())))
                  .containsExactly("PRIVACY_PRELOAD");
              JsonNode viaProxy = product.report(proxied.get("deliveryId").asString());
              assertThat(verdicts(viaProxy))
                  .containsExactly("PERSON_VIA_PROXY", "PERSON_VIA_PROXY");
              assertThat(viaProxy.at("/hits/1/place").asString()).isEqualTo("RELOAD");
              assertThat(viaProxy.at("/engagement/opens").asInt()).isEqualTo(1);
            });
  }

  @Test
  @Order(6)
  void thePagesShowWhatClickHouseHolds() {
    page.navigate(Product.uri(Product.ADMIN, "/?range=24h").toString());
    long opened = product.count("SELECT sum(sign * opened) FROM engagement");
    long trackable = product.count("SELECT sum(sign * opens_trackable) FROM engagement");
    assertThat(page.locator("body"))
        .containsText("%,d of %,d trackable opened by people".formatted(opened, trackable));
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Messages")).click();
    page.getByText("Scanned").first().click();
    assertThat(page.locator("body")).containsText("bob@three.example");
    assertThat(page.locator("body")).containsText(Pattern.compile("links within 2 s"));
  }

  @Test
  @Order(7)
  void theMessageTrackerSwitchDecidesAboutTheNextMail() {
    switchOpens(false);
    assertThat(page.getByText("New mail carries no pixel").first()).isVisible();
    String html = Mails.all().getFirst().html();
    JsonNode untracked =
        onceHeard(
            () -> product.send("Quiet", "eve@four.example", html),
            "/decision/opens/tracked",
            "false");
    assertThat(untracked.get("html").asString()).doesNotContain("/o/");
    assertThat(untracked.at("/decision/opens/decidedBy").asString()).isEqualTo("ACCOUNT");
    assertThat(untracked.at("/decision/opens/setBy").asString()).isEqualTo("admin");
    untrackedId = untracked.get("deliveryId").asString();

    switchOpens(true);
    JsonNode tracked =
        onceHeard(
            () -> product.send("Heard again", "eve@four.example", html),
            "/decision/opens/tracked",
            "true");
    assertThat(tracked.get("html").asString()).contains("/o/");
  }

  @Test
  @Order(8)
  void strangersLearnNothing() {
    JsonNode sent = product.send("Forged", "fay@five.example", Mails.all().getFirst().html());
    String pixel = Mails.pixel(sent.get("html").asString());
    String link = Mails.links(sent.get("html").asString()).getFirst();
    String forged = pixel.replace(".gif", "A.gif");
    for (String url :
        List.of(
            forged, link + "A", link.replace("/c/", "/o/") + ".gif", pixel.replace("/o/", "/c/"))) {
      HttpResponse<String> answer = product.load(url, "203.0.113.99", CHROME);
      assertThat(answer.statusCode()).as(url).isEqualTo(404);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.headers().firstValue("location")).isEmpty();
    }
    assertThat(product.report(sent.get("deliveryId").asString(), "to_guess").statusCode())
        .isEqualTo(401);
    assertThat(product.get(Product.ADMIN, "/messages").statusCode()).isEqualTo(302);
  }

  @Test
  @Order(9)
  void mailHandedOverBySmtpArrivesWithAPixelOfEachRecipientsOwn() {
    String mail =
        """
        From: News <news@demo.example>
        To: Hal <hal@seven.example>, Ida <ida@seven.example>
        Subject: By SMTP
        Message-ID: <1@demo.example>
        X-TrueOpen-Campaign: by-smtp
        MIME-Version: 1.0
        Content-Type: text/html; charset=utf-8

        <p>Hello</p><p><a href="https://demo.example/offer?a=1&amp;b=2">Have a look</a></p>
        """
            .replace("\n", "\r\n");
    product.sendBySmtp(
        "bounces@demo.example", List.of("hal@seven.example", "ida@seven.example"), mail);

    String hal = mailOf("hal@seven.example");
    String ida = mailOf("ida@seven.example");
    assertThat(hal).contains("Subject: By SMTP").doesNotContain("X-TrueOpen-Campaign");
    assertThat(Mails.pixel(hal)).isNotEqualTo(Mails.pixel(ida));
    product.load(Mails.links(hal).getFirst(), "203.0.113.70", CHROME);
    product.load(Mails.pixel(hal), "203.0.113.70", CHROME);
    await()
        .atMost(VISIBLE)
        .untilAsserted(
            () -> {
              assertThat(verdicts(product.report(deliveryId(hal))))
                  .containsOnly("PERSON")
                  .hasSize(2);
              assertThat(product.report(deliveryId(ida)).at("/hits").size()).isZero();
            });
    JsonNode report = product.report(deliveryId(hal));
    assertThat(report.get("campaign").asString()).isEqualTo("by-smtp");
    assertThat(report.get("to").asString()).isEqualTo("hal@seven.example");
    assertThat(report.at("/hits/0/url").asString()).isEqualTo("https://demo.example/offer?a=1&b=2");
  }

  @Test
  @Order(10)
  void aRecipientOptsOutOnThePageAndIsNeitherRecordedNorTrackedFromThenOn() {
    String html = Mails.all().getFirst().html();
    JsonNode before = product.send("Before opting out", "joe@eight.example", html);
    String pixel = Mails.pixel(before.get("html").asString());
    long ignored = product.counter("ignored");
    try (Page recipient = browser.newPage()) {
      recipient.navigate(before.get("optOutUrl").asString());
      recipient.getByRole(AriaRole.BUTTON).first().click();
      assertThat(recipient.locator("body")).containsText("Tracking is off");
    }
    assertThat(product.load(pixel, "203.0.113.80", OUTLOOK).statusCode()).isEqualTo(200);
    assertThat(product.counter("ignored")).isEqualTo(ignored + 1);

    JsonNode after = product.send("After opting out", "Joe@eight.example", html);
    assertThat(after.at("/decision/opens/decidedBy").asString()).isEqualTo("OPTED_OUT");
    assertThat(Mails.isTracked(after.get("html").asString())).isFalse();
    JsonNode other = product.send("To somebody else", "kim@eight.example", html);
    assertThat(Mails.isTracked(other.get("html").asString())).isTrue();
  }

  @Test
  @Order(11)
  void settingsAreChangedByProgramsUnderTheSameRules() {
    HttpResponse<String> unset = product.setting("mailbox/news@demo.example");
    String etag = unset.headers().firstValue("etag").orElseThrow();
    assertThat(product.changeSetting("mailbox/news@demo.example", etag, switches("off", "inherit")))
        .returns(200, HttpResponse::statusCode);
    JsonNode untracked =
        onceHeard(
            () -> product.send("Off", "liv@nine.example", Mails.all().getFirst().html()),
            "/decision/opens/decidedBy",
            "MAILBOX");
    assertThat(untracked.at("/decision/opens/setBy").asString()).startsWith("key ");

    HttpResponse<String> stale =
        product.changeSetting("mailbox/news@demo.example", etag, switches("on", "inherit"));
    assertThat(stale.statusCode()).isEqualTo(412);
    assertThat(stale.body()).contains("off");
    String newer = stale.headers().firstValue("etag").orElseThrow();
    assertThat(
            product.changeSetting(
                "mailbox/news@demo.example", newer, switches("inherit", "inherit")))
        .returns(200, HttpResponse::statusCode);
  }

  @Test
  @Order(12)
  void anonymousMailCountsInTotalsAndBelongsToNobody() {
    String etag = product.setting("campaign/quiet").headers().firstValue("etag").orElseThrow();
    assertThat(product.changeSetting("campaign/quiet", etag, switches("inherit", "anonymous")))
        .returns(200, HttpResponse::statusCode);
    long openedBefore = product.count("SELECT sum(sign * opened) FROM engagement");
    JsonNode sent =
        onceHeard(
            () ->
                product.send(
                    "Quiet campaign",
                    "quiet",
                    List.of("mia@ten.example", "ned@ten.example"),
                    Mails.all().getFirst().html()),
            "/deliveries/0/decision/identity/anonymous",
            "true");
    String mia = sent.at("/deliveries/0/html").asString();
    String ned = sent.at("/deliveries/1/html").asString();
    assertThat(Mails.trackingUrls(mia)).isEqualTo(Mails.trackingUrls(ned));
    product.load(Mails.pixel(mia), "203.0.113.90", OUTLOOK);
    product.load(Mails.pixel(ned), "203.0.113.91", CHROME);

    await()
        .atMost(VISIBLE)
        .untilAsserted(
            () ->
                assertThat(
                        product.count("SELECT sum(hits) FROM hits_hourly WHERE campaign = 'quiet'"))
                    .isEqualTo(2));
    assertThat(
            product.count(
                "SELECT sum(sign) FROM hits WHERE campaign = 'quiet' AND network = ''"
                    + " AND address_hash = 0 AND place = 'FIRST'"))
        .isEqualTo(2);
    assertThat(product.count("SELECT sum(sign * opened) FROM engagement")).isEqualTo(openedBefore);
    // Neither each for itself nor all together.
    assertThat(
            product.count(
                "SELECT sum(sign * opens_trackable) FROM engagement WHERE campaign = 'quiet'"
                    + " AND (delivery_id IN ('%s', '%s') OR startsWith(delivery_id, 'all-'))"
                        .formatted(
                            sent.at("/deliveries/0/deliveryId").asString(),
                            sent.at("/deliveries/1/deliveryId").asString())))
        .isZero();
  }

  @Test
  @Order(13)
  void whyAMailWasNotTrackedIsSaidOnItsPage() {
    page.navigate(Product.uri(Product.ADMIN, "/deliveries/" + untrackedId).toString());

    assertThat(page.locator("body")).containsText("Turned off for the account demo by admin on");
  }

  @Test
  @Order(14)
  void theSwitchIsTurnedOffAndOnByKeyboardAlone() {
    page.navigate(Product.uri(Product.ADMIN, "/config").toString());
    for (String now :
        List.of("New mail carries no pixel", "HTML mail from validated domains carries a pixel")) {
      tabTo("Open tracking");
      page.keyboard().press("Space");
      tabTo("Save");
      page.keyboard().press("Enter");
      assertThat(page.getByText(now).first()).isVisible();
    }
  }

  @Test
  @Order(15)
  void otherRulesAreTriedAndThenEnabledByKeyboardAlone() {
    page.navigate(Product.uri(Product.ADMIN, "/rules").toString());
    tabTo("Burst links");
    page.keyboard().press("Control+A");
    page.keyboard().type("9");
    tabTo("Try on the last days' mail");
    page.keyboard().press("Enter");
    assertThat(page.locator("body")).containsText("were judged by both.");
    assertThat(page).hasURL(Pattern.compile(".*burstLinks=9.*"));

    tabTo("Enable");
    page.keyboard().press("Enter");
    assertThat(page.getByText("Enable these rules?").first()).isVisible();
    tabTo("Enable"); // the dialog keeps the focus within it
    page.keyboard().press("Enter");

    assertThat(page.getByText("Holds: 9; the default is 3.").first()).isVisible();
    assertThat(product.setting("rules/demo").body()).contains("\"burstLinks\":9");
  }

  @Test
  @Order(16)
  void aDomainIsValidatedByWhatItsPageSaysToPublish() {
    DomainJourney journey = new DomainJourney(page, dns);
    journey.add("acme.example", "links.acme.example");
    journey.checkInVain("acme.example");
    journey.publishWhatIsShown("acme.example");
    journey.checkAndFindItVerified("acme.example");

    // Ingest hears of it a moment later.
    await()
        .atMost(VISIBLE)
        .untilAsserted(
            () ->
                assertThat(
                        product
                            .sendFrom("Acme <news@acme.example>", "pia@twelve.example")
                            .get("html")
                            .asString())
                    .contains("//links.acme.example/c/"));
  }

  @Test
  @Order(17)
  void aCampaignIsReadFromTheListToItsReadersAndBesideAnother() {
    CampaignJourney journey = new CampaignJourney(page);
    journey.openFromTheList("end-to-end");
    journey.findInFigures(
        "%,d of %,d trackable opened by people"
            .formatted(
                ofCampaign("tracked_opened", "end-to-end"),
                ofCampaign("opens_trackable", "end-to-end")));
    journey.findRecipients(Pattern.compile("[a-z]+@[a-z]+\\.example"));
    journey.seeWhoFollowedTheFirstLink();
    journey.compareWith("by-smtp");
  }

  @ParameterizedTest
  @MethodSource("pages")
  @Order(18)
  void noPageHasASeriousFaultOfAccessibility(String path) {
    page.navigate(Product.uri(Product.ADMIN, "/" + path).toString());
    assertThat(page.locator("h1").first()).isVisible();
    assertThat(Accessibility.faults(page)).as(path).isEmpty();
  }

  List<String> pages() {
    return List.of(
        "",
        "messages",
        "deliveries/" + scannedId,
        "campaigns/end-to-end?with=by-smtp",
        "rules",
        "config",
        "config/privacy",
        "system");
  }

  @Test
  @Order(18)
  void theLoginHasNoSeriousFaultOfAccessibility() {
    try (Page stranger = browser.newPage()) {
      stranger.navigate(Product.uri(Product.ADMIN, "/login").toString());
      assertThat(stranger.locator("h1").first()).isVisible();
      assertThat(Accessibility.faults(stranger)).isEmpty();
    }
  }

  @Test
  @Order(19)
  void anErasedRecipientIsGoneFromEveryPageAndTotalsStay() {
    String recipient = "uma@thirteen.example";
    JsonNode sent = product.send("To be forgotten", recipient, Mails.all().getFirst().html());
    String id = sent.get("deliveryId").asString();
    String pixel = Mails.pixel(sent.get("html").asString());
    product.load(pixel, "203.0.113.130", OUTLOOK);
    await()
        .atMost(VISIBLE)
        .until(
            () ->
                product.report(id).path("hits").size() == 1
                    && product.report(id).at("/engagement/opens").asInt() == 1);
    List<Long> before = totals();
    long ignored = product.counter("ignored");

    ErasureJourney journey = new ErasureJourney(page);
    journey.findDelivery(id, recipient);
    journey.erase(recipient);
    journey.readTheReceipt(recipient);
    journey.findNothingOf(id, recipient);

    assertThat(totals()).isEqualTo(before);
    product.load(pixel, "203.0.113.130", OUTLOOK);
    assertThat(product.counter("ignored")).isEqualTo(ignored + 1);
  }

  @Test
  @Order(17)
  void historyIsJudgedAnewByTheNewRulesAndShownByASwitchWhileTheOldStays() {
    String scanners = "SELECT sum(hits) FROM %s.hits_15min WHERE verdict = 'SECURITY_SCANNER'";
    String all = "SELECT sum(sign) FROM %s.hits";
    long scannersBefore = product.count(scanners.formatted("trueopen"));
    long allBefore = product.count(all.formatted("trueopen"));

    Result made = reclassify("--name", "nine");

    assertThat(made.output()).contains("Generation nine is there").contains("judged anew");
    assertThat(product.count(all.formatted("trueopen_g1"))).isEqualTo(allBefore);
    assertThat(product.count(scanners.formatted("trueopen_g1"))).isLessThan(scannersBefore);
    assertThat(product.count(scanners.formatted("trueopen"))).isEqualTo(scannersBefore);
    page.navigate(Product.uri(Product.ADMIN, "/?range=24h").toString());
    reclassify("switch", "nine");
    assertThat(page.locator(".notice", hasText("Shown is generation \u201cnine\u201d")))
        .isVisible();
    page.navigate(Product.uri(Product.ADMIN, "/campaigns").toString());
    assertThat(page.getByText("Generation nine").first()).isVisible();
    assertThat(Product.command("reclassify", "drop", "nine", "--data", data()).status())
        .as("it is shown")
        .isEqualTo(1);

    reclassify("switch", "default");
    assertThat(reclassify("list").output()).contains("* default").contains("  nine");
    page.navigate(Product.uri(Product.ADMIN, "/?range=24h").toString());
    assertThat(page.locator(".notice", hasText("Shown is generation"))).isHidden();
    reclassify("drop", "nine");
    assertThat(reclassify("list").output()).doesNotContain("nine");
  }

  private Result reclassify(String... arguments) {
    List<String> words = new ArrayList<>(List.of("reclassify"));
    words.addAll(List.of(arguments));
    words.addAll(List.of("--data", data()));
    Result result = Product.command(words.toArray(String[]::new));
    assertThat(result.status()).as(result.output()).isZero();
    return result;
  }

  private String data() {
    return product.data().toString();
  }

  private static Page.LocatorOptions hasText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  @Test
  @Order(20)
  void aKilledPartComesBackAndNothingIsLost() {
    String html = Mails.all().getFirst().html();
    List<String> ids = new ArrayList<>();
    for (String victim : List.of("taskmanager", "ingest")) {
      long pid = pid(victim);
      JsonNode sent = product.send("Before " + victim, "gus@six.example", html);
      product.load(Mails.pixel(sent.get("html").asString()), "203.0.113.60", OUTLOOK);
      ids.add(sent.get("deliveryId").asString());
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> pid(victim) != pid && status().status() == 0);
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              for (String id : ids) {
                assertThat(
                        product.count(
                            "SELECT sum(sign) FROM hits WHERE delivery_id = '" + id + "'"))
                    .isEqualTo(1);
              }
            });
  }

  /**
   * Goes on with the tab key until something of that name, or with that text, has the focus; for a
   * while, as a page that was just opened may not be drawn yet.
   */
  private void tabTo(String name) {
    long giveUpAt = System.nanoTime() + TABBING.toNanos();
    while (System.nanoTime() - giveUpAt < 0) {
      page.keyboard().press("Tab");
      if (name.equals(page.evaluate(FOCUSED_NAME))) {
        return;
      }
    }
    throw new AssertionError("No way by the tab key to \"" + name + '"');
  }

  /**
   * Of mail sent right after a change of settings, of which ingest hears a moment later: what was
   * answered first with that text at that place.
   */
  private static JsonNode onceHeard(Callable<JsonNode> send, String pointer, String expected) {
    return await()
        .atMost(VISIBLE)
        .until(send, sent -> sent.at(pointer).asString().equals(expected));
  }

  private void switchOpens(boolean on) {
    page.navigate(Product.uri(Product.ADMIN, "/config").toString());
    page.getByLabel("Open tracking").first().setChecked(on);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save")).first().click();
    assertThat(page.getByText(Pattern.compile("Saved")).first()).isVisible();
  }

  /** What the pages count: names nobody. */
  private List<Long> totals() {
    return List.of(
        product.count("SELECT sum(deliveries) FROM engagement_15min"),
        product.count("SELECT sum(tracked_opened) FROM engagement_15min"),
        product.count("SELECT sum(hits) FROM hits_15min"));
  }

  private long ofCampaign(String figure, String campaign) {
    return product.count(
        "SELECT sum(" + figure + ") FROM engagement_15min WHERE campaign = '" + campaign + "'");
  }

  private Result status() {
    return Product.command("status", "--data", product.data().toString());
  }

  private long pid(String part) {
    var matcher = Pattern.compile(part + " .*process (\\d+)").matcher(status().output());
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  private static String switches(String opens, String identity) {
    return """
        {"opens": "%s", "clicks": "inherit", "identity": "%s", "textLinks": "inherit"}
        """
        .formatted(opens, identity);
  }

  private String mailOf(String recipient) {
    await().atMost(VISIBLE).until(() -> !files(recipient).isEmpty());
    try {
      return Files.readString(files(recipient).getLast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> files(String recipient) {
    try (Stream<Path> files = Files.list(mails)) {
      return files.filter(file -> file.toString().endsWith(recipient + ".eml")).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String deliveryId(String mail) {
    var matcher = Pattern.compile("(?m)^X-TrueOpen-Delivery: (\\S+)").matcher(mail);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static List<String> verdicts(JsonNode report) {
    List<String> result = new ArrayList<>();
    report.path("hits").forEach(hit -> result.add(hit.get("verdict").asString()));
    return result;
  }
}
