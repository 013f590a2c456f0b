package org.trueopen.admin.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.trueopen.id.AccountId;
import org.trueopen.id.MailboxAddress;
import org.trueopen.settings.Level;
import org.trueopen.settings.SettingKey;

/** Which settings the API knows: the {@code level} of their paths. */
enum SettingPath {
  ACCOUNT(SettingKey.Kind.TRACKING_ACCOUNT),
  DOMAIN(SettingKey.Kind.TRACKING_DOMAIN),
  MAILBOX(SettingKey.Kind.TRACKING_MAILBOX),
  CAMPAIGN(SettingKey.Kind.TRACKING_CAMPAIGN),
  POLICY(SettingKey.Kind.ACCOUNT_POLICY),
  RULES(SettingKey.Kind.RULES),
  WEBHOOKS(SettingKey.Kind.WEBHOOKS),
  DOMAIN_POLICY(SettingKey.Kind.DOMAIN_POLICY);

  /** As in {@code POST /v1/messages}. */
  private static final int MAX_CAMPAIGN_CHARS = 128;

  private final SettingKey.Kind kind;

  SettingPath(SettingKey.Kind kind) {
    this.kind = kind;
  }

  /**
   * @throws ApiException 404 for a level there is not
   */
  static SettingPath parse(String level) {
    for (SettingPath path : values()) {
      if (Words.of(path).equals(level)) {
        return path;
      }
    }
    throw ApiException.notFound(
        "There is no such level; there are "
            + String.join(", ", List.of(values()).stream().map(Words::of).toList())
            + '.');
  }

  SettingKey.Kind kind() {
    return kind;
  }

  boolean isSwitches() {
    return this != POLICY && this != DOMAIN_POLICY && this != RULES && this != WEBHOOKS;
  }

  /**
   * The setting's key.
   *
   * @throws ApiException 400 for a name that cannot be one, 404 for an account not the caller's
   */
  SettingKey key(AccountId caller, String name) {
    return switch (this) {
      case ACCOUNT, POLICY, RULES, WEBHOOKS -> {
        if (!name.equals(caller.value())) {
          throw ApiException.notFound("This API key knows no account of that name.");
        }
        yield new SettingKey(caller, kind, "");
      }
      case DOMAIN, DOMAIN_POLICY -> new SettingKey(caller, kind, domain(name));
      case MAILBOX -> new SettingKey(caller, kind, mailbox(name).value());
      case CAMPAIGN -> new SettingKey(caller, kind, campaign(name));
    };
  }

  /** The settings that decide where this one leaves it to others, this one first. */
  List<SettingKey> chain(SettingKey key) {
    AccountId account = key.account();
    SettingKey widest = SettingKey.tracking(account, Level.ACCOUNT, account.value());
    return switch (this) {
      case DOMAIN, CAMPAIGN -> List.of(key, widest);
      case MAILBOX ->
          List.of(
              key,
              SettingKey.tracking(account, Level.DOMAIN, new MailboxAddress(key.name()).domain()),
              widest);
      default -> List.of(key);
    };
  }

  /** What a setting is called; the account's own go by the account's name. */
  static String name(SettingKey key) {
    return key.name().isEmpty() ? key.account().value() : key.name();
  }

  private static String domain(String name) {
    return exact("x@" + name)
        .map(MailboxAddress::domain)
        .orElseThrow(() -> ApiException.badRequest("Expected a domain, as in acme.example."));
  }

  private static MailboxAddress mailbox(String name) {
    return exact(name)
        .orElseThrow(
            () -> ApiException.badRequest("Expected an address, as in news@acme.example."));
  }

  /** An address and nothing around it. */
  private static Optional<MailboxAddress> exact(String text) {
    return MailboxAddress.tryParse(text)
        .filter(address -> address.value().equals(text.toLowerCase(Locale.ROOT)));
  }

  private static String campaign(String name) {
    if (name.isEmpty()
        || name.length() > MAX_CAMPAIGN_CHARS
        || name.chars().anyMatch(Character::isISOControl)) {
      throw ApiException.badRequest(
          "Expected a campaign's name: 1 to "
              + MAX_CAMPAIGN_CHARS
              + " characters without line breaks.");
    }
    return name;
  }
}
