package org.trueopen.admin.domain;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.admin.settings.SettingsStore;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.id.MailboxAddress;
import org.trueopen.settings.DomainPolicy;
import org.trueopen.settings.HostName;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;

/**
 * The sending domains: what to publish, what DNS says, and the policy that follows from it. Only a
 * plain answer of DNS changes a policy; who does not answer changes nothing.
 */
@Service
@PreAuthorize("hasRole('ADMIN')")
public class DomainChecks {

  /** Shown as who changed a policy whose records are gone. */
  static final String LOST = "daily DNS check";

  private static final String BY_DNS = ", by DNS check";
  private static final Logger LOG = LoggerFactory.getLogger(DomainChecks.class);

  private final SettingsStore settings;
  private final AccountId account;
  private final KeyedHash hashes;
  private final Dns dns;
  private final String sharedHost;
  private final Clock clock;
  private final Map<String, DomainCheck> latest = new ConcurrentHashMap<>();

  /** Domains that the last daily check missed; only the second in a row has consequences. */
  private final Set<String> missed = new HashSet<>();

  DomainChecks(SettingsStore settings, AccountId account, AdminConfig config, Clock clock) {
    this.settings = settings;
    this.account = account;
    this.hashes = config.hashes();
    this.dns = new Dns(config.dns());
    this.sharedHost = HostName.withoutPort(config.dns().sharedHost());
    this.clock = clock;
  }

  /** All domains that are set up, by name. */
  public List<DomainState> list() {
    return domains().stream().map(this::stateOf).toList();
  }

  /** One domain, set up or not. */
  public DomainState state(String domain) {
    return stateOf(domain);
  }

  /** Sets a domain up, or gives it another tracking host; what was validated stays so. */
  public void save(DomainState seen, String trackingHost, String user)
      throws ChangedMeanwhileException {
    DomainPolicy before = seen.policy();
    boolean sameHost = before.trackingHost().equals(trackingHost);
    write(
        seen,
        new DomainPolicy(
            before.validated(),
            trackingHost,
            sameHost && before.trackingHostVerified(),
            before.formerTrackingHosts()),
        user);
    latest.remove(seen.domain());
  }

  /**
   * Asks DNS, and makes valid what it confirms. What it does not confirm is told, and changed by
   * the daily check alone.
   */
  public DomainState check(String domain, String user) throws ChangedMeanwhileException {
    DomainState state = stateOf(domain);
    DomainCheck check = ask(state);
    latest.put(domain, check);
    DomainPolicy before = state.policy();
    DomainPolicy after =
        new DomainPolicy(
            before.validated() || check.txt().right(),
            before.trackingHost(),
            before.trackingHostVerified() || check.host().right(),
            before.formerTrackingHosts());
    if (!after.equals(before)) {
      write(state, after, user + BY_DNS);
    }
    return stateOf(domain);
  }

  /**
   * Looks at every domain again. One whose records were confirmed by DNS and are missing a second
   * time in a row is no longer used for new mail; one that somebody declared valid is only warned
   * of. Called by {@link DailyCheck}, on nobody's behalf.
   */
  void checkAllAgain() {
    for (String domain : domains()) {
      DomainState state = stateOf(domain);
      DomainCheck check = ask(state);
      latest.put(domain, check);
      if (!stateOf(domain).lost()) {
        missed.remove(domain);
      } else if (missed.add(domain)) {
        LOG.warn("The DNS records of the domain {} are missing; it is looked at again", domain);
      } else if (state.changedBy().endsWith(BY_DNS)) {
        giveUp(state, check);
      }
    }
  }

  private void giveUp(DomainState state, DomainCheck check) {
    DomainPolicy before = state.policy();
    try {
      write(
          state,
          new DomainPolicy(
              before.validated() && !check.txt().missing(),
              before.trackingHost(),
              before.trackingHostVerified() && !check.host().missing(),
              before.formerTrackingHosts()),
          LOST);
      LOG.warn("The domain {} is not used any more: its DNS records are gone", state.domain());
    } catch (ChangedMeanwhileException e) {
      LOG.info("The domain {} was changed while it was checked", state.domain());
    }
  }

  private void write(DomainState seen, DomainPolicy policy, String by)
      throws ChangedMeanwhileException {
    settings.write(SettingKey.domain(account, seen.domain()), policy, seen.version(), by);
  }

  private DomainCheck ask(DomainState state) {
    DomainCheck.Finding txt =
        DomainWords.txt(state.txtName(), state.txtValue(), dns.txt(state.txtName()));
    String host = HostName.withoutPort(state.policy().trackingHost());
    DomainCheck.Finding alias =
        host.isEmpty() || host.equals(sharedHost) || sharedHost.isEmpty()
            ? DomainWords.hostNotAsked(host, sharedHost)
            : DomainWords.host(host, sharedHost, dns.cname(host));
    return new DomainCheck(clock.instant(), txt, alias);
  }

  private DomainState stateOf(String domain) {
    Setting setting = settings.view().find(SettingKey.domain(account, domain)).orElse(null);
    DomainPolicy policy =
        setting != null && setting.value() instanceof DomainPolicy found
            ? found
            : DomainPolicy.UNKNOWN;
    return new DomainState(
        domain,
        policy,
        setting == null ? 0 : setting.version(),
        setting == null ? "" : setting.changedBy(),
        setting == null ? null : setting.changedAt(),
        "_trueopen." + domain,
        verification(),
        sharedHost,
        latest.get(domain));
  }

  /** The same for all domains of the account, another for every account and installation. */
  private String verification() {
    return "trueopen-verification="
        + hashes.repeatable(account, "domain verification").value().toLowerCase(Locale.ROOT);
  }

  private List<String> domains() {
    List<String> domains = new ArrayList<>();
    for (Setting setting : settings.view().all()) {
      if (setting.key().account().equals(account) && setting.value() instanceof DomainPolicy) {
        domains.add(setting.key().name());
      }
    }
    domains.removeIf(domain -> MailboxAddress.tryParse("x@" + domain).isEmpty());
    domains.sort(String::compareTo);
    return domains;
  }
}
