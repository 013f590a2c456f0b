package org.trueopen.settings;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.trueopen.event.MalformedEventException;
import org.trueopen.event.wire.AccountPolicyMessage;
import org.trueopen.event.wire.ApiKeyMessage;
import org.trueopen.event.wire.DomainPolicyMessage;
import org.trueopen.event.wire.SettingMessage;
import org.trueopen.event.wire.TrackingSwitchesMessage;

/** Settings to the bytes of {@code trueopen_events_v1.proto} and back. */
public final class SettingCodec {

  private SettingCodec() {}

  public static byte[] encode(Setting setting) {
    SettingMessage.Builder message =
        SettingMessage.newBuilder()
            .setKey(setting.key().text())
            .setVersion(setting.version())
            .setChangedAt(setting.changedAt().toEpochMilli())
            .setChangedBy(setting.changedBy());
    switch (setting.value()) {
      case TrackingSwitches tracking ->
          message.setTracking(
              TrackingSwitchesMessage.newBuilder()
                  .setOpens(tracking.opens().name())
                  .setClicks(tracking.clicks().name())
                  .setIdentity(
                      tracking.identity() == Identity.INHERIT ? "" : tracking.identity().name())
                  .setTextLinks(
                      tracking.textLinks() == Switch.INHERIT ? "" : tracking.textLinks().name()));
      case AccountPolicy policy ->
          message.setAccountPolicy(
              AccountPolicyMessage.newBuilder()
                  .setKillSwitch(policy.killSwitch())
                  .setAllowUnvalidatedDomains(policy.allowUnvalidatedDomains())
                  .setKnownCampaignsOnly(policy.knownCampaignsOnly())
                  .setEarlyPixel(policy.earlyPixel())
                  .addAllExcludedHosts(policy.excludedHosts().stream().sorted().toList())
                  .setPrivacySignals(
                      policy.privacySignals() == PrivacySignals.IGNORE
                          ? ""
                          : policy.privacySignals().name())
                  .setHoneypot(policy.honeypot()));
      case DomainPolicy policy ->
          message.setDomainPolicy(
              DomainPolicyMessage.newBuilder()
                  .setValidated(policy.validated())
                  .setTrackingHost(policy.trackingHost())
                  .setTrackingHostVerified(policy.trackingHostVerified())
                  .addAllFormerTrackingHosts(
                      policy.formerTrackingHosts().stream().sorted().toList()));
      case ApiKey key ->
          message.setApiKey(
              ApiKeyMessage.newBuilder()
                  .setSha256(key.sha256())
                  .setName(key.name())
                  .setRevoked(key.revoked())
                  .addAllScopes(scopes(key)));
      case RuleSettings rules -> message.setRules(RulesCodec.message(rules));
      case WebhookSettings webhooks -> message.setWebhooks(WebhookCodec.message(webhooks));
    }
    return message.build().toByteArray();
  }

  public static Setting decode(byte[] bytes) throws MalformedEventException {
    try {
      SettingMessage message = SettingMessage.parseFrom(bytes);
      return new Setting(
          SettingKey.parse(message.getKey()),
          value(message),
          message.getVersion(),
          Instant.ofEpochMilli(message.getChangedAt()),
          message.getChangedBy());
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new MalformedEventException("no setting: " + e.getMessage(), e);
    }
  }

  private static SettingValue value(SettingMessage message) {
    return switch (message.getValueCase()) {
      case TRACKING ->
          new TrackingSwitches(
              Switch.valueOf(message.getTracking().getOpens()),
              Switch.valueOf(message.getTracking().getClicks()),
              message.getTracking().getIdentity().isEmpty()
                  ? Identity.INHERIT
                  : Identity.valueOf(message.getTracking().getIdentity()),
              message.getTracking().getTextLinks().isEmpty()
                  ? Switch.INHERIT
                  : Switch.valueOf(message.getTracking().getTextLinks()));
      case ACCOUNT_POLICY ->
          new AccountPolicy(
              message.getAccountPolicy().getKillSwitch(),
              message.getAccountPolicy().getAllowUnvalidatedDomains(),
              message.getAccountPolicy().getKnownCampaignsOnly(),
              message.getAccountPolicy().getEarlyPixel(),
              Set.copyOf(message.getAccountPolicy().getExcludedHostsList()),
              message.getAccountPolicy().getPrivacySignals().isEmpty()
                  ? PrivacySignals.IGNORE
                  : PrivacySignals.valueOf(message.getAccountPolicy().getPrivacySignals()),
              message.getAccountPolicy().getHoneypot());
      case DOMAIN_POLICY ->
          new DomainPolicy(
              message.getDomainPolicy().getValidated(),
              message.getDomainPolicy().getTrackingHost(),
              message.getDomainPolicy().getTrackingHostVerified(),
              Set.copyOf(message.getDomainPolicy().getFormerTrackingHostsList()));
      case API_KEY ->
          new ApiKey(
              message.getApiKey().getSha256(),
              message.getApiKey().getName(),
              message.getApiKey().getRevoked(),
              scopes(message.getApiKey().getScopesList()));
      case RULES -> RulesCodec.value(message.getRules());
      case WEBHOOKS -> WebhookCodec.value(message.getWebhooks());
      case VALUE_NOT_SET -> throw new IllegalArgumentException("it holds no value");
    };
  }

  /** The first scopes are written as none, as by versions that knew no scopes. */
  private static List<String> scopes(ApiKey key) {
    return key.scopes().equals(ApiKey.FIRST_SCOPES)
        ? List.of()
        : key.scopes().stream().map(Enum::name).sorted().toList();
  }

  private static Set<ApiKey.Scope> scopes(List<String> names) {
    return names.isEmpty()
        ? ApiKey.FIRST_SCOPES
        : names.stream().map(ApiKey.Scope::valueOf).collect(Collectors.toUnmodifiableSet());
  }
}
