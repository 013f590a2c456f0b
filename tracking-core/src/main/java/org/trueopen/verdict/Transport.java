package org.trueopen.verdict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.DeliveryStatus.Status;

/**
 * What became of a delivery on its way. Of several reports of one kind the latest counts, so that
 * the order in which they come does not matter.
 *
 * @param deliveredAt when a server last took it; null if nobody has said so
 * @param bouncedAt when it last bounced; null if nobody has said so
 */
public record Transport(@Nullable Instant deliveredAt, @Nullable Instant bouncedAt) {

  /** Nobody has said anything, so it counts as delivered. */
  public static final Transport UNKNOWN = new Transport(null, null);

  /** Something that was reported. */
  public record Report(Status status, Instant at) {}

  /** With one more report; equal to this if it says nothing new. */
  public Transport with(Report report) {
    return switch (report.status()) {
      case DELIVERED -> new Transport(later(deliveredAt, report.at()), bouncedAt);
      case BOUNCED -> new Transport(deliveredAt, later(bouncedAt, report.at()));
    };
  }

  /** Whether it came back, and was not delivered after that. */
  public boolean bounced() {
    return bouncedAt != null && (deliveredAt == null || !deliveredAt.isAfter(bouncedAt));
  }

  /** The reports that count, as they would have to be told to somebody who knows none. */
  public List<Report> reports() {
    List<Report> reports = new ArrayList<>();
    if (deliveredAt != null) {
      reports.add(new Report(Status.DELIVERED, deliveredAt));
    }
    if (bouncedAt != null) {
      reports.add(new Report(Status.BOUNCED, bouncedAt));
    }
    return reports;
  }

  private static Instant later(@Nullable Instant known, Instant reported) {
    return known == null || reported.isAfter(known) ? reported : known;
  }
}
