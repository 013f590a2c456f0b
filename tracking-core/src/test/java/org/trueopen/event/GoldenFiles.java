package org.trueopen.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.settings.AccountPolicy;
import org.trueopen.settings.ApiKey;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.Decision;
import org.trueopen.settings.DomainPolicy;
import org.trueopen.settings.Identity;
import org.trueopen.settings.IdentityOutcome;
import org.trueopen.settings.Level;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.ListEntry;
import org.trueopen.settings.OptOut;
import org.trueopen.settings.OptOutChange;
import org.trueopen.settings.OptOutCodec;
import org.trueopen.settings.Outcome;
import org.trueopen.settings.PrivacySignals;
import org.trueopen.settings.RuleSettings;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingCodec;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;
import org.trueopen.token.KeyRing;
import org.trueopen.token.SigningKey;
import org.trueopen.token.Token;
import org.trueopen.token.TokenCodec;

/**
 * The values behind {@code src/test/resources/golden}. The files hold what a released version wrote
 * and are never changed; tests read them. {@link #main} writes those that do not exist yet, for a
 * new version or kind of record, and never replaces one:
 *
 * <pre>  java -cp ... org.trueopen.event.GoldenFiles tracking-core/src/test/resources/golden
 * </pre>
 */
public final class GoldenFiles {

  private static final AccountId ACCOUNT = new AccountId("acme");
  private static final Instant AT = Instant.parse("2026-11-01T10:00:00.123Z");

  private GoldenFiles() {}

  /** Two keys; the second signs. */
  public static KeyRing ring() {
    return new KeyRing(
        List.of(
            new SigningKey(1, "golden key one, never for real mail".getBytes(US_ASCII)),
            new SigningKey(2, "golden key two, never for real mail".getBytes(US_ASCII))));
  }

  public static Map<String, Token> tokens() {
    DeliveryId delivery = new DeliveryId("01K9A2B3C4D5E6F7G8H9J0KMNP");
    Map<String, Token> tokens = new LinkedHashMap<>();
    tokens.put("open", new Token.Open(ACCOUNT, delivery, 0x0123456789ABCDEFL));
    tokens.put("open-shortest", new Token.Open(new AccountId("a"), new DeliveryId("1"), 0));
    tokens.put(
        "click",
        new Token.Click(ACCOUNT, delivery, -2, 3, "https://example.com/shop?item=1&size=XL#top"));
    tokens.put(
        "click-unicode",
        new Token.Click(
            ACCOUNT,
            delivery,
            1,
            65535,
            "https://b\u00fccher.example/\u65e5\u672c?q=\ud83d\ude00"));
    return tokens;
  }

  /** Kinds and flags that came after the first release. */
  public static Map<String, Token> laterTokens() {
    DeliveryId delivery = new DeliveryId("01K9A2B3C4D5E6F7G8H9J0KMNP");
    Map<String, Token> tokens = new LinkedHashMap<>();
    tokens.put("open-early", new Token.Open(ACCOUNT, delivery, 7, true));
    tokens.put("image", new Token.Image(ACCOUNT, delivery, 8, "https://b\u00fccher.example/a.png"));
    tokens.put("opt-out", new Token.OptOut(ACCOUNT, delivery, -9));
    return tokens;
  }

  static Map<String, Delivery> deliveries() {
    Outcome set = new Outcome(true, DecidedBy.MAILBOX, "news@acme.example", AT, "alice");
    Outcome gate = new Outcome(false, DecidedBy.NO_TRACKING_DOMAIN, "acme.example", null, "");
    return Map.of(
        "delivery",
        new Delivery(
            "acme",
            "01K9A2B3C4D5E6F7G8H9J0KMNP",
            "01K9A2B3C4D5E6F7G8H9J0KMNQ",
            "news@acme.example",
            "spring",
            "bob@example.net",
            Long.MIN_VALUE + 5,
            "Gr\u00fc\u00dfe \ud83c\udf37",
            AT,
            true,
            List.of("https://example.com/1", "https://example.com/unsubscribe"),
            1,
            new Decision(set, gate)),
        "delivery-anonymous",
        new Delivery(
            "acme",
            "d2",
            "m2",
            "news@acme.example",
            "spring",
            "bob@example.net",
            3,
            "",
            AT,
            true,
            List.of(),
            -1,
            new Decision(
                set,
                gate,
                new IdentityOutcome(true, DecidedBy.CAMPAIGN, "spring", AT, "alice"),
                false)),
        "delivery-minimal",
        new Delivery(
            "acme",
            "d1",
            "",
            "",
            "",
            "",
            0,
            "",
            Instant.EPOCH,
            false,
            List.of(),
            -1,
            new Decision(
                new Outcome(false, DecidedBy.IMPORTED, "", null, ""),
                new Outcome(true, DecidedBy.DEFAULT, "", null, ""))));
  }

  static Map<String, DeliveryStatus> statuses() {
    return Map.of(
        "status-bounced",
        new DeliveryStatus("acme", "d1", DeliveryStatus.Status.BOUNCED, AT),
        "status-delivered",
        new DeliveryStatus("acme", "d1", DeliveryStatus.Status.DELIVERED, AT));
  }

  static Map<String, Aggregate> aggregates() {
    return Map.of("aggregate", new Aggregate("acme", "all-0", "news@acme.example", "spring"));
  }

  static Map<String, OptOutChange> optOuts() {
    return Map.of(
        "opt-out", new OptOutChange(ACCOUNT, -5, true, AT, OptOut.Source.RECIPIENT, "recipient"));
  }

  static Map<String, Hit> hits() {
    return Map.of(
        "hit-click",
        new Hit(
            "acme",
            "d1",
            "01K9A2B3C4D5E6F7G8H9J0KMNR",
            HitKind.CLICK,
            0,
            "https://example.com/\u00fc",
            AT,
            "GET",
            "2001:db8::1",
            "Mozilla/5.0",
            Map.of("accept", "*/*", "sec-purpose", "prefetch"),
            PixelPlace.NONE,
            "PERSON"),
        "hit-image",
        new Hit(
            "acme",
            "d1",
            "01K9A2B3C4D5E6F7G8H9J0KMNT",
            HitKind.OPEN,
            -1,
            "",
            AT,
            "GET",
            "203.0.113.9",
            "",
            Map.of(),
            PixelPlace.IMAGE,
            ""),
        "hit-open",
        new Hit(
            "acme",
            "d1",
            "01K9A2B3C4D5E6F7G8H9J0KMNS",
            HitKind.OPEN,
            -1,
            "",
            AT,
            "HEAD",
            "203.0.113.9",
            "",
            Map.of(),
            PixelPlace.END,
            ""));
  }

  /** Public for the settings' own test. */
  public static Map<String, Setting> settings() {
    Map<String, Setting> settings = new LinkedHashMap<>(firstSettings());
    settings.put("setting-rules-lists", rulesWithLists());
    return settings;
  }

  private static Map<String, Setting> firstSettings() {
    return Map.of(
        "setting-tracking",
        new Setting(
            SettingKey.tracking(ACCOUNT, Level.MAILBOX, "news@acme.example"),
            new TrackingSwitches(Switch.OFF, Switch.INHERIT),
            3,
            AT,
            "alice"),
        "setting-tracking-anonymous",
        new Setting(
            SettingKey.tracking(ACCOUNT, Level.CAMPAIGN, "spring"),
            new TrackingSwitches(Switch.ON, Switch.OFF, Identity.ANONYMOUS, Switch.ON),
            1,
            AT,
            "alice"),
        "setting-account-policy-full",
        new Setting(
            SettingKey.policy(ACCOUNT),
            new AccountPolicy(
                false, false, true, true, Set.of("a.example", "b.example"), PrivacySignals.IGNORE),
            2,
            AT,
            "bob"),
        "setting-account-policy-signals",
        new Setting(
            SettingKey.policy(ACCOUNT),
            new AccountPolicy(false, true, false, false, Set.of(), PrivacySignals.GPC_AND_DNT),
            3,
            AT,
            "bob"),
        "setting-api-key-scopes",
        new Setting(
            SettingKey.apiKey(ACCOUNT, "k2"),
            new ApiKey(ApiKey.hash("golden"), "ops", false, Set.of(ApiKey.Scope.SETTINGS)),
            1,
            AT,
            "bob"),
        "setting-rules",
        new Setting(
            SettingKey.rules(ACCOUNT),
            new RuleSettings(
                Map.of("reloadSeconds", 45, "burstLinks", 4, "ofALaterVersion", -1),
                List.of("203.0.113.0/24", "2001:db8::/48")),
            5,
            AT,
            "alice"),
        "setting-account-policy",
        new Setting(SettingKey.policy(ACCOUNT), new AccountPolicy(true, true), 1, AT, "bob"),
        "setting-domain-policy",
        new Setting(
            SettingKey.domain(ACCOUNT, "acme.example"),
            new DomainPolicy(true, "links.acme.example:8443", true),
            Long.MAX_VALUE,
            AT,
            ""),
        "setting-domain-policy-former",
        new Setting(
            SettingKey.domain(ACCOUNT, "acme.example"),
            new DomainPolicy(true, "t.example", true, Set.of("a.example", "b.example:8443")),
            3,
            AT,
            "bob"),
        "setting-api-key",
        new Setting(
            SettingKey.apiKey(ACCOUNT, "k/1"),
            new ApiKey(ApiKey.hash("golden"), "shop", true, ApiKey.FIRST_SCOPES),
            2,
            AT,
            "first start"));
  }

  private static Setting rulesWithLists() {
    return new Setting(
        SettingKey.rules(ACCOUNT),
        new RuleSettings(
            Map.of("reloadSeconds", 45),
            List.of(),
            new ListChanges(
                Set.of("mimecast", "apple-private-relay.txt"),
                List.of(
                    new ListEntry(
                        "network",
                        "203.0.113.0/24",
                        "acme-gate",
                        "SECURITY_SCANNER",
                        "clicks",
                        85,
                        "our own logs",
                        "2026-11-26")))),
        6,
        AT,
        "alice");
  }

  /** Writes the files that are missing into the folder given. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("tokens-v1.properties", lines(tokens()));
    files.put("tokens-v1-later.properties", lines(laterTokens()));
    deliveries().forEach((name, value) -> files.put(name + "-v1.bin", EventCodec.encode(value)));
    statuses().forEach((name, value) -> files.put(name + "-v1.bin", EventCodec.encode(value)));
    aggregates().forEach((name, value) -> files.put(name + "-v1.bin", EventCodec.encode(value)));
    optOuts().forEach((name, value) -> files.put(name + "-v1.bin", OptOutCodec.encode(value)));
    hits().forEach((name, value) -> files.put(name + "-v1.bin", EventCodec.encode(value)));
    settings().forEach((name, value) -> files.put(name + "-v1.bin", SettingCodec.encode(value)));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      if (!Files.exists(path)) {
        Files.write(path, file.getValue(), StandardOpenOption.CREATE_NEW);
      }
    }
  }

  private static byte[] lines(Map<String, Token> tokens) {
    TokenCodec codec = new TokenCodec(ring());
    StringBuilder lines = new StringBuilder();
    tokens.forEach(
        (name, token) -> lines.append(name).append('=').append(codec.encode(token)).append('\n'));
    return lines.toString().getBytes(US_ASCII);
  }
}
