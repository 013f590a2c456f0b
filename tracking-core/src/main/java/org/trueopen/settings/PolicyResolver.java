package org.trueopen.settings;

import java.util.Optional;
import java.util.function.Function;

/**
 * Decides what is tracked in a mail: the most specific explicit switch wins, then every gate must
 * be open. The gates are asked in the order in which an admin would want to hear of them.
 */
public final class PolicyResolver {

  private final SettingsView settings;

  public PolicyResolver(SettingsView settings) {
    this.settings = settings;
  }

  public Decision decide(SendContext context) {
    DomainPolicy domain = settings.domainPolicy(context.account(), context.mailbox().domain());
    return new Decision(decideOpens(context, domain), decideClicks(context, domain));
  }

  private Outcome decideOpens(SendContext context, DomainPolicy domain) {
    Outcome wanted = decideSwitch(context, TrackingSwitches::opens);
    AccountPolicy policy = settings.accountPolicy(context.account());
    if (!wanted.tracked()) {
      return wanted;
    }
    if (policy.killSwitch()) {
      return closedByKillSwitch(context);
    }
    if (!context.hasHtml()) {
      return closed(DecidedBy.NO_HTML, "");
    }
    if (!domain.validated() && !policy.allowUnvalidatedDomains()) {
      return closed(DecidedBy.UNVALIDATED_DOMAIN, context.mailbox().domain());
    }
    return wanted;
  }

  private Outcome decideClicks(SendContext context, DomainPolicy domain) {
    Outcome wanted = decideSwitch(context, TrackingSwitches::clicks);
    if (!wanted.tracked()) {
      return wanted;
    }
    if (settings.accountPolicy(context.account()).killSwitch()) {
      return closedByKillSwitch(context);
    }
    if (!context.hasHtml()) {
      // Links in plain text are rewritten only where a level says so; no level can say so yet.
      return closed(DecidedBy.NO_HTML, "");
    }
    if (!domain.validated()) {
      return closed(DecidedBy.UNVALIDATED_DOMAIN, context.mailbox().domain());
    }
    if (!domain.hasTrackingHost()) {
      return closed(DecidedBy.NO_TRACKING_DOMAIN, context.mailbox().domain());
    }
    return wanted;
  }

  private Outcome decideSwitch(SendContext context, Function<TrackingSwitches, Switch> which) {
    Switch own = which.apply(context.message());
    if (own != Switch.INHERIT) {
      return new Outcome(own == Switch.ON, DecidedBy.MESSAGE, "", null, "");
    }
    return explicit(context, Level.CAMPAIGN, context.campaign(), which)
        .or(() -> explicit(context, Level.MAILBOX, context.mailbox().value(), which))
        .or(() -> explicit(context, Level.DOMAIN, context.mailbox().domain(), which))
        .or(() -> explicit(context, Level.ACCOUNT, context.account().value(), which))
        .orElse(new Outcome(true, DecidedBy.DEFAULT, "", null, ""));
  }

  private Optional<Outcome> explicit(
      SendContext context, Level level, String name, Function<TrackingSwitches, Switch> which) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return settings
        .find(SettingKey.tracking(context.account(), level, name))
        .filter(setting -> which.apply((TrackingSwitches) setting.value()) != Switch.INHERIT)
        .map(
            setting ->
                new Outcome(
                    which.apply((TrackingSwitches) setting.value()) == Switch.ON,
                    DecidedBy.valueOf(level.name()),
                    name,
                    setting.changedAt(),
                    setting.changedBy()));
  }

  private Outcome closedByKillSwitch(SendContext context) {
    Optional<Setting> setting = settings.find(SettingKey.policy(context.account()));
    return new Outcome(
        false,
        DecidedBy.KILL_SWITCH,
        context.account().value(),
        setting.map(Setting::changedAt).orElse(null),
        setting.map(Setting::changedBy).orElse(""));
  }

  private static Outcome closed(DecidedBy gate, String name) {
    return new Outcome(false, gate, name, null, "");
  }
}
