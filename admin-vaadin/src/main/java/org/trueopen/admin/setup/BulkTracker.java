package org.trueopen.admin.setup;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.log.EventLogException;
import org.trueopen.settings.Level;
import org.trueopen.settings.TrackingSwitches;

/** Sets the switches of many mailboxes at once; each line stands for itself. */
@Service
@PreAuthorize("hasRole('ADMIN')")
class BulkTracker {

  /** Each is a write of its own that waits for Kafka, some hundredths of a second. */
  static final int MAX_LINES = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(BulkTracker.class);

  private final LevelTracker tracker;

  BulkTracker(LevelTracker tracker) {
    this.tracker = tracker;
  }

  /**
   * Changes what can be changed and says what could not. Blank lines are skipped. Somebody else's
   * change meanwhile is not overwritten in what this change does not name.
   */
  BulkReport apply(Level level, List<String> lines, BulkChange change, String user) {
    BulkReport.Builder report = new BulkReport.Builder();
    Set<String> seen = new HashSet<>();
    boolean kafkaAway = false;
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.get(i).strip();
      if (text.isEmpty()) {
        continue;
      }
      Optional<String> name = LevelNames.parse(level, text);
      if (name.isEmpty()) {
        report.problem(i + 1, text, "not a %s's name".formatted(LevelNames.noun(level)));
      } else if (!seen.add(name.get())) {
        report.problem(i + 1, text, "named before in this list");
      } else if (seen.size() > MAX_LINES) {
        report.problem(i + 1, text, "beyond " + MAX_LINES + ", the most at once");
      } else if (kafkaAway) {
        report.problem(i + 1, text, "not tried, since Kafka does not answer");
      } else {
        kafkaAway = !applyOne(level, name.get(), change, user, i + 1, report);
      }
    }
    return report.build();
  }

  /** False if Kafka does not answer: then no more are tried. */
  private boolean applyOne(
      Level level,
      String name,
      BulkChange change,
      String user,
      int line,
      BulkReport.Builder report) {
    try {
      LevelState before = tracker.state(level, name);
      TrackingSwitches after = change.over(before.switches());
      if (after.equals(before.switches())) {
        report.unchanged();
      } else {
        tracker.save(level, name, after, before.version(), user);
        report.changed();
      }
      return true;
    } catch (ChangedMeanwhileException e) {
      report.problem(line, name, "somebody else changed it at the same moment; try again");
      return true;
    } catch (EventLogException e) {
      LOG.warn("A change of many settings stopped", e);
      report.problem(line, name, "Kafka does not answer; whether it was written is not known");
      return false;
    }
  }
}
