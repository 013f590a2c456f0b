package org.trueopen.admin.setup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.trueopen.admin.report.ReportsUnavailableException;
import org.trueopen.admin.sender.KnownSenders;
import org.trueopen.admin.sender.Senders;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.admin.settings.SettingsStore;
import org.trueopen.id.AccountId;
import org.trueopen.id.MailboxAddress;
import org.trueopen.settings.DomainPolicy;
import org.trueopen.settings.Level;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;

/** The switches of domains, mailboxes and campaigns. */
@Service
@PreAuthorize("hasRole('ADMIN')")
class LevelTracker {

  private final SettingsStore settings;
  private final Senders senders;
  private final AccountId account;

  LevelTracker(SettingsStore settings, Senders senders, AccountId account) {
    this.settings = settings;
    this.senders = senders;
    this.account = account;
  }

  /** What can be listed at a level, and whether that is all there is. */
  record Listing(List<LevelState> states, boolean complete) {}

  /** One thing's switches as they stand. */
  LevelState state(Level level, String name) {
    List<SettingKey> wider = wider(level, name);
    Map<Knob, Inherited> inherited = new EnumMap<>(Knob.class);
    for (Knob knob : Knob.values()) {
      inherited.put(knob, Inherited.of(knob, wider, settings.view()));
    }
    Setting setting = settings.view().find(SettingKey.tracking(account, level, name)).orElse(null);
    return setting == null || !(setting.value() instanceof TrackingSwitches switches)
        ? new LevelState(level, name, TrackingSwitches.INHERIT_ALL, 0, null, "", inherited)
        : new LevelState(
            level,
            name,
            switches,
            setting.version(),
            setting.changedAt(),
            setting.changedBy(),
            inherited);
  }

  /** Everything at a level that has sent mail or was set, those with values of their own first. */
  Listing list(Level level) {
    Set<String> names = new TreeSet<>(named(level));
    boolean complete = true;
    try {
      KnownSenders known = senders.known(account);
      names.addAll(names(level, known));
      complete = known.complete();
    } catch (ReportsUnavailableException e) {
      complete = false; // what was set is known all the same
    }
    List<LevelState> states = new ArrayList<>();
    names.forEach(name -> states.add(state(level, name)));
    states.sort(Comparator.comparing(state -> !state.overridesAnything()));
    return new Listing(List.copyOf(states), complete);
  }

  /**
   * Sets the switches of one thing.
   *
   * @param expectedVersion of the state the user has looked at
   * @throws ChangedMeanwhileException if somebody else was quicker; nothing was written
   */
  void save(Level level, String name, TrackingSwitches switches, long expectedVersion, String user)
      throws ChangedMeanwhileException {
    settings.write(SettingKey.tracking(account, level, name), switches, expectedVersion, user);
  }

  /** Which mailboxes take values from a level, as far as is known. */
  Reach reach(Level level, String name) {
    if (level == Level.MAILBOX || level == Level.CAMPAIGN) {
      return Reach.NOBODY;
    }
    try {
      KnownSenders known = senders.known(account);
      Set<String> mailboxes = new TreeSet<>(named(Level.MAILBOX));
      mailboxes.addAll(known.mailboxes().keySet());
      if (level == Level.DOMAIN) {
        mailboxes.removeIf(mailbox -> !domainOf(mailbox).equals(name));
      }
      Map<Knob, Reach.Count> counts = new EnumMap<>(Knob.class);
      for (Knob knob : Knob.values()) {
        int own = (int) mailboxes.stream().filter(box -> hasOwn(knob, level, box)).count();
        counts.put(knob, new Reach.Count(mailboxes.size() - own, own));
      }
      return new Reach(counts, true, known.complete());
    } catch (ReportsUnavailableException e) {
      return Reach.UNKNOWN;
    }
  }

  private boolean hasOwn(Knob knob, Level level, String mailbox) {
    return says(knob, SettingKey.tracking(account, Level.MAILBOX, mailbox))
        || (level == Level.ACCOUNT
            && says(knob, SettingKey.tracking(account, Level.DOMAIN, domainOf(mailbox))));
  }

  private boolean says(Knob knob, SettingKey key) {
    return settings
        .view()
        .find(key)
        .filter(
            setting ->
                setting.value() instanceof TrackingSwitches switches
                    && knob.of(switches) != Switch.INHERIT)
        .isPresent();
  }

  /** The levels that are asked where this one says nothing. A campaign's mailboxes vary. */
  private List<SettingKey> wider(Level level, String name) {
    SettingKey widest = SettingKey.tracking(account, Level.ACCOUNT, account.value());
    return level == Level.MAILBOX
        ? List.of(SettingKey.tracking(account, Level.DOMAIN, domainOf(name)), widest)
        : List.of(widest);
  }

  private Set<String> named(Level level) {
    SettingKey.Kind kind = SettingKey.tracking(account, level, "").kind();
    return settings.view().all().stream()
        .filter(setting -> setting.key().account().equals(account))
        .filter(
            setting ->
                setting.key().kind() == kind
                    || (level == Level.DOMAIN && setting.value() instanceof DomainPolicy))
        .map(setting -> setting.key().name())
        .collect(Collectors.toSet());
  }

  private static Collection<String> names(Level level, KnownSenders known) {
    return switch (level) {
      case CAMPAIGN -> known.campaigns().keySet();
      case DOMAIN ->
          known.mailboxes().keySet().stream()
              .map(LevelTracker::domainOf)
              .collect(Collectors.toSet());
      default -> known.mailboxes().keySet();
    };
  }

  private static String domainOf(String mailbox) {
    return MailboxAddress.tryParse(mailbox).map(MailboxAddress::domain).orElse("");
  }
}
