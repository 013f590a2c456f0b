package org.trueopen.settings;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.trueopen.id.AccountId;

/**
 * Every setting in memory, kept current by whoever reads the topic. Ingest and admin hold the same.
 * Safe for use by many threads.
 */
public final class SettingsView {

  /** An API key that may be used, and whose it is. */
  public record Caller(AccountId account, String keyName, Set<ApiKey.Scope> scopes) {

    public Caller {
      scopes = Set.copyOf(scopes);
    }

    public boolean may(ApiKey.Scope scope) {
      return scopes.contains(scope);
    }
  }

  private final Map<SettingKey, Setting> settings = new ConcurrentHashMap<>();
  private final Map<String, SettingKey> apiKeys = new ConcurrentHashMap<>();

  /** Those among the settings; asked for every hit, so not by a key that must be made first. */
  private final Map<AccountId, AccountPolicy> policies = new ConcurrentHashMap<>();

  private final ServedHosts hosts = new ServedHosts();

  /** Takes in one record of the topic. */
  public void apply(Setting setting) {
    Setting before = settings.put(setting.key(), setting);
    hosts.replace(before == null ? null : before.value(), setting.value());
    if (setting.value() instanceof ApiKey key) {
      apiKeys.put(key.sha256(), setting.key());
    } else if (setting.value() instanceof AccountPolicy policy) {
      policies.put(setting.key().account(), policy);
    }
  }

  public Optional<Setting> find(SettingKey key) {
    return Optional.ofNullable(settings.get(key));
  }

  /** The version a change of this setting must name; 0 if it was never set. */
  public long version(SettingKey key) {
    Setting setting = settings.get(key);
    return setting == null ? 0 : setting.version();
  }

  public AccountPolicy accountPolicy(AccountId account) {
    return policies.getOrDefault(account, AccountPolicy.DEFAULT);
  }

  /** The account's rules, as it has changed them. */
  public RuleSettings rules(AccountId account) {
    return value(SettingKey.rules(account), RuleSettings.class, RuleSettings.DEFAULT);
  }

  public DomainPolicy domainPolicy(AccountId account, String domain) {
    return value(SettingKey.domain(account, domain), DomainPolicy.class, DomainPolicy.UNKNOWN);
  }

  /**
   * Whether links on this host must work: any account has verified it, now or earlier.
   *
   * @param host as a {@code Host} header holds it, in whatever case
   */
  public boolean servesHost(String host) {
    return hosts.contains(host);
  }

  /** Like {@link #servesHost} for a name without a port, whatever port the links have. */
  public boolean servesHostName(String name) {
    return hosts.containsName(name);
  }

  /** Who presents this API key; empty if nobody may. */
  public Optional<Caller> caller(String presentedKey) {
    return setting(presentedKey)
        .filter(setting -> !((ApiKey) setting.value()).revoked())
        .map(
            setting -> {
              ApiKey key = (ApiKey) setting.value();
              return new Caller(setting.key().account(), key.name(), key.scopes());
            });
  }

  /** Whether this API key was good once; only who holds it can ask. */
  public boolean isRevoked(String presentedKey) {
    return setting(presentedKey)
        .filter(setting -> ((ApiKey) setting.value()).revoked())
        .isPresent();
  }

  private Optional<Setting> setting(String presentedKey) {
    // Looked up by hash: how long that takes says nothing about any key.
    String hash = ApiKey.hash(presentedKey);
    SettingKey key = apiKeys.get(hash);
    // A key that was replaced under the same id is known by its hash still, but no longer good.
    return key == null
        ? Optional.empty()
        : find(key).filter(setting -> ((ApiKey) setting.value()).sha256().equals(hash));
  }

  /** Whether somebody has set up this campaign, if only by leaving all to be inherited. */
  public boolean knowsCampaign(AccountId account, String campaign) {
    return settings.containsKey(SettingKey.tracking(account, Level.CAMPAIGN, campaign));
  }

  public Collection<Setting> all() {
    return settings.values();
  }

  private <T> T value(SettingKey key, Class<T> type, T absent) {
    Setting setting = settings.get(key);
    return setting != null && type.isInstance(setting.value())
        ? type.cast(setting.value())
        : absent;
  }
}
