package org.trueopen.standalone.demo;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The order of a load's requests: every delivery's pixel, then everybody's first link, then the
 * second, so that one reader's requests lie far apart and nobody looks like a scanner. Some open
 * their mail a second time. When all is asked for, it begins again, as opens and clicks repeated.
 */
final class HitRounds implements Iterator<HitRounds.Request> {

  /** Every twentieth reader opens again while the first links are followed. */
  static final int REOPEN_EVERY = 20;

  private static final int REOPEN_ROUND = 1;

  /**
   * @param reader the delivery's place in the list
   */
  record Request(int reader, HitTarget target, String path) {}

  private final List<TrackedMail> mails;
  private final int rounds;
  private int round;
  private int reader;
  private boolean reopen;

  /**
   * @param mails at least one of them with a pixel or a link
   */
  HitRounds(List<TrackedMail> mails) {
    this.mails = mails;
    this.rounds = 1 + mails.stream().mapToInt(mail -> mail.links().size()).max().orElse(0);
    if (mails.stream().allMatch(mail -> mail.pixel().isEmpty() && mail.links().isEmpty())) {
      throw new IllegalArgumentException("no mail carries a pixel or a tracked link");
    }
  }

  /** It never ends. */
  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public Request next() {
    while (true) {
      Optional<Request> found = reopen ? request(0) : request(round);
      step();
      if (found.isPresent()) {
        return found.get();
      }
    }
  }

  private Optional<Request> request(int asked) {
    TrackedMail mail = mails.get(reader);
    int link = asked - 1;
    Optional<String> path =
        link < 0
            ? mail.pixel()
            : Optional.of(link).filter(n -> n < mail.links().size()).map(mail.links()::get);
    PlannedHit.Kind kind = link < 0 ? PlannedHit.Kind.OPEN : PlannedHit.Kind.CLICK;
    return path.map(
        text -> new Request(reader, new HitTarget(mail.deliveryId(), kind, link), text));
  }

  private void step() {
    reopen = !reopen && round == REOPEN_ROUND && reader % REOPEN_EVERY == 0;
    if (reopen) {
      return;
    }
    reader++;
    if (reader == mails.size()) {
      reader = 0;
      round = (round + 1) % rounds;
    }
  }
}
