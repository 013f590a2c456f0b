package org.trueopen.job.state;

import java.time.Instant;
import org.trueopen.job.wire.AppearanceMessage;
import org.trueopen.job.wire.CrowdFindingMessage;
import org.trueopen.job.wire.CrowdMessage;
import org.trueopen.job.wire.MailMessage;
import org.trueopen.job.wire.MemberMessage;
import org.trueopen.job.wire.OpinionMessage;
import org.trueopen.job.wire.ScopeMessage;
import org.trueopen.job.wire.SightedMessage;
import org.trueopen.job.wire.SightingMessage;
import org.trueopen.verdict.Appearance;
import org.trueopen.verdict.AppearanceLedger;
import org.trueopen.verdict.Crowd;
import org.trueopen.verdict.CrowdFinding;
import org.trueopen.verdict.DelayCurve;
import org.trueopen.verdict.Opinion;
import org.trueopen.verdict.Scope;
import org.trueopen.verdict.Transport;

/** What crowds are told, keep and tell, to the messages of {@code trueopen_job_state_v1.proto}. */
final class CrowdMessages {

  /** Of a crowd that was begun before clicks were counted: too many ever to come down to none. */
  private static final int UNCOUNTED = 1 << 30;

  private CrowdMessages() {}

  static CrowdFindingMessage finding(CrowdFinding finding) {
    return CrowdFindingMessage.newBuilder()
        .setScope(scope(finding.scope()))
        .setRevision(finding.revision())
        .setOpinion(opinion(finding.opinion()))
        .build();
  }

  static CrowdFinding finding(CrowdFindingMessage message) {
    return new CrowdFinding(
        scope(message.getScope()), message.getRevision(), opinion(message.getOpinion()));
  }

  private static ScopeMessage scope(Scope scope) {
    return ScopeMessage.newBuilder()
        .setKind(scope.kind().name())
        .setName(scope.name())
        .setWeek(scope.week())
        .build();
  }

  private static Scope scope(ScopeMessage message) {
    return new Scope(Scope.Kind.valueOf(message.getKind()), message.getName(), message.getWeek());
  }

  private static OpinionMessage opinion(Opinion opinion) {
    return OpinionMessage.newBuilder()
        .setKind(opinion.kind().name())
        .setCertainty(opinion.certainty())
        .setEvidence(opinion.evidence())
        .setWithin(opinion.withinMillis())
        .build();
  }

  private static Opinion opinion(OpinionMessage message) {
    return new Opinion(
        Opinion.Kind.valueOf(message.getKind()),
        message.getCertainty(),
        message.getEvidence(),
        message.getWithin());
  }

  static SightingMessage sighting(Sighting sighting) {
    return SightingMessage.newBuilder()
        .setAccount(sighting.account())
        .setRevision(sighting.revision())
        .setAppearance(appearance(sighting.appearance()))
        .build();
  }

  static Sighting sighting(SightingMessage message) {
    return new Sighting(
        message.getAccount(), message.getRevision(), appearance(message.getAppearance()));
  }

  private static AppearanceMessage appearance(Appearance appearance) {
    AppearanceMessage.Builder message =
        AppearanceMessage.newBuilder()
            .setScope(scope(appearance.scope()))
            .setDeliveryId(appearance.deliveryId())
            .setRecipient(appearance.recipient())
            .setAt(appearance.at().toEpochMilli())
            .setFirst(appearance.firstMillis())
            .setLast(appearance.lastMillis())
            .setOpens(appearance.opens())
            .setLinks(appearance.links())
            .setLinked(appearance.linked())
            .setMachine(appearance.machine());
    if (appearance.sweepMillis() != Appearance.NO_SWEEP) {
      message.setSweep(appearance.sweepMillis());
    }
    if (appearance.spreadMillis() != Appearance.NO_SWEEP) {
      message.setSpread(appearance.spreadMillis());
    }
    return message.build();
  }

  private static Appearance appearance(AppearanceMessage message) {
    return new Appearance(
        scope(message.getScope()),
        message.getDeliveryId(),
        message.getRecipient(),
        Instant.ofEpochMilli(message.getAt()),
        message.getFirst(),
        message.getLast(),
        message.getOpens(),
        message.getLinks(),
        message.getLinked(),
        message.hasSweep() ? message.getSweep() : Appearance.NO_SWEEP,
        message.hasSpread() ? message.getSpread() : Appearance.NO_SWEEP,
        message.getMachine());
  }

  static SightedMessage sighted(Sighted sighted) {
    AppearanceLedger.State ledger = sighted.ledger();
    SightedMessage.Builder message =
        SightedMessage.newBuilder().setRevision(ledger.revision()).setForgetAt(sighted.forgetAt());
    if (ledger.mail() != null) {
      message.setMail(
          MailMessage.newBuilder()
              .setSentAt(ledger.mail().sentAt().toEpochMilli())
              .setRecipient(ledger.mail().recipient())
              .setDomain(ledger.mail().domain())
              .setLinks(ledger.mail().links()));
    }
    ledger.hits().forEach(hit -> message.addHits(LedgerMessages.hit(hit)));
    if (ledger.transport().deliveredAt() != null) {
      message.setDeliveredAt(ledger.transport().deliveredAt().toEpochMilli());
    }
    if (ledger.transport().bouncedAt() != null) {
      message.setBouncedAt(ledger.transport().bouncedAt().toEpochMilli());
    }
    return message.build();
  }

  static Sighted sighted(SightedMessage message) {
    MailMessage mail = message.getMail();
    return new Sighted(
        new AppearanceLedger.State(
            message.hasMail()
                ? new AppearanceLedger.Mail(
                    Instant.ofEpochMilli(mail.getSentAt()),
                    mail.getRecipient(),
                    mail.getDomain(),
                    mail.getLinks())
                : null,
            new Transport(
                message.hasDeliveredAt() ? Instant.ofEpochMilli(message.getDeliveredAt()) : null,
                message.hasBouncedAt() ? Instant.ofEpochMilli(message.getBouncedAt()) : null),
            message.getHitsList().stream().map(LedgerMessages::hit).toList(),
            message.getRevision()),
        message.getForgetAt());
  }

  static CrowdMessage crowd(CrowdCounts crowd) {
    Crowd.Counts counts = crowd.counts();
    return CrowdMessage.newBuilder()
        .setRevision(counts.revision())
        .setZeros(counts.zeros())
        .setRecipients(counts.recipients())
        .setScanned(counts.scanned())
        .setEarly(counts.early())
        .setOpened(counts.doings().opened())
        .setClicked(counts.doings().clicked())
        .setPassedBy(counts.doings().passedBy())
        .setPrompt(counts.doings().prompt())
        .addAllCurve(counts.curve().counts())
        .setOpinion(opinion(counts.opinion()))
        .setShown(crowd.shown())
        .build();
  }

  static CrowdCounts crowd(CrowdMessage message) {
    return new CrowdCounts(
        new Crowd.Counts(
            message.getRevision(),
            message.getZeros(),
            message.getRecipients(),
            message.getScanned(),
            message.getEarly(),
            new Crowd.Doings(
                message.getOpened(),
                message.hasClicked() ? message.getClicked() : UNCOUNTED,
                message.getPassedBy(),
                message.getPrompt()),
            new DelayCurve(message.getCurveList()),
            opinion(message.getOpinion())),
        message.getShown());
  }

  static MemberMessage member(CrowdMember crowdMember) {
    Crowd.Member member = crowdMember.member();
    MemberMessage.Builder message =
        MemberMessage.newBuilder().setDelay(member.delay()).setPrompt(member.prompt());
    member
        .entries()
        .forEach(
            entry ->
                message.addEntries(
                    sighting(new Sighting("", entry.revision(), entry.appearance()))));
    if (member.counted() != null) {
      message.setCounted(member.counted().name());
    }
    return message.build();
  }

  static CrowdMember member(MemberMessage message) {
    return new CrowdMember(
        new Crowd.Member(
            message.getEntriesList().stream()
                .map(CrowdMessages::sighting)
                .map(each -> new Crowd.Entry(each.appearance(), each.revision()))
                .toList(),
            message.getCounted().isEmpty() ? null : Appearance.Look.valueOf(message.getCounted()),
            message.getDelay(),
            message.getPrompt()));
  }
}
