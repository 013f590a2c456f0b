package org.trueopen.settings;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
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
                  .setClicks(tracking.clicks().name()));
      case AccountPolicy policy ->
          message.setAccountPolicy(
              AccountPolicyMessage.newBuilder()
                  .setKillSwitch(policy.killSwitch())
                  .setAllowUnvalidatedDomains(policy.allowUnvalidatedDomains()));
      case DomainPolicy policy ->
          message.setDomainPolicy(
              DomainPolicyMessage.newBuilder()
                  .setValidated(policy.validated())
                  .setTrackingHost(policy.trackingHost())
                  .setTrackingHostVerified(policy.trackingHostVerified()));
      case ApiKey key ->
          message.setApiKey(
              ApiKeyMessage.newBuilder()
                  .setSha256(key.sha256())
                  .setName(key.name())
                  .setRevoked(key.revoked()));
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
              Switch.valueOf(message.getTracking().getClicks()));
      case ACCOUNT_POLICY ->
          new AccountPolicy(
              message.getAccountPolicy().getKillSwitch(),
              message.getAccountPolicy().getAllowUnvalidatedDomains());
      case DOMAIN_POLICY ->
          new DomainPolicy(
              message.getDomainPolicy().getValidated(),
              message.getDomainPolicy().getTrackingHost(),
              message.getDomainPolicy().getTrackingHostVerified());
      case API_KEY ->
          new ApiKey(
              message.getApiKey().getSha256(),
              message.getApiKey().getName(),
              message.getApiKey().getRevoked());
      case VALUE_NOT_SET -> throw new IllegalArgumentException("it holds no value");
    };
  }
}
