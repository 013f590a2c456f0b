package org.trueopen.job.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.trueopen.event.Delivery;
import org.trueopen.event.PixelPlace;
import org.trueopen.job.source.Origin;
import org.trueopen.settings.IdentityOutcome;
import org.trueopen.settings.Outcome;
import org.trueopen.settings.Setting;
import org.trueopen.verdict.Crowd;
import org.trueopen.verdict.DeliveryFacts;
import org.trueopen.verdict.DeliveryLedger.EngagementStatement;
import org.trueopen.verdict.DeliveryLedger.HitStatement;
import org.trueopen.verdict.Engagement;
import org.trueopen.verdict.Filing;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.ListVersion;
import org.trueopen.verdict.Opinion;
import org.trueopen.verdict.Reason;
import org.trueopen.verdict.Scope;
import org.trueopen.verdict.Transport;
import org.trueopen.verdict.Verdict;

/** Statements to rows, each column in the order of {@link StoreTable#columns}. */
public final class Rows {

  /** Enough to see what it was; a whole mail's worth of garbage helps nobody. */
  static final int MAX_PAYLOAD_BYTES = 4096;

  private Rows() {}

  public static StoreRow delivery(Delivery delivery) {
    RowBinary row =
        new RowBinary()
            .string(delivery.account())
            .string(delivery.deliveryId())
            .string(delivery.messageId())
            .time(delivery.sentAt())
            .string(delivery.mailbox())
            .string(domain(delivery.mailbox()))
            .string(delivery.campaign())
            .string(delivery.recipient())
            .string(domain(delivery.recipient()))
            .int64(delivery.recipientKey())
            .string(delivery.subject())
            .flag(delivery.hasHtml())
            .strings(delivery.links())
            .int16(delivery.unsubscribeLink());
    outcome(row, delivery.decision().opens());
    outcome(row, delivery.decision().clicks());
    IdentityOutcome identity = delivery.decision().identity();
    row.flag(identity.anonymous())
        .string(identity.decidedBy().name())
        .string(identity.name())
        .optionalTime(identity.since())
        .string(identity.setBy());
    return row.row(StoreTable.DELIVERIES);
  }

  private static void outcome(RowBinary row, Outcome outcome) {
    row.flag(outcome.tracked())
        .string(outcome.decidedBy().name())
        .string(outcome.name())
        .optionalTime(outcome.since())
        .string(outcome.setBy());
  }

  /** A report that took effect at {@code seenAt}. */
  public static StoreRow status(
      String account, String deliveryId, Transport.Report report, Instant seenAt) {
    return new RowBinary()
        .string(account)
        .string(deliveryId)
        .string(report.status().name())
        .time(report.at())
        .time(seenAt)
        .row(StoreTable.DELIVERY_STATUSES);
  }

  /** Mailbox, domain and campaign are empty as long as the delivery itself has not come. */
  public static StoreRow hit(
      String account, String deliveryId, HitStatement statement, Instant judgedAt) {
    HitFacts hit = statement.hit();
    Verdict verdict = statement.verdict();
    Filing filing = statement.filing();
    return new RowBinary()
        .string(account)
        .string(deliveryId)
        .string(hit.hitId())
        .time(hit.at())
        .string(hit.kind().name())
        .int16(hit.link())
        .string(hit.pixel() == PixelPlace.NONE ? "" : hit.pixel().name())
        .string(hit.url())
        .string(hit.method())
        .string(hit.network())
        .string(hit.country())
        .int64(hit.addressHash())
        .string(hit.client())
        .string(verdict.verdict().name())
        .string(verdict.place().name())
        .strings(verdict.reasons().stream().map(Reason::rule).toList())
        .strings(verdict.reasons().stream().map(Reason::evidence).toList())
        .int8(verdict.confidence())
        .string(verdict.ruleVersion())
        .strings(hit.lists().stream().map(ListVersion::text).toList())
        .string(filing.mailbox())
        .string(filing.domain())
        .string(filing.campaign())
        .time(filing.sentAt())
        .int8(statement.sign())
        .time(judgedAt)
        .row(StoreTable.HITS);
  }

  /** A hit that cannot be judged among its delivery's others any more. */
  public static StoreRow lateHit(
      String account, String deliveryId, HitFacts hit, Filing filing, Instant seenAt) {
    return new RowBinary()
        .string(account)
        .string(deliveryId)
        .string(hit.hitId())
        .time(hit.at())
        .string(hit.kind().name())
        .int16(hit.link())
        .string(hit.url())
        .string(hit.method())
        .string(hit.network())
        .int64(hit.addressHash())
        .string(hit.client())
        .string(hit.verdict().name())
        .int8(hit.confidence())
        .string(filing.mailbox())
        .string(filing.domain())
        .string(filing.campaign())
        .time(seenAt)
        .row(StoreTable.LATE_HITS);
  }

  public static StoreRow engagement(
      String account, String deliveryId, EngagementStatement statement, Instant changedAt) {
    DeliveryFacts delivery = statement.delivery();
    Engagement engagement = statement.engagement();
    return new RowBinary()
        .string(account)
        .string(deliveryId)
        .time(delivery.sentAt())
        .string(delivery.mailbox())
        .string(delivery.filing().domain())
        .string(delivery.campaign())
        .string(delivery.recipientDomain())
        .flag(delivery.opensTracked() && !engagement.lost())
        .flag(delivery.clicksTracked() && !engagement.lost())
        .flag(engagement.rawOpened())
        .flag(engagement.opened())
        .flag(engagement.unknowable())
        .flag(engagement.machineOnly())
        .flag(engagement.clicked())
        .flag(engagement.machineClicked())
        .int32(engagement.opens())
        .int32(engagement.clicks())
        .int32(engagement.machineOpens())
        .int32(engagement.machineClicks())
        .int32(engagement.forwards())
        .int8(statement.sign())
        .time(changedAt)
        .row(StoreTable.ENGAGEMENT);
  }

  /** What has been learned of a recipient domain in a week. */
  public static StoreRow profile(
      String account, Scope scope, Crowd.Counts counts, Instant changedAt) {
    Opinion opinion = counts.opinion();
    return new RowBinary()
        .string(account)
        .time(scope.begin())
        .string(scope.name())
        .int64(counts.revision())
        .int32(counts.recipients())
        .int32(counts.scanned())
        .int32(counts.early())
        .strings(counts.curve().counts().stream().map(String::valueOf).toList())
        .flag(opinion.kind() == Opinion.Kind.SCANNED_DOMAIN)
        .int32((int) (opinion.withinMillis() / 1000))
        .time(changedAt)
        .row(StoreTable.DOMAIN_PROFILES);
  }

  /** A row for each hit whose class the statements of one step change; {@code said} in order. */
  public static List<StoreRow> corrections(
      String account, String deliveryId, List<HitStatement> said, Instant correctedAt) {
    List<StoreRow> rows = new ArrayList<>();
    for (int i = 1; i < said.size(); i++) {
      HitStatement before = said.get(i - 1);
      HitStatement after = said.get(i);
      if (before.sign() < 0
          && after.sign() > 0
          && before.hit().hitId().equals(after.hit().hitId())
          && before.verdict().verdict() != after.verdict().verdict()) {
        rows.add(correction(account, deliveryId, before.verdict(), after, correctedAt));
      }
    }
    return rows;
  }

  private static StoreRow correction(
      String account, String deliveryId, Verdict before, HitStatement after, Instant correctedAt) {
    return new RowBinary()
        .string(account)
        .string(deliveryId)
        .string(after.hit().hitId())
        .time(after.hit().at())
        .string(after.hit().kind().name())
        .string(after.filing().mailbox())
        .string(after.filing().domain())
        .string(after.filing().campaign())
        .string(before.verdict().name())
        .string(after.verdict().verdict().name())
        .string(strongestRule(before))
        .string(strongestRule(after.verdict()))
        .string(after.verdict().ruleVersion())
        .time(correctedAt)
        .row(StoreTable.CORRECTIONS);
  }

  private static String strongestRule(Verdict verdict) {
    return verdict.reasons().isEmpty() ? "" : verdict.reasons().getFirst().rule();
  }

  public static StoreRow settingsChange(Setting setting) {
    return new RowBinary()
        .string(setting.key().account().value())
        .string(setting.key().text())
        .string(setting.key().kind().name())
        .string(setting.key().name())
        .int64(setting.version())
        .string(SettingJson.of(setting.value()))
        .time(setting.changedAt())
        .string(setting.changedBy())
        .row(StoreTable.SETTINGS_CHANGES);
  }

  /**
   * @param payload stored as base64, cut to {@value #MAX_PAYLOAD_BYTES} bytes
   */
  public static StoreRow deadLetter(Origin origin, String reason, byte[] payload, Instant seenAt) {
    byte[] kept = Arrays.copyOf(payload, Math.min(payload.length, MAX_PAYLOAD_BYTES));
    return new RowBinary()
        .string(origin.topic())
        .int32(origin.partition())
        .int64(origin.offset())
        .string(reason)
        .string(Base64.getEncoder().encodeToString(kept))
        .time(seenAt)
        .row(StoreTable.DEAD_LETTERS);
  }

  /** Empty for an address that is empty, as a recipient's is where tracking is anonymous. */
  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }
}
