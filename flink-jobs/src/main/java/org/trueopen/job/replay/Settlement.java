package org.trueopen.job.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.HitKind;
import org.trueopen.replay.RecordFile;
import org.trueopen.replay.ReplayFiles;
import org.trueopen.replay.Truth;
import org.trueopen.verdict.VerdictClass;

/**
 * From a finished run's rows to final verdicts: what is stated and taken back cancels out, and what
 * is left is held against the truth, delivery by delivery.
 */
public final class Settlement {

  /**
   * What came out.
   *
   * @param refusals the reasons of the first dead letters
   */
  public record Result(Accuracy accuracy, long deadLetters, List<String> refusals) {

    /** The counts as JSON. */
    public String json() {
      return AccuracyJson.of(accuracy);
    }

    /** What to tell whoever waits for it; matrices only where there are labels. */
    public String text() {
      StringBuilder text = new StringBuilder();
      text.append("Judged %d hits.%n".formatted(accuracy.judgedHits()));
      if (deadLetters > 0) {
        text.append("%d events could not be used, among them:%n".formatted(deadLetters));
        refusals.forEach(reason -> text.append("  ").append(reason).append('\n'));
      }
      if (accuracy.hitsWithoutVerdict() > 0) {
        text.append("%d labelled hits have no verdict.%n".formatted(accuracy.hitsWithoutVerdict()));
      }
      if (accuracy.labelledHits() > 0) {
        text.append(AccuracyText.of(accuracy));
      }
      return text.toString();
    }
  }

  private static final int REFUSALS_SHOWN = 5;

  private final ReplayFiles files;
  private final Accuracy accuracy = new Accuracy();
  private final List<String> refusals = new ArrayList<>();
  private long deadLetters;

  /**
   * @param files with the rows of {@link StatementFiles} in their folder
   */
  public Settlement(ReplayFiles files) {
    this.files = files;
  }

  /** Writes the verdicts to a file that does not exist yet. */
  public Result writeTo(Path out) throws IOException {
    spreadTruths();
    VerdictLines lines = new VerdictLines(files.folder());
    for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
      lines.add(settle(bucket));
    }
    lines.mergeTo(out);
    return new Result(accuracy, deadLetters, refusals);
  }

  private void spreadTruths() throws IOException {
    try (RecordFile.Reader truths = new RecordFile.Reader(files.truths());
        Buckets.Writer buckets = new Buckets.Writer(files.folder(), "truths")) {
      while (truths.hasNext()) {
        byte[] entry = truths.next();
        Truth truth = Truth.decode(entry);
        buckets.append(
            Buckets.of(truth.account(), truth.deliveryId()), StatementFiles.TRUTH, entry);
      }
    }
  }

  /** All that is known of one delivery. */
  private static final class Account {
    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, Statement.Judged> verdicts = new HashMap<>();
    private @Nullable String read;
    private Statement.@Nullable Engaged engaged;
  }

  private List<Statement.Judged> settle(int bucket) throws IOException {
    Map<String, Account> accounts = new HashMap<>();
    Map<ByteBuffer, Integer> hits = new HashMap<>();
    Map<ByteBuffer, Integer> engagements = new HashMap<>();
    Buckets.read(
        files.folder(),
        bucket,
        (type, entry) -> {
          switch (type) {
            case StatementFiles.TRUTH -> take(accounts, Truth.decode(entry));
            case StatementFiles.HIT -> sum(hits, entry);
            case StatementFiles.ENGAGEMENT -> sum(engagements, entry);
            default -> refuse(entry);
          }
        });
    List<Statement.Judged> verdicts = new ArrayList<>();
    for (Map.Entry<ByteBuffer, Integer> row : hits.entrySet()) {
      Statement.Judged hit = Statement.Judged.read(live(row));
      Statement.Judged other =
          account(accounts, row.getKey().array()).verdicts.put(hit.hitId(), hit);
      if (other != null) {
        throw new IllegalStateException("two verdicts stand for hit " + hit.hitId());
      }
      verdicts.add(hit);
    }
    for (Map.Entry<ByteBuffer, Integer> row : engagements.entrySet()) {
      account(accounts, row.getKey().array()).engaged = Statement.Engaged.read(live(row));
    }
    accounts.values().forEach(this::count);
    return verdicts;
  }

  private static void sum(Map<ByteBuffer, Integer> sums, byte[] row) {
    int sign = Statement.sign(row);
    // Null removes the entry: stated and taken back.
    sums.merge(Statement.content(row), sign, (a, b) -> a + b == 0 ? null : a + b);
  }

  private static byte[] live(Map.Entry<ByteBuffer, Integer> row) {
    if (row.getValue() != 1) {
      throw new IllegalStateException("the signs of a row add up to " + row.getValue());
    }
    return row.getKey().array();
  }

  private static void take(Map<String, Account> accounts, Truth truth) {
    Account account = account(accounts, truth.account(), truth.deliveryId());
    if (truth.hitId().isEmpty()) {
      account.read = truth.label();
    } else {
      account.labels.put(truth.hitId(), truth.label());
    }
  }

  private static Account account(Map<String, Account> accounts, byte[] rowBinary) {
    RowReader row = new RowReader(rowBinary);
    return account(accounts, row.string(), row.string());
  }

  private static Account account(Map<String, Account> accounts, String name, String deliveryId) {
    return accounts.computeIfAbsent(name + '\n' + deliveryId, key -> new Account());
  }

  private void refuse(byte[] rowBinary) {
    deadLetters++;
    if (refusals.size() < REFUSALS_SHOWN) {
      RowReader row = new RowReader(rowBinary);
      String topic = row.string();
      row.skip(Integer.BYTES);
      long offset = row.int64();
      refusals.add("%s, number %d: %s".formatted(topic, offset + 1, row.string()));
    }
  }

  private void count(Account account) {
    accuracy.judged(account.verdicts.size());
    boolean seen = false;
    for (Map.Entry<String, String> labelled : account.labels.entrySet()) {
      VerdictClass label = VerdictClass.valueOf(labelled.getValue());
      seen |= label.isPeople();
      Statement.Judged hit = account.verdicts.get(labelled.getKey());
      if (hit == null) {
        accuracy.withoutVerdict();
      } else {
        HitKind kind = hit.kind();
        accuracy.labelled(kind, label, hit.verdict());
      }
    }
    if (account.read != null) {
      accuracy.readsKnown();
    }
    Statement.Engaged engaged = account.engaged;
    if (engaged != null && engaged.opensTrackable()) {
      accuracy.delivery(truth(account, seen), outcome(engaged));
    }
  }

  private static Accuracy.Truth truth(Account account, boolean seen) {
    if (seen) {
      return Accuracy.Truth.SEEN;
    }
    return Truth.READ.equals(account.read) ? Accuracy.Truth.READ_UNSEEN : Accuracy.Truth.UNREAD;
  }

  private static Accuracy.Outcome outcome(Statement.Engaged engaged) {
    if (engaged.opened()) {
      return Accuracy.Outcome.OPENED;
    }
    return engaged.unknowable() ? Accuracy.Outcome.UNKNOWABLE : Accuracy.Outcome.NOT_OPENED;
  }
}
