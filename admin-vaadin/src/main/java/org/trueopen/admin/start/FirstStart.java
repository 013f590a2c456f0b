package org.trueopen.admin.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.trueopen.admin.config.AdminConfig.FirstStartConfig;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.admin.settings.SettingsStore;
import org.trueopen.admin.settings.Users;
import org.trueopen.id.AccountId;
import org.trueopen.log.AdminUser;
import org.trueopen.settings.AccountPolicy;
import org.trueopen.settings.ApiKey;
import org.trueopen.settings.DomainPolicy;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.SettingValue;

/**
 * Sets up the first account and the first user. What is there already is left alone, so it may run
 * at every start and after one that was cut short.
 */
public final class FirstStart {

  /** Shown as who set it. */
  static final String CHANGED_BY = "first start";

  static final String USER = "admin";

  /** NIST SP 800-63B asks for 15 where a password stands alone; 12 is OWASP's lower bound. */
  static final int MIN_PASSWORD_CHARS = 12;

  private static final String KEY_ID = "first";
  private static final Set<ApiKey.Scope> ALL_SCOPES = Set.of(ApiKey.Scope.values());
  private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

  private final FirstStartConfig config;
  private final SettingsStore settings;
  private final Users users;
  private final PasswordEncoder passwords;
  private final Clock clock;

  public FirstStart(
      FirstStartConfig config,
      SettingsStore settings,
      Users users,
      PasswordEncoder passwords,
      Clock clock) {
    this.config = config;
    this.settings = settings;
    this.users = users;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * Sets up what is missing.
   *
   * @throws StartRefusedException if it cannot, with what to do about it
   */
  public void run() {
    if (users.isEmpty()) {
      createUser();
    }
    AccountId account = new AccountId(config.account());
    // The policy is written last: while it is missing, an interrupted first start is taken up
    // again.
    if (settings.view().find(SettingKey.policy(account)).isPresent()) {
      giveFirstKeyAllScopes(account);
    } else {
      createAccount(account);
    }
  }

  private void createUser() {
    String password = config.password();
    if (password == null) {
      throw new StartRefusedException(
          "ADMIN_FIRST_PASSWORD: there is no user yet and no password for the first one; set it to"
              + " at least "
              + MIN_PASSWORD_CHARS
              + " characters");
    }
    if (password.length() < MIN_PASSWORD_CHARS) {
      throw new StartRefusedException(
          "ADMIN_FIRST_PASSWORD: expected at least "
              + MIN_PASSWORD_CHARS
              + " characters, found "
              + password.length());
    }
    users.put(new AdminUser(USER, encode(password), AdminUser.Role.ADMIN, clock.instant()));
    LOG.info("First start: created the user {}", USER);
  }

  private String encode(String password) {
    String hash = passwords.encode(password);
    if (hash == null) {
      throw new StartRefusedException("ADMIN_FIRST_PASSWORD: the password encoder made no hash");
    }
    return hash;
  }

  private void createAccount(AccountId account) {
    addIfAbsent(
        SettingKey.domain(account, config.domain()),
        new DomainPolicy(true, config.trackingHost(), !config.trackingHost().isEmpty()));
    String keyFile = config.apiKeyFile();
    if (keyFile != null) {
      createKey(account, keyFile);
    }
    addIfAbsent(SettingKey.policy(account), AccountPolicy.DEFAULT);
    LOG.info("First start: created the account {} with the domain {}", account, config.domain());
  }

  /**
   * A key is one account's: given to a second one as well, it would be that one's alone, and the
   * first account's mail would be the second's.
   */
  private void createKey(AccountId account, String keyFile) {
    String hash = ApiKey.hash(readKey(keyFile));
    Optional<AccountId> owner =
        settings.view().all().stream()
            .filter(setting -> setting.value() instanceof ApiKey key && key.sha256().equals(hash))
            .map(setting -> setting.key().account())
            .filter(other -> !other.equals(account))
            .findAny();
    if (owner.isPresent()) {
      LOG.warn(
          "First start: the account {} gets no API key, as the one in {} is the account {}'s;"
              + " make one in Config Setup, API keys",
          account,
          keyFile,
          owner.get());
      return;
    }
    addIfAbsent(
        SettingKey.apiKey(account, KEY_ID), new ApiKey(hash, CHANGED_BY, false, ALL_SCOPES));
  }

  /**
   * A first key from before there were scopes gets those it would have got since: without one that
   * may change settings, nobody could make another.
   */
  private void giveFirstKeyAllScopes(AccountId account) {
    SettingKey id = SettingKey.apiKey(account, KEY_ID);
    Setting setting = settings.view().find(id).orElse(null);
    if (setting == null
        || !(setting.value() instanceof ApiKey key)
        || key.revoked()
        || !setting.changedBy().equals(CHANGED_BY)
        || !key.scopes().equals(ApiKey.FIRST_SCOPES)) {
      return;
    }
    try {
      settings.write(
          id,
          new ApiKey(key.sha256(), key.name(), false, ALL_SCOPES),
          setting.version(),
          CHANGED_BY);
      LOG.info("The first API key may change settings from now on");
    } catch (ChangedMeanwhileException e) {
      LOG.info("First start: {} was set by another process meanwhile", id.text());
    }
  }

  private void addIfAbsent(SettingKey key, SettingValue value) {
    if (settings.view().find(key).isPresent()) {
      return;
    }
    try {
      settings.write(key, value, 0, CHANGED_BY);
    } catch (ChangedMeanwhileException e) {
      LOG.info("First start: {} was set by another process meanwhile", key.text());
    }
  }

  private static String readKey(String file) {
    try {
      String key = Files.readString(Path.of(file)).strip();
      if (!key.isEmpty()) {
        return key;
      }
    } catch (IOException e) {
      throw new StartRefusedException(
          "ADMIN_FIRST_API_KEY_FILE: cannot read \"" + file + "\": " + e);
    }
    throw new StartRefusedException(
        "ADMIN_FIRST_API_KEY_FILE: expected the text of a key in \"" + file + "\", found nothing");
  }
}
