package org.trueopen.admin.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.trueopen.admin.api.OptOutList;
import org.trueopen.admin.api.Recipients;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.admin.settings.Deeds;
import org.trueopen.admin.settings.OptOutStore;
import org.trueopen.id.AccountId;
import org.trueopen.log.AdminDeed;
import org.trueopen.settings.OptOut;
import org.trueopen.settings.OptOutChange;

/**
 * Who does not want to be tracked: asked, added, taken back, brought in and given out. Only keyed
 * hashes are kept, so one can ask for an address but not list addresses.
 */
@Service
@PreAuthorize("hasRole('ADMIN')")
public class OptOutDesk {

  private final OptOutStore store;
  private final Deeds deeds;
  private final Recipients recipients;
  private final AccountId account;
  private final Clock clock;

  OptOutDesk(OptOutStore store, Deeds deeds, AdminConfig config, AccountId account, Clock clock) {
    this.store = store;
    this.deeds = deeds;
    this.recipients = new Recipients(config.hashes());
    this.account = account;
    this.clock = clock;
  }

  /**
   * A recipient.
   *
   * @param optOut null if they have not opted out
   */
  public record Found(String key, @Nullable OptOut optOut) {}

  /** What became of a list; nothing is written if a line of it is invalid. */
  public record Imported(int added, int present, int invalid, List<Integer> invalidLines) {}

  public int count() {
    return store.size();
  }

  /** Empty for what is neither an address nor a key. */
  public Optional<Found> find(String recipient) {
    OptionalLong key = recipients.tryParse(account, recipient.strip());
    return key.isEmpty() ? Optional.empty() : Optional.of(found(key.getAsLong()));
  }

  /** Who has opted out already keeps the time and the way of the first time. */
  public void set(Found recipient, boolean out, String user) {
    long key = Long.parseUnsignedLong(recipient.key(), 16);
    if (store.find(key).isPresent() == out) {
      return;
    }
    store.write(List.of(change(key, out, OptOut.Source.ADMIN, user)));
    deeds.record(
        new AdminDeed(
            clock.instant(),
            user,
            "opt-out",
            recipient.key(),
            out ? "tracked" : "opted out",
            out ? "opted out" : "tracked"));
  }

  /** Opts out everybody in a list of one column. */
  public Imported importList(InputStream list, String user) throws IOException {
    OptOutList read = OptOutList.read(list, text -> recipients.tryParse(account, text));
    if (read.invalid() > 0) {
      return new Imported(0, 0, read.invalid(), read.invalidLines());
    }
    int all = read.keys().size();
    read.keys().removeIf(key -> store.find(key).isPresent());
    store.write(read.changes(key -> change(key, true, OptOut.Source.IMPORT, user)));
    int added = read.keys().size();
    deeds.record(
        new AdminDeed(
            clock.instant(), user, "opt-outs-imported", "", "", added + " added to the list"));
    return new Imported(added, all - added, 0, List.of());
  }

  /** The keys of all who opted out, as a list that can be brought in again. */
  public void export(OutputStream to) throws IOException {
    try (Writer csv = new OutputStreamWriter(to, StandardCharsets.UTF_8)) {
      csv.write("recipient\r\n");
      store.forEach((key, optOut) -> writeLine(csv, key));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void writeLine(Writer csv, long key) {
    try {
      csv.write(Recipients.text(key) + "\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Found found(long key) {
    return new Found(Recipients.text(key).toLowerCase(Locale.ROOT), store.find(key).orElse(null));
  }

  private OptOutChange change(long key, boolean out, OptOut.Source source, String user) {
    return new OptOutChange(account, key, out, clock.instant(), source, user);
  }
}
