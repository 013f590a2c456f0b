package org.trueopen.admin.webhooks;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.admin.settings.SettingsStore;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.log.PostOutcome;
import org.trueopen.log.WebhookRequests;
import org.trueopen.settings.EngagementChange;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.WebhookEndpoint;
import org.trueopen.settings.WebhookSettings;
import org.trueopen.token.KeyFiles;

/** An account's webhooks, for page and API alike. */
@Service
public class Webhooks {

  /** Each costs the process that posts a queue. */
  public static final int MAX_ENDPOINTS = 20;

  private static final int ID_BYTES = 6;

  /** Who is at the page, or has an API key for it. */
  private static final String MAY_CHANGE = "hasRole('ADMIN') or hasAuthority('SCOPE_SETTINGS')";

  private final SettingsStore settings;
  private final WebhookStore store;
  private final KeyedHash hashes;
  private final Clock clock;

  Webhooks(SettingsStore settings, WebhookStore store, AdminConfig config, Clock clock) {
    this.settings = settings;
    this.store = store;
    this.hashes = config.hashes();
    this.clock = clock;
  }

  /** A secret that is shown once. */
  public record Secret(String endpoint, String text) {}

  public WebhookSettings of(AccountId account) {
    return setting(account)
        .map(found -> (WebhookSettings) found.value())
        .orElse(WebhookSettings.NONE);
  }

  private Optional<Setting> setting(AccountId account) {
    return settings.view().find(SettingKey.webhooks(account));
  }

  /** A new endpoint, with the secret it begins with. */
  @PreAuthorize(MAY_CHANGE)
  public Secret add(AccountId account, String url, Set<EngagementChange> events, String user)
      throws ChangedMeanwhileException {
    String id = HexFormat.of().formatHex(KeyFiles.random(ID_BYTES));
    // The id is new as well, but that no secret comes back is not left to chance.
    int generation = WebhookEndpoint.firstGeneration(version(account) + 1);
    write(account, of(account).with(new WebhookEndpoint(id, url, events, true, generation)), user);
    return new Secret(id, hashes.webhookSecret(account, id, generation));
  }

  @PreAuthorize(MAY_CHANGE)
  public void replace(AccountId account, WebhookEndpoint endpoint, String user)
      throws ChangedMeanwhileException {
    write(account, of(account).with(endpoint), user);
  }

  @PreAuthorize(MAY_CHANGE)
  public void remove(AccountId account, String id, String user) throws ChangedMeanwhileException {
    write(account, of(account).without(id), user);
  }

  /** A new secret; the one before it signs as well, until the next is made. */
  @PreAuthorize(MAY_CHANGE)
  public Secret renewSecret(AccountId account, WebhookEndpoint endpoint, String user)
      throws ChangedMeanwhileException {
    WebhookEndpoint renewed = endpoint.withNextSecret();
    write(account, of(account).with(renewed), user);
    return new Secret(
        renewed.id(), hashes.webhookSecret(account, renewed.id(), renewed.generation()));
  }

  private void write(AccountId account, WebhookSettings webhooks, String user)
      throws ChangedMeanwhileException {
    settings.write(SettingKey.webhooks(account), webhooks, version(account), user);
  }

  private long version(AccountId account) {
    return setting(account).map(Setting::version).orElse(0L);
  }

  public List<PostOutcome> latest(AccountId account, String endpoint) {
    return store.latest(account, endpoint);
  }

  /** Asks for an event that says nothing but that it is one. */
  @PreAuthorize(MAY_CHANGE)
  public void test(AccountId account, String endpoint) {
    store.post(
        account,
        endpoint,
        """
        {"specversion":"1.0","id":"test-%s","source":"/accounts/%s","type":"org.trueopen.webhook.test.v1","time":"%s","datacontenttype":"application/json","data":{"account":"%s","message":"A test from TrueOpen"}}"""
            .formatted(
                HexFormat.of().formatHex(KeyFiles.random(ID_BYTES)),
                account.value(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                account.value()));
  }

  /**
   * Asks for what was given up to be posted once more.
   *
   * @return how many events; if it is {@link WebhookRequests#MOST_REPLAYED} there may be more
   */
  @PreAuthorize(MAY_CHANGE)
  public int replay(AccountId account, String endpoint) {
    return store.replay(account, endpoint);
  }
}
