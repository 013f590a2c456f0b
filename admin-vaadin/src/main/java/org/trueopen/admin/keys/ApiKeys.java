package org.trueopen.admin.keys;

import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.admin.settings.SettingsStore;
import org.trueopen.id.AccountId;
import org.trueopen.settings.ApiKey;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.token.KeyFiles;

/** API keys: made, listed and revoked. A key itself is shown once and kept nowhere. */
@Service
@PreAuthorize("hasRole('ADMIN') or hasAuthority('SCOPE_SETTINGS')")
public class ApiKeys {

  public static final int MAX_NAME_CHARS = 60;

  private static final int KEY_BYTES = 32;
  private static final int ID_BYTES = 8;

  /** Revoked ones included: what was done with them still names them. */
  private static final int MAX_KEYS = 10_000;

  /**
   * A key that was just made.
   *
   * @param text the key itself; shown once
   */
  public record NewKey(String id, String name, Set<ApiKey.Scope> scopes, String text) {

    @Override
    public String toString() {
      return "NewKey[id=" + id + ", name=" + name + ", text=***]";
    }
  }

  private final SettingsStore settings;

  ApiKeys(SettingsStore settings) {
    this.settings = settings;
  }

  /** Whether a key may be called so. */
  public static boolean isName(String name) {
    return !name.isBlank()
        && name.length() <= MAX_NAME_CHARS
        && name.chars().noneMatch(Character::isISOControl);
  }

  /** Makes a key. */
  public NewKey create(AccountId account, String name, Set<ApiKey.Scope> scopes, String by)
      throws KeyRefusedException {
    if (keys(account).count() >= MAX_KEYS) {
      throw new KeyRefusedException(
          KeyRefusedException.Why.TOO_MANY,
          "The account has " + MAX_KEYS + " API keys, the most it may.");
    }
    String text =
        "to_" + Base64.getUrlEncoder().withoutPadding().encodeToString(KeyFiles.random(KEY_BYTES));
    String id = HexFormat.of().formatHex(KeyFiles.random(ID_BYTES));
    write(
        SettingKey.apiKey(account, id), new ApiKey(ApiKey.hash(text), name, false, scopes), 0, by);
    return new NewKey(id, name, scopes, text);
  }

  /** All of an account's, revoked ones included, by id; each setting holds an {@link ApiKey}. */
  public List<Setting> list(AccountId account) {
    return keys(account).sorted(Comparator.comparing(setting -> setting.key().name())).toList();
  }

  /**
   * Revokes a key; one that is revoked already stays as it is. The check and the write are one
   * step, so that two keys cannot revoke themselves at once and leave none.
   */
  public synchronized void revoke(AccountId account, String id, String by)
      throws KeyRefusedException {
    Setting found =
        keys(account)
            .filter(setting -> setting.key().name().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new KeyRefusedException(
                        KeyRefusedException.Why.NOT_FOUND,
                        "No API key of this account has that id."));
    ApiKey key = (ApiKey) found.value();
    if (key.revoked()) {
      return;
    }
    if (key.scopes().contains(ApiKey.Scope.SETTINGS) && isLast(account, found)) {
      throw new KeyRefusedException(
          KeyRefusedException.Why.LAST_ONE,
          "This is the last API key with the scope settings; make another before you revoke it.");
    }
    write(
        found.key(), new ApiKey(key.sha256(), key.name(), true, key.scopes()), found.version(), by);
  }

  private void write(SettingKey id, ApiKey key, long version, String by)
      throws KeyRefusedException {
    try {
      settings.write(id, key, version, by);
    } catch (ChangedMeanwhileException e) {
      throw new KeyRefusedException(
          KeyRefusedException.Why.CHANGED_MEANWHILE,
          "Somebody else changed this key meanwhile; look at it again.");
    }
  }

  private boolean isLast(AccountId account, Setting found) {
    return keys(account)
        .filter(setting -> !setting.key().equals(found.key()))
        .map(setting -> (ApiKey) setting.value())
        .noneMatch(key -> !key.revoked() && key.scopes().contains(ApiKey.Scope.SETTINGS));
  }

  private Stream<Setting> keys(AccountId account) {
    return settings.view().all().stream()
        .filter(setting -> setting.key().account().equals(account))
        .filter(setting -> setting.value() instanceof ApiKey);
  }
}
