package org.trueopen.admin.api;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.id.MailboxAddress;

/** Recipients as they are named in calls and lists: by address or by keyed hash. */
public final class Recipients {

  private static final Pattern KEY = Pattern.compile("[0-9a-f]{16}");

  private final KeyedHash hashes;

  public Recipients(KeyedHash hashes) {
    this.hashes = hashes;
  }

  /** The key of an address, or of its own 16 hex digits; empty if it is neither. */
  public OptionalLong tryParse(AccountId account, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (KEY.matcher(lower).matches()) {
      long key = Long.parseUnsignedLong(lower, 16);
      return key == 0 ? OptionalLong.empty() : OptionalLong.of(key); // 0 stands for nobody
    }
    return MailboxAddress.tryParse(text)
        .filter(address -> address.value().equals(lower)) // without a display name
        .map(address -> OptionalLong.of(hashes.recipient(account, address)))
        .orElse(OptionalLong.empty());
  }

  public static String text(long key) {
    return "%016x".formatted(key);
  }
}
