package org.trueopen.admin.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.admin.settings.Deeds;
import org.trueopen.admin.settings.OptOutStore;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.id.MailboxAddress;
import org.trueopen.log.AdminDeed;
import org.trueopen.log.Topics;
import org.trueopen.settings.OptOut;
import org.trueopen.settings.OptOutChange;
import org.trueopen.store.Erasure;
import org.trueopen.store.StoreConfig;

/** Erases what is stored of one recipient, by a database user of its own that may do no more. */
@Service
@PreAuthorize("hasRole('ADMIN')")
public class RecipientErasure {

  private final AdminConfig config;
  private final KeyedHash hashes;
  private final OptOutStore optOuts;
  private final Deeds deeds;
  private final AccountId account;
  private final Clock clock;

  RecipientErasure(
      AdminConfig config, OptOutStore optOuts, Deeds deeds, AccountId account, Clock clock) {
    this.config = config;
    this.hashes = config.hashes();
    this.optOuts = optOuts;
    this.deeds = deeds;
    this.account = account;
    this.clock = clock;
  }

  /**
   * What was done.
   *
   * @param key the recipient's keyed hash; the address is kept nowhere
   * @param rows erased, by table
   * @param left still there; 0 unless some came meanwhile
   * @param kafkaUntil when the topics' retention has removed the rest
   */
  public record Receipt(
      Instant at, String by, String key, Map<String, Long> rows, long left, Instant kafkaUntil) {

    /** For a file. */
    public String text() {
      StringBuilder text = new StringBuilder();
      text.append("Erasure of a recipient\n\n");
      text.append("At: ").append(at).append("\nBy: ").append(by).append('\n');
      text.append("Recipient: ").append(key);
      text.append(" (a keyed hash; the address is kept nowhere)\n\nRows erased:\n");
      rows.forEach((table, count) -> text.append("  %-20s %d%n".formatted(table, count)));
      text.append("  %-20s %d%n".formatted("left", left));
      text.append('\n').append(Erasure.whatRemains(kafkaUntil)).append('\n');
      return text.toString();
    }
  }

  /** Whether this admin was given a user that may erase. */
  public boolean isConfigured() {
    return config.eraser() != null;
  }

  /**
   * Opts the recipient out, so that nothing new is recorded, and erases what there is.
   *
   * @throws org.trueopen.store.MigrationException if ClickHouse refuses; erase again to go on
   * @throws IllegalStateException if it is not configured
   */
  public Receipt erase(MailboxAddress recipient, String user) {
    StoreConfig eraser = config.eraser();
    if (eraser == null) {
      throw new IllegalStateException("ADMIN_ERASE_USER is not set");
    }
    long key = hashes.recipient(account, recipient);
    Instant now = clock.instant();
    if (optOuts.find(key).isEmpty()) {
      optOuts.write(List.of(new OptOutChange(account, key, true, now, OptOut.Source.ADMIN, user)));
    }
    Erasure.Receipt done = new Erasure(eraser).erase(account.value(), key);
    String text = "%016x".formatted(key);
    long rows = done.rows().values().stream().mapToLong(Long::longValue).sum();
    deeds.record(
        new AdminDeed(
            now, user, "recipient-erased", text, rows + " rows", done.left() + " rows left"));
    return new Receipt(now, user, text, done.rows(), done.left(), now.plus(Topics.EVENTS_GONE));
  }
}
