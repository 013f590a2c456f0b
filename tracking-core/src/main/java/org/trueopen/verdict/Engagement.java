package org.trueopen.verdict;

import java.util.List;
import org.trueopen.event.HitKind;

/**
 * What a delivery's verdicts add up to. Counts leave reloads out.
 *
 * @param rawOpened any request of the pixel, whoever made it
 * @param opened at least one open by people, or a click by a person, which implies one; forwards
 *     aside, which show no more than that the recipient passed it on
 * @param unknowable not opened, but a preload or an unknown open
 * @param machineOnly neither, but hits of machines
 * @param clicked at least one click by people, forwards aside
 * @param opens times opened by people, forwards included; likewise clicks
 * @param forwards opens by readers beyond the recipient
 * @param lost it bounced, and no person is known to have read it: then it could not be opened, and
 *     counts as not trackable. A person's open or click shows that it did arrive, whatever the
 *     bounce says; a machine's does not, as gateways look into mail before they refuse it.
 */
public record Engagement(
    boolean rawOpened,
    boolean opened,
    boolean unknowable,
    boolean machineOnly,
    boolean clicked,
    boolean machineClicked,
    int opens,
    int clicks,
    int machineOpens,
    int machineClicks,
    int forwards,
    boolean lost) {

  /** A delivery nobody has touched. */
  public static final Engagement NONE = of(List.of(), List.of(), Transport.UNKNOWN);

  /** Adds up verdicts; {@code verdicts} belong to {@code hits} one by one. */
  public static Engagement of(List<HitFacts> hits, List<Verdict> verdicts, Transport transport) {
    boolean rawOpened = false;
    boolean unknowableOpen = false;
    int opens = 0;
    int clicks = 0;
    int machineOpens = 0;
    int machineClicks = 0;
    int forwards = 0;
    int forwardedClicks = 0;
    for (int i = 0; i < hits.size(); i++) {
      Verdict verdict = verdicts.get(i);
      boolean open = hits.get(i).kind() == HitKind.OPEN;
      VerdictClass.Group group = verdict.verdict().group();
      rawOpened |= open;
      unknowableOpen |= open && group == VerdictClass.Group.UNKNOWABLE;
      if (verdict.place() == Place.RELOAD) {
        continue;
      }
      boolean people = group == VerdictClass.Group.PEOPLE;
      boolean machine = group == VerdictClass.Group.MACHINES;
      opens += open && people ? 1 : 0;
      clicks += !open && people ? 1 : 0;
      machineOpens += open && machine ? 1 : 0;
      machineClicks += !open && machine ? 1 : 0;
      boolean forward = people && verdict.place() == Place.FORWARD;
      forwards += open && forward ? 1 : 0;
      forwardedClicks += !open && forward ? 1 : 0;
    }
    boolean clicked = clicks > forwardedClicks;
    boolean opened = opens > forwards || clicked;
    boolean unknowable = !opened && unknowableOpen;
    return new Engagement(
        rawOpened,
        opened,
        unknowable,
        !opened && !unknowable && machineOpens + machineClicks > 0,
        clicked,
        machineClicks > 0,
        opens,
        clicks,
        machineOpens,
        machineClicks,
        forwards,
        transport.bounced() && !opened);
  }
}
