package org.trueopen.settings;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is tracked in a mail: the most specific explicit value wins, then every gate must be
 * open. The gates are asked in the order in which an admin would want to hear of them.
 */
public final class PolicyResolver {

  /** A value that somebody has set, and where it stands. */
  private record Explicit<T>(
      T value, DecidedBy decidedBy, String name, @Nullable Instant since, String setBy) {}

  private final SettingsView settings;
  private final OptOuts optOuts;

  public PolicyResolver(SettingsView settings, OptOuts optOuts) {
    this.settings = settings;
    this.optOuts = optOuts;
  }

  /** What holds for every recipient of a mail who has not opted out. */
  public Decision decide(SendContext context) {
    boolean textLinks = decideSwitch(context, TrackingSwitches::textLinks, false).tracked();
    return new Decision(
        decideOpens(context), decideClicks(context, textLinks), decideIdentity(context), textLinks);
  }

  /** What holds for one recipient. */
  public Decision forRecipient(Decision decision, long recipientKey) {
    return optOuts
        .find(recipientKey)
        .map(
            optOut ->
                new Decision(
                    close(decision.opens(), optOut),
                    close(decision.clicks(), optOut),
                    decision.identity(),
                    decision.textLinks()))
        .orElse(decision);
  }

  private Outcome decideOpens(SendContext context) {
    Outcome wanted = decideSwitch(context, TrackingSwitches::opens, true);
    return wanted.tracked()
        ? commonGate(context)
            .or(() -> context.hasHtml() ? Optional.empty() : closed(DecidedBy.NO_HTML, ""))
            .or(() -> domainGate(context, settings.accountPolicy(context.account())))
            .orElse(wanted)
        : wanted;
  }

  private Outcome decideClicks(SendContext context, boolean textLinks) {
    Outcome wanted = decideSwitch(context, TrackingSwitches::clicks, true);
    boolean hasPlace = context.hasHtml() || (textLinks && context.hasText());
    return wanted.tracked()
        ? commonGate(context)
            .or(() -> hasPlace ? Optional.empty() : closed(DecidedBy.NO_HTML, ""))
            .or(() -> domainGate(context, AccountPolicy.DEFAULT))
            .or(() -> trackingHostGate(context))
            .orElse(wanted)
        : wanted;
  }

  private IdentityOutcome decideIdentity(SendContext context) {
    return explicit(context, TrackingSwitches::identity, Identity.INHERIT)
        .map(
            found ->
                new IdentityOutcome(
                    found.value() == Identity.ANONYMOUS,
                    found.decidedBy(),
                    found.name(),
                    found.since(),
                    found.setBy()))
        .orElse(IdentityOutcome.DEFAULT);
  }

  private Outcome decideSwitch(
      SendContext context, Function<TrackingSwitches, Switch> which, boolean byDefault) {
    return explicit(context, which, Switch.INHERIT)
        .map(
            found ->
                new Outcome(
                    found.value() == Switch.ON,
                    found.decidedBy(),
                    found.name(),
                    found.since(),
                    found.setBy()))
        .orElse(new Outcome(byDefault, DecidedBy.DEFAULT, "", null, ""));
  }

  /** The most specific explicit value. */
  private <T> Optional<Explicit<T>> explicit(
      SendContext context, Function<TrackingSwitches, T> which, T inherit) {
    T own = which.apply(context.message());
    if (!own.equals(inherit)) {
      return Optional.of(new Explicit<>(own, DecidedBy.MESSAGE, "", null, ""));
    }
    return explicitAt(context, Level.CAMPAIGN, context.campaign(), which, inherit)
        .or(() -> explicitAt(context, Level.MAILBOX, context.mailbox().value(), which, inherit))
        .or(() -> explicitAt(context, Level.DOMAIN, context.mailbox().domain(), which, inherit))
        .or(() -> explicitAt(context, Level.ACCOUNT, context.account().value(), which, inherit));
  }

  private <T> Optional<Explicit<T>> explicitAt(
      SendContext context,
      Level level,
      String name,
      Function<TrackingSwitches, T> which,
      T inherit) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return settings
        .find(SettingKey.tracking(context.account(), level, name))
        .filter(setting -> !which.apply((TrackingSwitches) setting.value()).equals(inherit))
        .map(
            setting ->
                new Explicit<>(
                    which.apply((TrackingSwitches) setting.value()),
                    DecidedBy.valueOf(level.name()),
                    name,
                    setting.changedAt(),
                    setting.changedBy()));
  }

  /** The gates that opens and clicks have in common. */
  private Optional<Outcome> commonGate(SendContext context) {
    AccountPolicy policy = settings.accountPolicy(context.account());
    if (policy.killSwitch()) {
      Optional<Setting> setting = settings.find(SettingKey.policy(context.account()));
      return Optional.of(
          new Outcome(
              false,
              DecidedBy.KILL_SWITCH,
              context.account().value(),
              setting.map(Setting::changedAt).orElse(null),
              setting.map(Setting::changedBy).orElse("")));
    }
    if (context.obstacle() != null) {
      return closed(context.obstacle(), "");
    }
    if (policy.knownCampaignsOnly()
        && !context.campaign().isEmpty()
        && !settings.knowsCampaign(context.account(), context.campaign())) {
      return closed(DecidedBy.UNKNOWN_CAMPAIGN, context.campaign());
    }
    return Optional.empty();
  }

  private Optional<Outcome> domainGate(SendContext context, AccountPolicy policy) {
    String domain = context.mailbox().domain();
    return policy.allowUnvalidatedDomains()
            || settings.domainPolicy(context.account(), domain).validated()
        ? Optional.empty()
        : closed(DecidedBy.UNVALIDATED_DOMAIN, domain);
  }

  private Optional<Outcome> trackingHostGate(SendContext context) {
    String domain = context.mailbox().domain();
    return settings.domainPolicy(context.account(), domain).hasTrackingHost()
        ? Optional.empty()
        : closed(DecidedBy.NO_TRACKING_DOMAIN, domain);
  }

  /** What is off anyway stays so for the reason it had. */
  private static Outcome close(Outcome outcome, OptOut optOut) {
    return outcome.tracked()
        ? new Outcome(false, DecidedBy.OPTED_OUT, "", optOut.since(), optOut.source().words())
        : outcome;
  }

  private static Optional<Outcome> closed(DecidedBy gate, String name) {
    return Optional.of(new Outcome(false, gate, name, null, ""));
  }
}
