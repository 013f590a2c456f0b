package org.trueopen.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The step function of one crowd: an {@link Appearance} comes, the recipient it belongs to and the
 * crowd's counts change, and with them perhaps the crowd's {@link Opinion}. It counts recipients
 * and not deliveries, so that one person's habits never make a gateway of their home.
 *
 * <p>Counts are sums over the present appearance of each delivery. Whatever the order in which they
 * come, the last opinion is the same, and every delivery that is kept has been told it.
 */
public final class Crowd {

  /**
   * Recipients kept of one crowd. With more, only those whose mixed key begins with one more zero
   * bit are kept: which they are depends on who is in it, and not on who came first.
   */
  public static final int MAX_RECIPIENTS = 4096;

  /** Deliveries kept of one recipient in a week: those with the smallest ids. */
  static final int MAX_DELIVERIES = 32;

  private Crowd() {}

  /** A delivery as it was last told of. */
  public record Entry(Appearance appearance, long revision) {}

  /**
   * One recipient.
   *
   * @param entries by the deliveries' ids
   * @param counted what the recipient is counted as; null if not yet
   * @param delay the bucket of {@link DelayCurve} it is counted in; -1 for none
   * @param prompt whether most deliveries are counted as asked for at once
   */
  public record Member(
      List<Entry> entries, Appearance.@Nullable Look counted, int delay, boolean prompt) {

    public static final Member NEW = new Member(List.of(), null, -1, false);

    boolean opened() {
      return entries.stream().anyMatch(entry -> entry.appearance().opens() > 0);
    }

    /** By what is no scanner by itself. */
    boolean clicked() {
      return entries.stream()
          .anyMatch(entry -> entry.appearance().links() > 0 && !entry.appearance().machine());
    }

    boolean passedLinksBy() {
      return !clicked()
          && entries.stream()
              .anyMatch(entry -> entry.appearance().opens() > 0 && entry.appearance().linked());
    }
  }

  /**
   * What recipients did there; counted beside what they look like.
   *
   * @param opened those who opened a mail
   * @param clicked those who followed a link
   * @param passedBy those who opened a mail with tracked links, and followed none in any
   * @param prompt those most of whose deliveries were asked for at once, whatever came later
   */
  public record Doings(int opened, int clicked, int passedBy, int prompt) {

    public static final Doings NONE = new Doings(0, 0, 0, 0);

    private Doings with(Member member, int sign) {
      return new Doings(
          opened + (member.opened() ? sign : 0),
          clicked + (member.clicked() ? sign : 0),
          passedBy + (member.passedLinksBy() ? sign : 0),
          prompt + (member.prompt() ? sign : 0));
    }
  }

  /**
   * A crowd's counts.
   *
   * @param revision counts the opinions that were told, again and again to new deliveries
   * @param zeros how many zero bits a kept recipient's mixed key begins with
   * @param recipients all that are kept
   * @param scanned those most of whose deliveries were scanned
   * @param early those most of whose deliveries saw nothing but early hits
   * @param curve scanned recipients by the delay of the first hit
   * @param opinion what the deliveries were told last
   */
  public record Counts(
      long revision,
      int zeros,
      int recipients,
      int scanned,
      int early,
      Doings doings,
      DelayCurve curve,
      Opinion opinion) {

    public static final Counts NONE =
        new Counts(0, 0, 0, 0, 0, Doings.NONE, DelayCurve.NONE, Opinion.NONE);

    public int people() {
      return recipients - scanned - early;
    }

    /** Whether no more recipients are kept than fit. */
    public boolean fits() {
      return recipients <= MAX_RECIPIENTS;
    }

    /** Whether a recipient is kept, or to be kept. */
    public boolean keeps(long recipient) {
      return zeros == 0 || mixed(recipient) >>> (Long.SIZE - zeros) == 0;
    }

    /** With half as many; who is kept no more is to be taken out by {@link #without}. */
    public Counts halved() {
      return new Counts(revision, zeros + 1, recipients, scanned, early, doings, curve, opinion);
    }

    public Counts without(Member member) {
      return with(member, -1);
    }

    private Counts with(Member member, int sign) {
      if (member.counted() == null) {
        return this;
      }
      return new Counts(
          revision,
          zeros,
          recipients + sign,
          scanned + (member.counted() == Appearance.Look.SCANNED ? sign : 0),
          early + (member.counted() == Appearance.Look.EARLY ? sign : 0),
          doings.with(member, sign),
          curve.with(member.delay(), sign),
          opinion);
    }

    /** With the opinion that follows from them, and the next revision. */
    public Counts concluded(Scope.Kind kind, Rules rules) {
      return new Counts(
          revision + 1,
          zeros,
          recipients,
          scanned,
          early,
          doings,
          curve,
          CrowdRules.opinion(kind, this, rules));
    }
  }

  /**
   * The outcome of a step.
   *
   * @param counts not yet {@link Counts#concluded}
   * @param changed whether anything did
   * @param joined whether the delivery is a new one, which has been told nothing yet
   * @param dropped the delivery that had to make room for it, and is told nothing from now on
   */
  public record Step(
      Counts counts,
      Member member,
      boolean changed,
      boolean joined,
      @Nullable Appearance dropped) {}

  /** An appearance comes; an older one of the same delivery gives way to it. */
  public static Step appear(
      Counts counts, Member member, Appearance appearance, long revision, Rules rules) {
    List<Entry> entries = new ArrayList<>(member.entries());
    boolean joined = true;
    for (Entry known : member.entries()) {
      if (known.appearance().deliveryId().equals(appearance.deliveryId())) {
        if (known.revision() >= revision) {
          return new Step(counts, member, false, false, null);
        }
        entries.remove(known);
        joined = false;
      }
    }
    Entry entry = new Entry(appearance, revision);
    entries.add(entry);
    entries.sort(Comparator.comparing(each -> each.appearance().deliveryId()));
    Entry last = entries.size() > MAX_DELIVERIES ? entries.removeLast() : null;
    if (entry.equals(last)) {
      return new Step(counts, member, false, false, null);
    }
    Member next = member(entries, rules);
    Appearance dropped = last == null ? null : last.appearance();
    return new Step(counts.with(member, -1).with(next, 1), next, true, joined, dropped);
  }

  private static Member member(List<Entry> entries, Rules rules) {
    int scanned = 0;
    int early = 0;
    int prompt = 0;
    long first = Long.MAX_VALUE;
    for (Entry entry : entries) {
      prompt += entry.appearance().isPrompt(rules) ? 1 : 0;
      switch (entry.appearance().look(rules)) {
        case SCANNED -> {
          scanned++;
          first = Math.min(first, entry.appearance().firstMillis());
        }
        case EARLY -> early++;
        case PERSON -> {}
      }
    }
    boolean mostlyPrompt = 2 * prompt > entries.size();
    if (2 * scanned >= entries.size()) {
      return new Member(
          List.copyOf(entries), Appearance.Look.SCANNED, DelayCurve.bucket(first), mostlyPrompt);
    }
    return new Member(
        List.copyOf(entries),
        2 * (scanned + early) > entries.size() ? Appearance.Look.EARLY : Appearance.Look.PERSON,
        -1,
        mostlyPrompt);
  }

  /** The finalizer of MurmurHash3: recipients' keys may be anything in an import. */
  private static long mixed(long key) {
    long hash = key;
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
