package org.trueopen.ingest.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trueopen.id.DeliveryId;
import org.trueopen.ingest.web.Problems;
import org.trueopen.instrument.MimeSource;
import org.trueopen.settings.Identity;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;

/**
 * What a mail says about its own tracking:
 *
 * <pre>
 *   X-TrueOpen-Campaign: spring
 *   X-TrueOpen-Track: off
 *   X-TrueOpen-Track: opens=on; clicks=off; identity=anonymous; text-links=inherit
 *   X-TrueOpen-Delivery: order-4711
 * </pre>
 *
 * <p>A header that cannot be understood counts as absent, so that it stops no mail.
 *
 * @param campaign empty for none
 * @param deliveryId the application's own id
 * @param ignored the names of the headers that could not be understood; never their values
 */
record TrackingHeaders(
    String campaign,
    TrackingSwitches switches,
    Optional<DeliveryId> deliveryId,
    List<String> ignored) {

  static final String CAMPAIGN = "X-TrueOpen-Campaign";
  static final String TRACK = "X-TrueOpen-Track";
  static final String DELIVERY = "X-TrueOpen-Delivery";

  private static final Set<String> SWITCHES = Set.of("opens", "clicks", "identity", "text-links");

  /** What our own ids for anonymous mail begin with; nobody else's may. */
  private static final String RESERVED = "all-";

  static TrackingHeaders of(MimeSource mail) {
    List<String> ignored = new ArrayList<>();
    String campaign = mail.header(CAMPAIGN).map(String::strip).orElse("");
    Problems problems = new Problems();
    new Values(problems).line(CAMPAIGN, campaign, Values.MAX_CAMPAIGN_CHARS);
    if (!problems.isEmpty()) {
      ignored.add(CAMPAIGN);
      campaign = "";
    }
    Optional<String> track = mail.header(TRACK).map(String::strip);
    Optional<TrackingSwitches> switches = track.flatMap(TrackingHeaders::switches);
    if (track.isPresent() && switches.isEmpty()) {
      ignored.add(TRACK);
    }
    Optional<String> id = mail.header(DELIVERY).map(String::strip);
    Optional<DeliveryId> deliveryId = id.flatMap(TrackingHeaders::deliveryId);
    if (id.isPresent() && deliveryId.isEmpty()) {
      ignored.add(DELIVERY);
    }
    return new TrackingHeaders(
        campaign, switches.orElse(TrackingSwitches.INHERIT_ALL), deliveryId, List.copyOf(ignored));
  }

  private static Optional<TrackingSwitches> switches(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.equals("on") || lower.equals("off")) {
      Switch both = lower.equals("on") ? Switch.ON : Switch.OFF;
      return Optional.of(new TrackingSwitches(both, both));
    }
    Map<String, String> given = new HashMap<>();
    for (String part : lower.split(";", -1)) {
      String[] pair = part.split("=", 2);
      if (part.isBlank()) {
        continue;
      }
      String name = pair[0].strip();
      if (pair.length < 2 || !SWITCHES.contains(name) || given.put(name, pair[1].strip()) != null) {
        return Optional.empty();
      }
    }
    Problems problems = new Problems();
    Values values = new Values(problems);
    TrackingSwitches result =
        new TrackingSwitches(
            values.choice("opens", given.get("opens"), Switch.INHERIT),
            values.choice("clicks", given.get("clicks"), Switch.INHERIT),
            values.choice("identity", given.get("identity"), Identity.INHERIT),
            values.choice("text-links", given.get("text-links"), Switch.INHERIT));
    return problems.isEmpty() && !given.isEmpty() ? Optional.of(result) : Optional.empty();
  }

  private static Optional<DeliveryId> deliveryId(String text) {
    try {
      return text.startsWith(RESERVED) ? Optional.empty() : Optional.of(new DeliveryId(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
