package org.trueopen.job.state;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.job.wire.DeliveryFactsMessage;
import org.trueopen.job.wire.EngagementMessage;
import org.trueopen.job.wire.FilingMessage;
import org.trueopen.job.wire.HitFactsMessage;
import org.trueopen.job.wire.ListVersionMessage;
import org.trueopen.job.wire.MemoryMessage;
import org.trueopen.job.wire.ReasonMessage;
import org.trueopen.job.wire.VerdictMessage;
import org.trueopen.verdict.DeliveryFacts;
import org.trueopen.verdict.DeliveryLedger;
import org.trueopen.verdict.Engagement;
import org.trueopen.verdict.Filing;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.ListVersion;
import org.trueopen.verdict.Place;
import org.trueopen.verdict.Reason;
import org.trueopen.verdict.Transport;
import org.trueopen.verdict.Verdict;
import org.trueopen.verdict.VerdictClass;

/** The ledger's values to the messages of {@code trueopen_job_state_v1.proto} and back. */
final class LedgerMessages {

  private LedgerMessages() {}

  static MemoryMessage memory(Memory memory) {
    DeliveryLedger.State ledger = memory.ledger();
    MemoryMessage.Builder message =
        MemoryMessage.newBuilder()
            .setForgetAt(memory.forgetAt())
            .setCompact(memory.compact())
            .setStatements(ledger.statements());
    if (ledger.delivery() != null) {
      message.setDelivery(delivery(ledger.delivery()));
    }
    ledger.hits().forEach(hit -> message.addHits(hit(hit)));
    ledger.verdicts().forEach(verdict -> message.addVerdicts(verdict(verdict)));
    if (ledger.engagement() != null) {
      message.setEngagement(engagement(ledger.engagement()));
    }
    transport(ledger.transport(), message);
    if (ledger.aggregate() != null) {
      message.setAggregate(
          FilingMessage.newBuilder()
              .setMailbox(ledger.aggregate().mailbox())
              .setCampaign(ledger.aggregate().campaign()));
    }
    ledger.crowds().forEach(finding -> message.addCrowds(CrowdMessages.finding(finding)));
    return message.build();
  }

  private static void transport(Transport transport, MemoryMessage.Builder message) {
    if (transport.deliveredAt() != null) {
      message.setDeliveredAt(transport.deliveredAt().toEpochMilli());
    }
    if (transport.bouncedAt() != null) {
      message.setBouncedAt(transport.bouncedAt().toEpochMilli());
    }
  }

  static Memory memory(MemoryMessage message) {
    return new Memory(
        new DeliveryLedger.State(
            message.hasDelivery() ? delivery(message.getDelivery()) : null,
            message.getHitsList().stream().map(LedgerMessages::hit).toList(),
            message.getVerdictsList().stream().map(LedgerMessages::verdict).toList(),
            message.hasEngagement() ? engagement(message.getEngagement()) : null,
            new Transport(
                message.hasDeliveredAt() ? Instant.ofEpochMilli(message.getDeliveredAt()) : null,
                message.hasBouncedAt() ? Instant.ofEpochMilli(message.getBouncedAt()) : null),
            message.hasAggregate() ? filing(message.getAggregate()) : null,
            message.getCrowdsList().stream().map(CrowdMessages::finding).toList(),
            message.getStatements()),
        message.getForgetAt(),
        message.getCompact());
  }

  private static Filing filing(FilingMessage message) {
    return new Filing(message.getMailbox(), message.getCampaign());
  }

  static HitFactsMessage hit(HitFacts hit) {
    return HitFactsMessage.newBuilder()
        .setHitId(hit.hitId())
        .setKind(hit.kind().name())
        .setLink(hit.link())
        .setUrl(hit.url())
        .setAt(hit.at().toEpochMilli())
        .setMethod(hit.method())
        .setNetwork(hit.network())
        .setAddressHash(hit.addressHash())
        .setReader(hit.reader())
        .setClient(hit.client())
        .setVerdict(hit.verdict().name())
        .addAllReasons(reasons(hit.reasons()))
        .setConfidence(hit.confidence())
        .setPixel(usual(hit.kind()) == hit.pixel() ? "" : hit.pixel().name())
        .setCountry(hit.country())
        .addAllLists(hit.lists().stream().map(LedgerMessages::list).toList())
        .build();
  }

  private static ListVersionMessage list(ListVersion version) {
    return ListVersionMessage.newBuilder()
        .setList(ListVersionMessage.List.valueOf(version.list().name()))
        .setDay(Math.toIntExact(version.date().toEpochDay()))
        .setHash(version.hash())
        .build();
  }

  private static ListVersion list(ListVersionMessage message) {
    return new ListVersion(
        ListVersion.Name.valueOf(message.getList().name()),
        LocalDate.ofEpochDay(message.getDay()),
        message.getHash());
  }

  /** Where a hit comes from unless it says otherwise; the first release knew nothing else. */
  private static PixelPlace usual(HitKind kind) {
    return kind == HitKind.OPEN ? PixelPlace.END : PixelPlace.NONE;
  }

  static HitFacts hit(HitFactsMessage message) {
    HitKind kind = HitKind.valueOf(message.getKind());
    return new HitFacts(
        message.getHitId(),
        kind,
        message.getLink(),
        message.getPixel().isEmpty() ? usual(kind) : PixelPlace.valueOf(message.getPixel()),
        message.getUrl(),
        Instant.ofEpochMilli(message.getAt()),
        message.getMethod(),
        message.getNetwork(),
        message.getAddressHash(),
        message.getReader(),
        message.getClient(),
        VerdictClass.valueOf(message.getVerdict()),
        reasonsOf(message.getReasonsList()),
        message.getConfidence(),
        message.getCountry(),
        message.getListsList().stream().map(LedgerMessages::list).toList());
  }

  private static DeliveryFactsMessage delivery(DeliveryFacts delivery) {
    DeliveryFactsMessage.Builder message =
        DeliveryFactsMessage.newBuilder()
            .setSentAt(delivery.sentAt().toEpochMilli())
            .setMailbox(delivery.mailbox())
            .setCampaign(delivery.campaign())
            .setOpensTracked(delivery.opensTracked())
            .setClicksTracked(delivery.clicksTracked())
            .setInternal(delivery.internal())
            .setRecipientDomain(delivery.recipientDomain())
            .setLinks(delivery.links());
    if (delivery.unsubscribeLink() >= 0) {
      message.setUnsubscribeLink(delivery.unsubscribeLink());
    }
    return message.build();
  }

  private static DeliveryFacts delivery(DeliveryFactsMessage message) {
    return new DeliveryFacts(
        Instant.ofEpochMilli(message.getSentAt()),
        message.getMailbox(),
        message.getCampaign(),
        message.getOpensTracked(),
        message.getClicksTracked(),
        message.hasUnsubscribeLink() ? message.getUnsubscribeLink() : -1,
        message.getInternal(),
        message.getRecipientDomain(),
        message.getLinks());
  }

  static VerdictMessage verdict(Verdict verdict) {
    return VerdictMessage.newBuilder()
        .setVerdict(verdict.verdict().name())
        .setPlace(verdict.place().name())
        .addAllReasons(reasons(verdict.reasons()))
        .setConfidence(verdict.confidence())
        .setRuleVersion(verdict.ruleVersion())
        .build();
  }

  static Verdict verdict(VerdictMessage message) {
    return new Verdict(
        VerdictClass.valueOf(message.getVerdict()),
        Place.valueOf(message.getPlace()),
        reasonsOf(message.getReasonsList()),
        message.getConfidence(),
        message.getRuleVersion());
  }

  private static List<ReasonMessage> reasons(List<Reason> reasons) {
    return reasons.stream()
        .map(
            reason ->
                ReasonMessage.newBuilder()
                    .setRule(reason.rule())
                    .setEvidence(reason.evidence())
                    .build())
        .toList();
  }

  private static List<Reason> reasonsOf(List<ReasonMessage> messages) {
    return messages.stream()
        .map(message -> new Reason(message.getRule(), message.getEvidence()))
        .toList();
  }

  private static EngagementMessage engagement(Engagement engagement) {
    return EngagementMessage.newBuilder()
        .setRawOpened(engagement.rawOpened())
        .setOpened(engagement.opened())
        .setUnknowable(engagement.unknowable())
        .setMachineOnly(engagement.machineOnly())
        .setClicked(engagement.clicked())
        .setMachineClicked(engagement.machineClicked())
        .setOpens(engagement.opens())
        .setClicks(engagement.clicks())
        .setMachineOpens(engagement.machineOpens())
        .setMachineClicks(engagement.machineClicks())
        .setForwards(engagement.forwards())
        .setLost(engagement.lost())
        .build();
  }

  private static Engagement engagement(EngagementMessage message) {
    return new Engagement(
        message.getRawOpened(),
        message.getOpened(),
        message.getUnknowable(),
        message.getMachineOnly(),
        message.getClicked(),
        message.getMachineClicked(),
        message.getOpens(),
        message.getClicks(),
        message.getMachineOpens(),
        message.getMachineClicks(),
        message.getForwards(),
        message.getLost());
  }
}
