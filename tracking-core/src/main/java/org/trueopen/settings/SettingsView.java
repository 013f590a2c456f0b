package org.trueopen.settings;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.trueopen.id.AccountId;

/**
 * Every setting in memory, kept current by whoever reads the topic. Ingest and admin hold the same.
 * Safe for use by many threads.
 */
public final class SettingsView {

  /** An API key that may be used, and whose it is. */
  public record Caller(AccountId account, String keyName) {}

  private final Map<SettingKey, Setting> settings = new ConcurrentHashMap<>();
  private final Map<String, SettingKey> apiKeys = new ConcurrentHashMap<>();

  /** Takes in one record of the topic. */
  public void apply(Setting setting) {
    settings.put(setting.key(), setting);
    if (setting.value() instanceof ApiKey key) {
      apiKeys.put(key.sha256(), setting.key());
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
    return value(SettingKey.policy(account), AccountPolicy.class, AccountPolicy.DEFAULT);
  }

  public DomainPolicy domainPolicy(AccountId account, String domain) {
    return value(SettingKey.domain(account, domain), DomainPolicy.class, DomainPolicy.UNKNOWN);
  }

  /** Who presents this API key; empty if nobody may. */
  public Optional<Caller> caller(String presentedKey) {
    // Looked up by hash: how long that takes says nothing about any key.
    String hash = ApiKey.hash(presentedKey);
    SettingKey key = apiKeys.get(hash);
    if (key == null) {
      return Optional.empty();
    }
    return find(key)
        .map(setting -> (ApiKey) setting.value())
        // A key that was replaced under the same id is known by its hash still, but no longer good.
        .filter(apiKey -> apiKey.sha256().equals(hash) && !apiKey.revoked())
        .map(apiKey -> new Caller(key.account(), apiKey.name()));
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
