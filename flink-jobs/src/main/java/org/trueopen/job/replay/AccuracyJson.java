package org.trueopen.job.replay;

import java.util.ArrayList;
import java.util.List;
import org.trueopen.event.HitKind;
import org.trueopen.job.replay.Accuracy.Outcome;
import org.trueopen.job.replay.Accuracy.Truth;
import org.trueopen.verdict.VerdictClass;

/** {@link Accuracy} for programs: the counts that are not zero. */
final class AccuracyJson {

  private AccuracyJson() {}

  static String of(Accuracy accuracy) {
    List<String> hits = new ArrayList<>();
    for (HitKind kind : HitKind.values()) {
      for (VerdictClass label : VerdictClass.values()) {
        for (VerdictClass verdict : VerdictClass.values()) {
          long count = accuracy.hits(kind, label, verdict);
          if (count > 0) {
            hits.add(
                "{\"kind\":\"%s\",\"label\":\"%s\",\"verdict\":\"%s\",\"hits\":%d}"
                    .formatted(kind, label, verdict, count));
          }
        }
      }
    }
    List<String> deliveries = new ArrayList<>();
    for (Truth truth : Truth.values()) {
      for (Outcome outcome : Outcome.values()) {
        long count = accuracy.deliveries(truth, outcome);
        if (count > 0) {
          deliveries.add(
              "{\"truth\":\"%s\",\"outcome\":\"%s\",\"deliveries\":%d}"
                  .formatted(truth, outcome, count));
        }
      }
    }
    return "{\"judged\":%d,\"withoutVerdict\":%d,%n\"hits\":[%n%s],%n\"deliveries\":[%n%s]}%n"
        .formatted(
            accuracy.judgedHits(),
            accuracy.hitsWithoutVerdict(),
            String.join(",\n", hits),
            String.join(",\n", deliveries));
  }
}
