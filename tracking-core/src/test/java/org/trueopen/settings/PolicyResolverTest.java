package org.trueopen.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trueopen.settings.TrackingSwitches.INHERIT_ALL;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.id.AccountId;
import org.trueopen.id.MailboxAddress;

class PolicyResolverTest {

  private static final AccountId ACME = new AccountId("acme");
  private static final MailboxAddress NEWS = new MailboxAddress("news@acme.example");
  private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");

  private final SettingsView view = new SettingsView();
  private final Map<Long, OptOut> optOutsByKey = new HashMap<>();
  private final PolicyResolver resolver =
      new PolicyResolver(view, key -> Optional.ofNullable(optOutsByKey.get(key)));

  @BeforeEach
  void theDomainIsInOrder() {
    set(
        SettingKey.domain(ACME, "acme.example"),
        new DomainPolicy(true, "links.acme.example", true));
  }

  @ParameterizedTest
  @CsvSource({
    "INHERIT,INHERIT,INHERIT,false,DEFAULT",
    "INHERIT,INHERIT,ANONYMOUS,true,ACCOUNT",
    "INHERIT,IDENTIFIED,ANONYMOUS,false,MAILBOX",
    "ANONYMOUS,IDENTIFIED,INHERIT,true,MESSAGE",
    "IDENTIFIED,ANONYMOUS,ANONYMOUS,false,MESSAGE",
  })
  void identityIsInheritedLikeTheSwitches(
      Identity message,
      Identity mailbox,
      Identity account,
      boolean anonymous,
      DecidedBy decidedBy) {
    set(SettingKey.tracking(ACME, Level.MAILBOX, NEWS.value()), only(mailbox));
    set(SettingKey.tracking(ACME, Level.ACCOUNT, ""), only(account));

    IdentityOutcome found =
        resolver.decide(new SendContext(ACME, NEWS, "", only(message), true)).identity();

    assertThat(found.anonymous()).isEqualTo(anonymous);
    assertThat(found.decidedBy()).isEqualTo(decidedBy);
    boolean isSetting = decidedBy == DecidedBy.MAILBOX || decidedBy == DecidedBy.ACCOUNT;
    assertThat(found.since()).isEqualTo(isSetting ? AT : null);
    assertThat(found.reason()).startsWith(anonymous ? "Anonymous" : "Identified");
  }

  @Test
  void linksInPlainTextAreTrackedOnlyWhereALevelSaysSo() {
    SendContext textOnly = new SendContext(ACME, NEWS, "", INHERIT_ALL, false, true, null);
    assertThat(resolver.decide(textOnly).clicks().decidedBy()).isEqualTo(DecidedBy.NO_HTML);
    assertThat(resolver.decide(textOnly).textLinks()).isFalse();

    set(
        SettingKey.tracking(ACME, Level.DOMAIN, "acme.example"),
        new TrackingSwitches(Switch.INHERIT, Switch.INHERIT, Identity.INHERIT, Switch.ON));

    assertThat(resolver.decide(textOnly).textLinks()).isTrue();
    assertThat(resolver.decide(textOnly).clicks().tracked()).isTrue();
    assertThat(resolver.decide(textOnly).opens().decidedBy()).isEqualTo(DecidedBy.NO_HTML);
  }

  @Test
  void aRecipientWhoHasOptedOutIsTrackedInNothing() {
    optOutsByKey.put(7L, new OptOut(AT, OptOut.Source.RECIPIENT));
    Decision all = resolver.decide(new SendContext(ACME, NEWS, "", INHERIT_ALL, true));

    assertThat(resolver.forRecipient(all, 8)).isEqualTo(all);
    Decision one = resolver.forRecipient(all, 7);
    assertThat(one.opens().tracked()).isFalse();
    assertThat(one.clicks())
        .isEqualTo(new Outcome(false, DecidedBy.OPTED_OUT, "", AT, "the recipient, by link"));
  }

  @Test
  void whatIsOffAnywayKeepsItsReasonWhenTheRecipientHasOptedOut() {
    optOutsByKey.put(7L, new OptOut(AT, OptOut.Source.API));
    set(SettingKey.tracking(ACME, Level.ACCOUNT, ""), new TrackingSwitches(Switch.OFF, Switch.ON));
    Decision all = resolver.decide(new SendContext(ACME, NEWS, "", INHERIT_ALL, true));

    assertThat(resolver.forRecipient(all, 7).opens().decidedBy()).isEqualTo(DecidedBy.ACCOUNT);
    assertThat(resolver.forRecipient(all, 7).clicks().decidedBy()).isEqualTo(DecidedBy.OPTED_OUT);
  }

  @Test
  void aMailThatMustNotBeChangedIsNotTracked() {
    for (DecidedBy obstacle :
        List.of(
            DecidedBy.SIGNED,
            DecidedBy.ENCRYPTED,
            DecidedBy.DKIM_SIGNED,
            DecidedBy.UNREADABLE,
            DecidedBy.TRACKING_FAILED)) {
      Decision decision =
          resolver.decide(new SendContext(ACME, NEWS, "", INHERIT_ALL, true, true, obstacle));
      assertThat(decision.opens().decidedBy()).isEqualTo(obstacle);
      assertThat(decision.clicks().decidedBy()).isEqualTo(obstacle);
      assertThat(decision.opens().tracked() || decision.clicks().tracked()).isFalse();
      assertThat(decision.opens().reason()).isNotBlank();
    }
  }

  @Test
  void anAccountMayWantItsCampaignsSetUpFirst() {
    SendContext spring = new SendContext(ACME, NEWS, "spring", INHERIT_ALL, true);
    assertThat(resolver.decide(spring).opens().tracked()).isTrue();

    set(
        SettingKey.policy(ACME),
        new AccountPolicy(false, false, true, false, Set.of(), PrivacySignals.IGNORE));
    assertThat(resolver.decide(spring).opens().decidedBy()).isEqualTo(DecidedBy.UNKNOWN_CAMPAIGN);

    set(SettingKey.tracking(ACME, Level.CAMPAIGN, "spring"), INHERIT_ALL);
    assertThat(resolver.decide(spring).opens().tracked()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # message | campaign | mailbox | domain  | account | tracked | decided by
          INHERIT   | INHERIT  | INHERIT | INHERIT | INHERIT | true    | DEFAULT
          INHERIT   | INHERIT  | INHERIT | INHERIT | ON      | true    | ACCOUNT
          INHERIT   | INHERIT  | INHERIT | INHERIT | OFF     | false   | ACCOUNT
          INHERIT   | INHERIT  | INHERIT | ON      | OFF     | true    | DOMAIN
          INHERIT   | INHERIT  | INHERIT | OFF     | ON      | false   | DOMAIN
          INHERIT   | INHERIT  | ON      | OFF     | OFF     | true    | MAILBOX
          INHERIT   | INHERIT  | OFF     | ON      | ON      | false   | MAILBOX
          INHERIT   | ON       | OFF     | OFF     | OFF     | true    | CAMPAIGN
          INHERIT   | OFF      | ON      | ON      | ON      | false   | CAMPAIGN
          ON        | OFF      | OFF     | OFF     | OFF     | true    | MESSAGE
          OFF       | ON       | ON      | ON      | ON      | false   | MESSAGE
          INHERIT   | INHERIT  | OFF     | INHERIT | ON      | false   | MAILBOX
          INHERIT   | ON       | INHERIT | OFF     | INHERIT | true    | CAMPAIGN
          """)
  void theMostSpecificExplicitSwitchWins(
      Switch message,
      Switch campaign,
      Switch mailbox,
      Switch domain,
      Switch account,
      boolean tracked,
      DecidedBy decidedBy) {
    for (boolean opens : new boolean[] {true, false}) {
      set(SettingKey.tracking(ACME, Level.CAMPAIGN, "spring"), only(opens, campaign));
      set(SettingKey.tracking(ACME, Level.MAILBOX, NEWS.value()), only(opens, mailbox));
      set(SettingKey.tracking(ACME, Level.DOMAIN, NEWS.domain()), only(opens, domain));
      set(SettingKey.tracking(ACME, Level.ACCOUNT, "acme"), only(opens, account));

      Decision decision = resolver.decide(send("spring", only(opens, message), true));

      Outcome asked = opens ? decision.opens() : decision.clicks();
      Outcome other = opens ? decision.clicks() : decision.opens();
      assertThat(asked.tracked()).isEqualTo(tracked);
      assertThat(asked.decidedBy()).isEqualTo(decidedBy);
      assertThat(other).isEqualTo(new Outcome(true, DecidedBy.DEFAULT, "", null, ""));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CAMPAIGN, spring",
    "MAILBOX, news@acme.example",
    "DOMAIN, acme.example",
    "ACCOUNT, acme"
  })
  void anOutcomeSaysWhichLevelDecidedSinceWhenAndWhoSetIt(Level level, String name) {
    set(SettingKey.tracking(ACME, level, name), new TrackingSwitches(Switch.OFF, Switch.ON));

    Decision decision = resolver.decide(send("spring", INHERIT_ALL, true));

    DecidedBy by = DecidedBy.valueOf(level.name());
    assertThat(decision.opens()).isEqualTo(new Outcome(false, by, name, AT, "alice"));
    assertThat(decision.clicks()).isEqualTo(new Outcome(true, by, name, AT, "alice"));
    assertThat(decision.opens().reason())
        .contains("off", name, "alice", "2026-11-01T10:00:00Z")
        .endsWith(").");
  }

  @Test
  void aMailWithoutCampaignIsNotTouchedByTheCampaignsSwitches() {
    set(SettingKey.tracking(ACME, Level.CAMPAIGN, ""), only(true, Switch.OFF));

    assertThat(resolver.decide(send("", INHERIT_ALL, true)).opens().decidedBy())
        .isEqualTo(DecidedBy.DEFAULT);
  }

  @Test
  void anotherAccountsSettingsAreNotAsked() {
    AccountId other = new AccountId("other");
    set(SettingKey.tracking(other, Level.MAILBOX, NEWS.value()), only(true, Switch.OFF));
    set(SettingKey.policy(other), new AccountPolicy(true, false));

    assertThat(decide(true).opens().tracked()).isTrue();
  }

  /** Each gate closes on top of those after it, so the first named is the one an admin hears of. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # kill  | html  | validated | allow unvalidated | host verified | opens              | clicks
          true    | false | false     | false             | false         | KILL_SWITCH        | KILL_SWITCH
          true    | true  | true      | false             | true          | KILL_SWITCH        | KILL_SWITCH
          false   | false | false     | false             | false         | NO_HTML            | NO_HTML
          false   | false | true      | false             | true          | NO_HTML            | NO_HTML
          false   | true  | false     | false             | false         | UNVALIDATED_DOMAIN | UNVALIDATED_DOMAIN
          false   | true  | false     | false             | true          | UNVALIDATED_DOMAIN | UNVALIDATED_DOMAIN
          false   | true  | false     | true              | true          | DEFAULT            | UNVALIDATED_DOMAIN
          false   | true  | true      | false             | false         | DEFAULT            | NO_TRACKING_DOMAIN
          false   | true  | true      | false             | true          | DEFAULT            | DEFAULT
          """)
  void theFirstClosedGateDecides(
      boolean kill,
      boolean html,
      boolean validated,
      boolean allowUnvalidated,
      boolean hostVerified,
      DecidedBy opens,
      DecidedBy clicks) {
    set(SettingKey.policy(ACME), new AccountPolicy(kill, allowUnvalidated));
    set(
        SettingKey.domain(ACME, "acme.example"),
        new DomainPolicy(validated, "links.acme.example", hostVerified));

    Decision decision = decide(html);

    assertThat(decision.opens().decidedBy()).isEqualTo(opens);
    assertThat(decision.opens().tracked()).isEqualTo(opens == DecidedBy.DEFAULT);
    assertThat(decision.clicks().decidedBy()).isEqualTo(clicks);
    assertThat(decision.clicks().tracked()).isEqualTo(clicks == DecidedBy.DEFAULT);
  }

  @Test
  void gatesNameWhatTheyFoundAndTheKillSwitchWhoTurnedItOn() {
    MailboxAddress stranger = new MailboxAddress("a@elsewhere.example");
    Decision unvalidated = resolver.decide(new SendContext(ACME, stranger, "", INHERIT_ALL, true));
    assertThat(unvalidated.opens())
        .isEqualTo(new Outcome(false, DecidedBy.UNVALIDATED_DOMAIN, "elsewhere.example", null, ""));
    assertThat(unvalidated.opens().reason())
        .isEqualTo("The sending domain elsewhere.example is not validated.");

    set(SettingKey.policy(ACME), new AccountPolicy(true, false));
    Outcome killed = decide(true).opens();
    assertThat(killed).isEqualTo(new Outcome(false, DecidedBy.KILL_SWITCH, "acme", AT, "alice"));
    assertThat(killed.reason())
        .isEqualTo(
            "The kill switch of the account acme is on (set by alice, 2026-11-01T10:00:00Z).");
  }

  @Test
  void aSwitchThatIsOffIsNamedRatherThanAClosedGate() {
    set(SettingKey.policy(ACME), new AccountPolicy(true, false));
    set(SettingKey.tracking(ACME, Level.ACCOUNT, "acme"), only(true, Switch.OFF));

    assertThat(decide(false).opens().decidedBy()).isEqualTo(DecidedBy.ACCOUNT);
  }

  @Test
  void noSwitchOpensAClosedGate() {
    set(SettingKey.policy(ACME), new AccountPolicy(true, false));

    Decision decision = resolver.decide(send("", new TrackingSwitches(Switch.ON, Switch.ON), true));

    assertThat(decision.opens().tracked()).isFalse();
    assertThat(decision.clicks().tracked()).isFalse();
  }

  private Decision decide(boolean html) {
    return resolver.decide(send("", INHERIT_ALL, html));
  }

  private static SendContext send(String campaign, TrackingSwitches message, boolean html) {
    return new SendContext(ACME, NEWS, campaign, message, html);
  }

  private static TrackingSwitches only(boolean opens, Switch value) {
    return opens
        ? new TrackingSwitches(value, Switch.INHERIT)
        : new TrackingSwitches(Switch.INHERIT, value);
  }

  private void set(SettingKey key, SettingValue value) {
    view.apply(new Setting(key, value, view.version(key) + 1, AT, "alice"));
  }

  private static TrackingSwitches only(Identity identity) {
    return new TrackingSwitches(Switch.INHERIT, Switch.INHERIT, identity, Switch.INHERIT);
  }
}
