package org.trueopen.admin.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trueopen.admin.report.DeliveryReport;
import org.trueopen.admin.report.Engagement;
import org.trueopen.admin.report.JudgedHit;
import org.trueopen.admin.report.VerdictWords;
import org.trueopen.settings.IdentityOutcome;
import org.trueopen.settings.Outcome;

/**
 * A delivery as {@code GET /api/v1/deliveries/{id}} shows it: current truth only. Names of fields
 * are part of the API.
 */
record DeliveryJson(
    String deliveryId,
    String account,
    String messageId,
    String to,
    String from,
    String campaign,
    String subject,
    Instant sentAt,
    @Nullable Instant deliveredAt,
    @Nullable Instant bouncedAt,
    DecisionJson decision,
    EngagementJson engagement,
    String extent,
    List<HitJson> hits,
    long statementsLeftOut) {

  static DeliveryJson of(DeliveryReport report) {
    return new DeliveryJson(
        report.deliveryId().value(),
        report.account().value(),
        report.messageId(),
        report.recipient(),
        report.mailbox(),
        report.campaign(),
        report.subject(),
        report.sentAt(),
        report.transport().deliveredAt(),
        report.transport().bouncedAt(),
        new DecisionJson(
            OutcomeJson.of(report.decision().opens()),
            OutcomeJson.of(report.decision().clicks()),
            IdentityJson.of(report.decision().identity())),
        EngagementJson.of(report.engagement()),
        report.extent().name(),
        report.hits().stream().map(HitJson::of).toList(),
        report.statementsLeftOut());
  }

  record DecisionJson(OutcomeJson opens, OutcomeJson clicks, IdentityJson identity) {}

  record IdentityJson(
      boolean anonymous,
      String decidedBy,
      String name,
      @Nullable Instant since,
      String setBy,
      String reason) {

    static IdentityJson of(IdentityOutcome identity) {
      return new IdentityJson(
          identity.anonymous(),
          identity.decidedBy().name(),
          identity.name(),
          identity.since(),
          identity.setBy(),
          identity.reason());
    }
  }

  record OutcomeJson(
      boolean tracked,
      String decidedBy,
      String name,
      @Nullable Instant since,
      String setBy,
      String reason) {

    static OutcomeJson of(Outcome outcome) {
      return new OutcomeJson(
          outcome.tracked(),
          outcome.decidedBy().name(),
          outcome.name(),
          outcome.since(),
          outcome.setBy(),
          outcome.reason());
    }
  }

  record EngagementJson(
      String status,
      boolean opened,
      boolean unknowable,
      boolean machineOnly,
      boolean clicked,
      long opens,
      long clicks,
      long machineOpens,
      long machineClicks,
      long forwards,
      boolean rawOpened) {

    static EngagementJson of(Engagement engagement) {
      return new EngagementJson(
          engagement.status().name(),
          engagement.opened(),
          engagement.unknowable(),
          engagement.machineOnly(),
          engagement.clicked(),
          engagement.opens(),
          engagement.clicks(),
          engagement.machineOpens(),
          engagement.machineClicks(),
          engagement.forwards(),
          engagement.rawOpened());
    }
  }

  record HitJson(
      String hitId,
      Instant at,
      String kind,
      int link,
      String pixel,
      String url,
      String verdict,
      String place,
      int confidence,
      String client,
      String network,
      String country,
      List<ReasonJson> reasons,
      List<String> lists,
      String ruleVersion) {

    static HitJson of(JudgedHit hit) {
      return new HitJson(
          hit.hitId(),
          hit.at(),
          hit.kind(),
          hit.link(),
          hit.pixel(),
          hit.url(),
          hit.verdict(),
          hit.place(),
          hit.confidence(),
          hit.client(),
          hit.network(),
          hit.country(),
          hit.reasons().stream()
              .map(
                  reason ->
                      new ReasonJson(
                          reason.rule(), reason.evidence(), VerdictWords.sentence(reason)))
              .toList(),
          hit.lists(),
          hit.ruleVersion());
    }
  }

  record ReasonJson(String rule, String evidence, String text) {}
}
