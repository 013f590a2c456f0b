package org.trueopen.settings;

import java.util.Locale;
import org.trueopen.id.AccountId;

/**
 * Which setting: the key of its record in the topic.
 *
 * @param account whose it is
 * @param kind which kind of value it holds
 * @param name what it is about: a campaign, mailbox or domain, a key's id; empty for the account
 */
public record SettingKey(AccountId account, Kind kind, String name) {

  /** The kinds of settings; the text stands in the topic's keys and never changes. */
  public enum Kind {
    TRACKING_CAMPAIGN(TrackingSwitches.class),
    TRACKING_MAILBOX(TrackingSwitches.class),
    TRACKING_DOMAIN(TrackingSwitches.class),
    TRACKING_ACCOUNT(TrackingSwitches.class),
    ACCOUNT_POLICY(AccountPolicy.class),
    DOMAIN_POLICY(DomainPolicy.class),
    API_KEY(ApiKey.class),
    RULES(RuleSettings.class),
    WEBHOOKS(WebhookSettings.class);

    private final Class<? extends SettingValue> valueType;

    Kind(Class<? extends SettingValue> valueType) {
      this.valueType = valueType;
    }

    Class<? extends SettingValue> valueType() {
      return valueType;
    }

    boolean holds(SettingValue value) {
      return valueType.isInstance(value);
    }

    private String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The switches at a level; a message's own are given with the send and are no setting. */
  public static SettingKey tracking(AccountId account, Level level, String name) {
    return switch (level) {
      case CAMPAIGN -> new SettingKey(account, Kind.TRACKING_CAMPAIGN, name);
      case MAILBOX -> new SettingKey(account, Kind.TRACKING_MAILBOX, name);
      case DOMAIN -> new SettingKey(account, Kind.TRACKING_DOMAIN, name);
      case ACCOUNT -> new SettingKey(account, Kind.TRACKING_ACCOUNT, "");
      case MESSAGE -> throw new IllegalArgumentException("a message's switches are not a setting");
    };
  }

  public static SettingKey policy(AccountId account) {
    return new SettingKey(account, Kind.ACCOUNT_POLICY, "");
  }

  public static SettingKey domain(AccountId account, String domain) {
    return new SettingKey(account, Kind.DOMAIN_POLICY, domain);
  }

  public static SettingKey apiKey(AccountId account, String id) {
    return new SettingKey(account, Kind.API_KEY, id);
  }

  public static SettingKey rules(AccountId account) {
    return new SettingKey(account, Kind.RULES, "");
  }

  public static SettingKey webhooks(AccountId account) {
    return new SettingKey(account, Kind.WEBHOOKS, "");
  }

  /** {@code account/kind/name}, as it stands in the topic. */
  public String text() {
    return account.value() + '/' + kind.text() + '/' + name;
  }

  /** Reads {@link #text}. */
  public static SettingKey parse(String text) {
    String[] parts = text.split("/", 3);
    if (parts.length == 3) {
      for (Kind kind : Kind.values()) {
        if (kind.text().equals(parts[1])) {
          return new SettingKey(new AccountId(parts[0]), kind, parts[2]);
        }
      }
    }
    throw new IllegalArgumentException(
        "setting key: expected account/kind/name, found \"" + text + '"');
  }
}
