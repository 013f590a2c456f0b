package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.event.DeliveryStatus.Status;
import org.trueopen.event.HitKind;

/**
 * Whole deliveries and what is to come of them. A hit is {@code O} or {@code C} and its link, the
 * second after sending, and who: a client's letter at a network's number. Link 1 unsubscribes. A
 * verdict is P for a person, U for unknown, S for a scanner, in order of time; behind it the place
 * where it is not the first: r for reload, a for again, f for forward.
 */
class RuleTableTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what it is                        | hits                                                  | verdicts
          a scanner, pixel and all links      | O@9:X1, C0@43:X1, C1@43.3:X1, C2@43.6:X1, C3@44:X1    | S S S S S
          one with its pixel never loaded     | C0@43:X1, C2@43.3:X1, C3@43.6:X1                      | S S S
          one that takes its time             | O@9:X1, C0@30:X1, C1@34:X1, C2@38:X1, C3@42:X1        | S S S S S
          one with many addresses             | C0@40:X1, C2@40.3:X2, C3@40.9:X3                      | S S S
          links at leisure from many networks | C0@50:X1, C2@54:X2, C3@58:X3                          | S S S
          a person who reads and clicks       | O@900:A1, C0@930:B1                                   | P P
          a fast reader                       | O@6:A1, C0@15:A1                                      | P P
          a very fast one who unsubscribes    | O@4:A1, C1@9:A1                                       | P P
          an offer, then unsubscribed         | O@900:A1, C0@920:A1, C1@950:A1                        | P P P
          the same within seconds of sending  | O@9:A1, C0@20:A1, C1@40:A1                            | P U U
          everything opened in tabs, in haste | O@900:A1, C0@905:A1, C2@908:A1, C3@912:A1             | P P P P
          the same while scanners are at work | O@100:A1, C0@105:A1, C2@108:A1, C3@112:A1             | U U U U
          the same with the pixel blocked     | C0@905:A1, C2@908:A1, C3@912:A1                       | U U U
          a slow scanner of many links        | C0@905:X1, C1@1930:X1, C2@2980:X1, C3@4012:X1         | U U U U
          one of many addresses and names     | C0@905:X1, C1@1930:Y2, C2@2980:X3, C3@4012:Y1         | U U U U
          the same beside one who reads       | C0@905:X1, C1@1930:Y2, O@2200:A4, C1@2210:A4, C2@2980:X3, C3@4012:Y1 | U U P P U U
          everything read one by one          | O@900:A1, C0@905:A1, C2@935:A1, C3@980:A1, C4@999:A1  | P P P P P
          two links at once                   | O@900:A1, C0@905:A1, C2@905.5:A1                      | P P P
          a link clicked in disbelief         | O@900:A1, C0@905:A1, C0@906:A1, C0@907:A1             | P P Pr Pr
          a link checked as it is clicked     | O@900:A1, C0@930:X2, C0@931:B1                        | P U P
          a link checked after it was clicked | O@900:A1, C0@930:B1, C0@933:X2                        | P P U
          two who click, not quite at once    | O@900:A1, C0@930:A1, C0@936:B2                        | P P Pf
          a person beside a scanner           | O@9:X1, C0@43:X1, C2@43:X1, C3@44:X1, O@60:A2, C0@70:A2 | S S S S P P
          a person in a scanner's office      | O@9:X1, C0@43:X1, C2@43:X1, C3@44:X1, O@60:A1, C0@70:A1 | S S S S P P
          a family behind one address         | O@900:A1, O@950:B1, O@1000:C1                         | P Pa Pa
          somebody whose VPN jumps            | O@900:A1, O@950:A2, O@1000:A3                         | P Pa Pa
          one whose VPN jumps while clicking  | O@900:A1, C0@920:A2, C2@980:A3                        | P P P
          a team shown the mail at once       | O@900:A1, O@930:B2, O@960:C3                          | P Pf Pf
          desktop, then phone                 | O@900:A1, O@4000:B2                                   | P Pa
          desktop, phone, desktop next day    | O@900:A1, O@4000:B2, O@90000:A1                       | P Pa Pa
          phone at home and on the way        | O@900:A1, O@4000:B1, O@5000:B2, O@6000:A1             | P Pa Pa Pa
          two readers to and fro              | O@900:A1, O@1500:B2, O@2000:A1, O@2500:B2             | P Pf Pa Pf
          one who looks again in between      | O@900:A1, O@5100:B2, O@9000:A1, O@11400:B2             | P Pf Pa Pf
          a forward whose reader clicks       | O@900:A1, O@1500:B2, C0@1510:B2, O@2000:A1            | P Pf Pf Pa
          the recipient clicks afterwards     | O@900:A1, O@1500:B2, C0@2000:A1, C0@2200:B2           | P Pf P Pf
          """)
  void aDeliveryIsJudgedAs(String what, String hits, String expected) {
    assertThat(shown(judge(hits(hits), Transport.UNKNOWN))).as(what).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # reported delivered at | open at | rule found
                | 20  | 20 s after sending
                | 21  |
          3600  | 3605  | 5 s after delivery
          3600  | 3621  |
          3600  | 3500  |
          """)
  void theClockStartsAtDeliveryIfAnybodySaysWhenThatWas(Integer delivered, int open, String found) {
    Transport transport =
        delivered == null
            ? Transport.UNKNOWN
            : Transport.UNKNOWN.with(
                new Transport.Report(Status.DELIVERED, Hits.SENT.plusSeconds(delivered)));

    Verdict verdict = judge(List.of(Hits.open("a", open, 1)), transport).getFirst();

    assertThat(verdict.verdict()).isEqualTo(VerdictClass.PERSON);
    assertThat(verdict.confidence()).isEqualTo(found == null ? 80 : 60);
    assertThat(
            verdict.reasons().stream()
                .filter(reason -> reason.rule().equals("soon-after-delivery"))
                .map(Reason::evidence)
                .findFirst()
                .orElse(null))
        .isEqualTo(found);
  }

  private static List<Verdict> judge(List<HitFacts> hits, Transport transport) {
    return DeliveryJudge.judge(new DeliveryCase(Hits.DELIVERY, transport, hits), Rules.DEFAULT);
  }

  private static List<HitFacts> hits(String text) {
    List<HitFacts> hits = new ArrayList<>();
    for (String word : Arrays.asList(text.split(", ", -1))) {
      String[] parts = word.split("[@:]", -1);
      boolean open = parts[0].equals("O");
      int link = open ? -1 : Integer.parseInt(parts[0].substring(1));
      HitFacts hit =
          Hits.hit(
              "h%02d".formatted(hits.size()),
              open ? HitKind.OPEN : HitKind.CLICK,
              link,
              Double.parseDouble(parts[1]),
              1,
              VerdictClass.PERSON);
      hits.add(
          Hits.from(hit, "198.51." + parts[2].charAt(1) + ".0/24", "Client " + parts[2].charAt(0)));
    }
    hits.sort(Comparator.comparing(HitFacts::at).thenComparing(HitFacts::hitId));
    return hits;
  }

  private static String shown(List<Verdict> verdicts) {
    return IntStream.range(0, verdicts.size())
        .mapToObj(verdicts::get)
        .map(verdict -> verdict.verdict().name().charAt(0) + place(verdict.place()))
        .collect(Collectors.joining(" "));
  }

  private static String place(Place place) {
    return switch (place) {
      case FIRST -> "";
      case RELOAD -> "r";
      case REPEAT -> "a";
      case FORWARD -> "f";
    };
  }
}
