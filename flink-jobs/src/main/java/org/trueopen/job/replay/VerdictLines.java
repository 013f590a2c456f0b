package org.trueopen.job.replay;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.trueopen.job.store.JsonText;

/**
 * Final verdicts as lines of JSON, in order of the hits' time, then of their ids. Sorted runs go to
 * files and are merged at the end, so that memory is that of one run.
 */
final class VerdictLines {

  /** A line with what it is sorted by. */
  private record Line(long at, String hitId, String json) {}

  private static final Comparator<Line> ORDER =
      Comparator.comparingLong(Line::at).thenComparing(Line::hitId).thenComparing(Line::json);

  private static final int BUFFER_BYTES = 1 << 15;

  private final Path folder;
  private final List<Path> runs = new ArrayList<>();

  VerdictLines(Path folder) {
    this.folder = folder;
  }

  static String json(Statement.Judged hit) {
    return hit.reasons().stream()
        .map(
            reason ->
                "{\"rule\":%s,\"evidence\":%s}"
                    .formatted(JsonText.quoted(reason.rule()), JsonText.quoted(reason.evidence())))
        .collect(
            Collectors.joining(
                ",",
                "{\"hitId\":%s,\"verdict\":\"%s\",\"place\":\"%s\",\"reasons\":["
                    .formatted(JsonText.quoted(hit.hitId()), hit.verdict(), hit.place()),
                "],\"confidence\":%d,\"ruleVersion\":%s}"
                    .formatted(hit.confidence(), JsonText.quoted(hit.ruleVersion()))));
  }

  /** Takes some of the verdicts, in any order. */
  void add(List<Statement.Judged> verdicts) throws IOException {
    List<Line> lines = new ArrayList<>(verdicts.size());
    for (Statement.Judged hit : verdicts) {
      lines.add(new Line(hit.at().toEpochMilli(), hit.hitId(), json(hit)));
    }
    lines.sort(ORDER);
    Path run = folder.resolve("run-" + runs.size());
    runs.add(run);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), BUFFER_BYTES))) {
      for (Line line : lines) {
        byte[] json = line.json().getBytes(StandardCharsets.UTF_8);
        out.writeLong(line.at());
        out.writeUTF(line.hitId());
        out.writeInt(json.length);
        out.write(json);
      }
    }
  }

  /** Writes all that was added. */
  void mergeTo(Path file) throws IOException {
    List<Run> open = new ArrayList<>();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      PriorityQueue<Run> queue =
          new PriorityQueue<>(Comparator.comparing((Run run) -> run.line, ORDER));
      for (Path sorted : runs) {
        Run run = new Run(sorted);
        open.add(run);
        if (run.advance()) {
          queue.add(run);
        }
      }
      for (Run run = queue.poll(); run != null; run = queue.poll()) {
        out.write(run.line.json());
        out.write('\n');
        if (run.advance()) {
          queue.add(run);
        }
      }
    } finally {
      for (Run run : open) {
        run.in.close();
      }
    }
  }

  private static final class Run {

    private final DataInputStream in;
    private Line line = new Line(0, "", "");

    Run(Path file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
    }

    /** False at the end. */
    boolean advance() throws IOException {
      in.mark(1);
      if (in.read() < 0) {
        return false;
      }
      in.reset();
      long at = in.readLong();
      String hitId = in.readUTF();
      line = new Line(at, hitId, new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
      return true;
    }
  }
}
