package org.trueopen.admin.setup;

import java.util.Locale;
import java.util.Optional;
import org.trueopen.id.MailboxAddress;
import org.trueopen.settings.Level;

/** What domains, mailboxes and campaigns are called. */
final class LevelNames {

  /** As in {@code POST /v1/messages}. */
  private static final int MAX_CAMPAIGN_CHARS = 128;

  private LevelNames() {}

  /** The name as it stands in settings; empty if a text can be none. */
  static Optional<String> parse(Level level, String text) {
    String name = text.strip();
    return switch (level) {
      case DOMAIN -> exact("x@" + name).map(MailboxAddress::domain).filter(d -> d.contains("."));
      case MAILBOX -> exact(name).map(MailboxAddress::value);
      case CAMPAIGN ->
          Optional.of(name)
              .filter(
                  campaign ->
                      !campaign.isEmpty()
                          && campaign.length() <= MAX_CAMPAIGN_CHARS
                          && campaign.chars().noneMatch(Character::isISOControl));
      case ACCOUNT, MESSAGE -> Optional.empty();
    };
  }

  /** {@code mailbox}, {@code domain}, {@code campaign}. */
  static String noun(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  static String example(Level level) {
    return switch (level) {
      case DOMAIN -> "acme.example";
      case MAILBOX -> "support@acme.example";
      default -> "spring-sale";
    };
  }

  /** An address and nothing around it. */
  private static Optional<MailboxAddress> exact(String text) {
    return MailboxAddress.tryParse(text)
        .filter(address -> address.value().equals(text.toLowerCase(Locale.ROOT)));
  }
}
