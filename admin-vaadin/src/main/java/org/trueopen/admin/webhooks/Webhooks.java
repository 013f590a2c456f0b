package org.trueopen.admin.webhooks;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
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

  /**
   * What stood there at one moment; whatever is made of it is refused if it is another by then.
   *
   * @param version 0 if there never was any
   */
  private record Found(WebhookSettings value, long version) {

    WebhookEndpoint endpoint(String id) throws ChangedMeanwhileException {
      return value
          .find(id)
          .orElseThrow(() -> new ChangedMeanwhileException("webhook " + id + " was removed"));
    }
  }

  private Found found(AccountId account) {
    return settings
        .view()
        .find(SettingKey.webhooks(account))
        .map(setting -> new Found((WebhookSettings) setting.value(), setting.version()))
        .orElse(new Found(WebhookSettings.NONE, 0));
  }

  public WebhookSettings of(AccountId account) {
    return found(account).value();
  }

  /** A new endpoint, with the secret it begins with. */
  @PreAuthorize(MAY_CHANGE)
  public Secret add(AccountId account, String url, Set<EngagementChange> events, String user)
      throws ChangedMeanwhileException {
    Found found = found(account);
    String id = HexFormat.of().formatHex(KeyFiles.random(ID_BYTES));
    // The id is new as well, but that no secret comes back is not left to chance.
    int generation = WebhookEndpoint.firstGeneration(found.version() + 1);
    WebhookEndpoint endpoint = new WebhookEndpoint(id, url, events, true, generation);
    write(account, found, found.value().with(endpoint), user);
    return secret(account, endpoint);
  }

  /**
   * Whether anything is sent there.
   *
   * @throws ChangedMeanwhileException also if it was removed
   */
  @PreAuthorize(MAY_CHANGE)
  public void setEnabled(AccountId account, String id, boolean enabled, String user)
      throws ChangedMeanwhileException {
    Found found = found(account);
    write(account, found, found.value().with(found.endpoint(id).withEnabled(enabled)), user);
  }

  @PreAuthorize(MAY_CHANGE)
  public void remove(AccountId account, String id, String user) throws ChangedMeanwhileException {
    Found found = found(account);
    write(account, found, found.value().without(id), user);
  }

  /**
   * A new secret; the one before it signs as well, until the next is made.
   *
   * @throws ChangedMeanwhileException also if it was removed
   */
  @PreAuthorize(MAY_CHANGE)
  public Secret renewSecret(AccountId account, String id, String user)
      throws ChangedMeanwhileException {
    Found found = found(account);
    WebhookEndpoint renewed = found.endpoint(id).withNextSecret();
    write(account, found, found.value().with(renewed), user);
    return secret(account, renewed);
  }

  private Secret secret(AccountId account, WebhookEndpoint endpoint) {
    return new Secret(
        endpoint.id(), hashes.webhookSecret(account, endpoint.id(), endpoint.generation()));
  }

  private void write(AccountId account, Found found, WebhookSettings webhooks, String user)
      throws ChangedMeanwhileException {
    settings.write(SettingKey.webhooks(account), webhooks, found.version(), user);
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
