package org.trueopen.standalone.importer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.EventCodec;
import org.trueopen.event.Hit;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.replay.RecordFile;
import org.trueopen.replay.ReplayFiles;
import org.trueopen.replay.Truth;
import org.trueopen.settings.RuleSettings;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingCodec;
import org.trueopen.settings.SettingKey;
import org.trueopen.verdict.VerdictClass;

/**
 * Turns a history's lines, the same as {@link HistoryImport}'s, into the records that a replay
 * reads, and gathers their labels: a hit's is the name of a verdict class, a delivery's {@code
 * READ} or {@code UNREAD}.
 */
public final class ReplayPreparation {

  /** Of a replay nothing is stored, so its hashes need no secret. */
  private static final KeyedHash HASHES = new KeyedHash(new byte[32]);

  /** Any time that the job believes. */
  private static final Instant RULES_SET_AT = Instant.parse("2000-01-01T00:00:00Z");

  private static final List<String> HIT_LABELS =
      Arrays.stream(VerdictClass.values()).map(VerdictClass::name).toList();

  private static final List<String> DELIVERY_LABELS = List.of(Truth.READ, Truth.UNREAD);

  private ReplayPreparation() {}

  /**
   * @param defaultAccount for lines that name none and follow no delivery that did
   * @param rules by which the history is to be judged
   * @return the last instant in the history, the epoch if it is empty
   * @throws BadImportException at the first line that cannot be used
   */
  public static Instant prepare(
      Path history, ReplayFiles files, String defaultAccount, RulesFile rules)
      throws IOException, BadImportException {
    try (RecordFile.Writer deliveries = new RecordFile.Writer(files.deliveries());
        RecordFile.Writer hits = new RecordFile.Writer(files.hits());
        RecordFile.Writer truths = new RecordFile.Writer(files.truths());
        RecordFile.Writer settings = new RecordFile.Writer(files.settings())) {
      Recorder recorder = new Recorder(deliveries, hits, truths);
      new HistoryReader(HASHES, defaultAccount).read(history, recorder);
      for (String account : recorder.accounts) {
        settings.append(SettingCodec.encode(setting(account, rules.of(account))));
      }
      return recorder.latest;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** As if the account had set its rules before all of its mail. */
  private static Setting setting(String account, RuleSettings rules) {
    return new Setting(SettingKey.rules(new AccountId(account)), rules, 1, RULES_SET_AT, "replay");
  }

  private static final class Recorder implements HistoryReader.Sink {

    private final RecordFile.Writer deliveries;
    private final RecordFile.Writer hits;
    private final RecordFile.Writer truths;
    private final Set<String> accounts = new TreeSet<>();
    private Instant latest = Instant.EPOCH;

    Recorder(RecordFile.Writer deliveries, RecordFile.Writer hits, RecordFile.Writer truths) {
      this.deliveries = deliveries;
      this.hits = hits;
      this.truths = truths;
    }

    @Override
    public void delivery(Delivery delivery) {
      saw(delivery.sentAt());
      accounts.add(delivery.account());
      append(deliveries, EventCodec.encode(delivery));
    }

    @Override
    public void label(Delivery delivery, String label) {
      truth(delivery.account(), delivery.deliveryId(), "", label, DELIVERY_LABELS);
    }

    @Override
    public void status(DeliveryStatus status) {
      saw(status.at());
      append(deliveries, EventCodec.encode(status));
    }

    @Override
    public void hit(Hit hit) {
      saw(hit.at());
      accounts.add(hit.account());
      append(hits, EventCodec.encode(hit));
      if (!hit.label().isEmpty()) {
        truth(hit.account(), hit.deliveryId(), hit.hitId(), hit.label(), HIT_LABELS);
      }
    }

    private void truth(
        String account, String deliveryId, String hitId, String label, List<String> expected) {
      if (!expected.contains(label)) {
        throw new IllegalArgumentException(
            "label: expected one of " + expected + ", found \"" + label + '"');
      }
      append(truths, new Truth(account, deliveryId, hitId, label).encode());
    }

    private void saw(Instant at) {
      if (at.isAfter(latest)) {
        latest = at;
      }
    }

    private static void append(RecordFile.Writer file, byte[] entry) {
      try {
        file.append(entry);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
