package org.trueopen.job.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.HitKind;
import org.trueopen.settings.EngagementChange;
import org.trueopen.verdict.DeliveryFacts;
import org.trueopen.verdict.DeliveryLedger.EngagementStatement;
import org.trueopen.verdict.DeliveryLedger.State;
import org.trueopen.verdict.DeliveryLedger.Step;
import org.trueopen.verdict.Engagement;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.Place;
import org.trueopen.verdict.Verdict;

/**
 * What a step of a delivery's ledger has changed about its engagement, as events. An event's id is
 * a hash over the delivery, the kind of change, the hit that shows it and what was known and said
 * by then: the same steps of the delivery give the same ids, so a receiver can drop what the job
 * sends once more after a failure.
 */
public final class EngagementEvents {

  private static final int ID_BYTES = 16;

  private final String account;
  private final String deliveryId;
  private final DeliveryFacts delivery;
  private final State state;
  private final Engagement before;
  private final Engagement after;
  private final Instant now;
  private final List<EngagementEvent> events = new ArrayList<>();

  private EngagementEvents(
      String account,
      String deliveryId,
      EngagementStatement stated,
      State state,
      Engagement before,
      Instant now) {
    this.account = account;
    this.deliveryId = deliveryId;
    this.delivery = stated.delivery();
    this.after = stated.engagement();
    this.state = state;
    this.before = before;
    this.now = now;
  }

  /**
   * @param now when it was judged
   */
  public static List<EngagementEvent> of(
      String account, String deliveryId, Step step, Instant now) {
    if (step.engagements().isEmpty()) {
      return List.of();
    }
    List<EngagementStatement> said = step.engagements();
    Engagement before = said.getFirst().sign() < 0 ? said.getFirst().engagement() : Engagement.NONE;
    return new EngagementEvents(account, deliveryId, said.getLast(), step.state(), before, now)
        .events();
  }

  private List<EngagementEvent> events() {
    if (after.opened() && !before.opened()) {
      add(EngagementChange.OPENED, first((hit, verdict) -> verdict.place() != Place.FORWARD));
    }
    if (after.clicked() && !before.clicked()) {
      add(
          EngagementChange.CLICKED,
          first((hit, verdict) -> hit.kind() == HitKind.CLICK && verdict.place() != Place.FORWARD));
    }
    if (after.forwards() > before.forwards()) {
      add(
          EngagementChange.FORWARDED,
          last((hit, verdict) -> hit.kind() == HitKind.OPEN && verdict.place() == Place.FORWARD));
    }
    if ((before.opened() && !after.opened())
        || (before.clicked() && !after.clicked())
        || before.forwards() > after.forwards()) {
      add(EngagementChange.CORRECTED, null);
    }
    return events;
  }

  private void add(EngagementChange change, @Nullable HitFacts shownBy) {
    String json =
        new JsonObject()
            .text("specversion", "1.0")
            .text("id", id(change, shownBy))
            .text("source", "/accounts/" + account)
            .text("type", change.type())
            .text("subject", deliveryId)
            .text("time", (shownBy == null ? now : shownBy.at()).toString())
            .text("datacontenttype", "application/json")
            .object("data", data(change, shownBy))
            .toString();
    events.add(new EngagementEvent(account, deliveryId, change, json));
  }

  private JsonObject data(EngagementChange change, @Nullable HitFacts shownBy) {
    JsonObject data =
        new JsonObject()
            .text("account", account)
            .text("deliveryId", deliveryId)
            .text("mailbox", delivery.mailbox())
            .text("campaign", delivery.campaign())
            .text("sentAt", delivery.sentAt().toString())
            .text("judgedAt", now.toString());
    if (shownBy != null) {
      data.object("hit", hit(shownBy));
    }
    if (change == EngagementChange.CORRECTED) {
      data.object("before", engagement(before));
    }
    return data.object("engagement", engagement(after));
  }

  private JsonObject hit(HitFacts hit) {
    Verdict verdict = state.verdicts().get(state.hits().indexOf(hit));
    JsonObject json =
        new JsonObject()
            .text("hitId", hit.hitId())
            .text("kind", hit.kind().name())
            .text("at", hit.at().toString())
            .text("verdict", verdict.verdict().name())
            .text("place", verdict.place().name())
            .text("client", hit.client());
    if (hit.kind() == HitKind.CLICK) {
      json.number("link", hit.link()).text("url", hit.url());
    }
    return json;
  }

  private static JsonObject engagement(Engagement engagement) {
    return new JsonObject()
        .flag("opened", engagement.opened())
        .flag("clicked", engagement.clicked())
        .flag("unknowable", engagement.unknowable())
        .flag("machineOnly", engagement.machineOnly())
        .number("opens", engagement.opens())
        .number("clicks", engagement.clicks())
        .number("forwards", engagement.forwards());
  }

  private @Nullable HitFacts first(BiPredicate<HitFacts, Verdict> shows) {
    for (int i = 0; i < state.hits().size(); i++) {
      if (shows(i, shows)) {
        return state.hits().get(i);
      }
    }
    return null;
  }

  private @Nullable HitFacts last(BiPredicate<HitFacts, Verdict> shows) {
    for (int i = state.hits().size() - 1; i >= 0; i--) {
      if (shows(i, shows)) {
        return state.hits().get(i);
      }
    }
    return null;
  }

  /** By people, and counted. */
  private boolean shows(int i, BiPredicate<HitFacts, Verdict> shows) {
    Verdict verdict = state.verdicts().get(i);
    return verdict.verdict().isPeople()
        && verdict.place() != Place.RELOAD
        && shows.test(state.hits().get(i), verdict);
  }

  /**
   * With how often something was said, so that what is said again after a correction is news once
   * more.
   */
  private String id(EngagementChange change, @Nullable HitFacts shownBy) {
    String what =
        String.join(
            "\0",
            account,
            deliveryId,
            change.name(),
            shownBy == null ? "" : shownBy.hitId(),
            Integer.toString(state.hits().size()),
            Integer.toString(state.statements()),
            after.toString());
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(what.getBytes(UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
