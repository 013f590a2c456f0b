package org.trueopen.job.replay;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.trueopen.event.HitKind;
import org.trueopen.verdict.Reason;
import org.trueopen.verdict.VerdictClass;

/** What a row of the changelogs says, without its sign. */
sealed interface Statement {

  /** Sign and time of judgement, at the end of every row of the changelogs. */
  int TAIL_BYTES = 1 + Long.BYTES;

  /** Of the row's sign: 1 or -1. */
  static int sign(byte[] row) {
    return row[row.length - TAIL_BYTES];
  }

  /** A row as a key: equal for what is stated and for what takes it back. */
  static ByteBuffer content(byte[] row) {
    return ByteBuffer.wrap(row, 0, row.length - TAIL_BYTES);
  }

  /** Of table {@code hits}. */
  record Judged(
      String hitId,
      Instant at,
      HitKind kind,
      VerdictClass verdict,
      String place,
      List<Reason> reasons,
      int confidence,
      String ruleVersion)
      implements Statement {

    static Judged read(byte[] rowBinary) {
      RowReader row = new RowReader(rowBinary).skipString().skipString();
      String hitId = row.string();
      Instant at = Instant.ofEpochMilli(row.int64());
      HitKind kind = HitKind.valueOf(row.string());
      // link, pixel, url, method, network, country, address_hash, client
      row.skip(Short.BYTES).skipString().skipString().skipString().skipString().skipString();
      row.skip(Long.BYTES).skipString();
      VerdictClass verdict = VerdictClass.valueOf(row.string());
      String place = row.string();
      List<String> rules = row.strings();
      List<String> evidence = row.strings();
      List<Reason> reasons = new ArrayList<>();
      for (int i = 0; i < rules.size(); i++) {
        reasons.add(new Reason(rules.get(i), evidence.get(i)));
      }
      return new Judged(hitId, at, kind, verdict, place, reasons, row.int8(), row.string());
    }
  }

  /** Of table {@code engagement}. */
  record Engaged(boolean opensTrackable, boolean opened, boolean unknowable) implements Statement {

    static Engaged read(byte[] rowBinary) {
      RowReader row = new RowReader(rowBinary).skipString().skipString().skip(Long.BYTES);
      row.skipString().skipString().skipString(); // mailbox, domain, campaign
      row.skipString(); // recipient_domain
      boolean trackable = row.flag();
      row.skip(2); // clicks_trackable, raw_opened
      return new Engaged(trackable, row.flag(), row.flag());
    }
  }
}
