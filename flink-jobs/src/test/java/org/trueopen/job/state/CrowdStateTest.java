package org.trueopen.job.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.verdict.Appearance;
import org.trueopen.verdict.AppearanceLedger;
import org.trueopen.verdict.Crowd;
import org.trueopen.verdict.DelayCurve;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.Opinion;
import org.trueopen.verdict.Scope;
import org.trueopen.verdict.Transport;
import org.trueopen.verdict.VerdictClass;

class CrowdStateTest {

  private static final Instant AT = Instant.parse("2026-11-21T10:00:00.123Z");
  private static final Scope SCOPE = new Scope(Scope.Kind.NETWORK, "203.0.113.0/24", 2968);
  private static final Appearance SWEPT =
      new Appearance(SCOPE, "d1", -42, AT, 9000, 50_000, 1, 5, false, 700, 300, true);
  private static final Appearance LONE =
      new Appearance(
          SCOPE,
          "d2",
          -42,
          AT,
          9000,
          9000,
          1,
          0,
          false,
          Appearance.NO_SWEEP,
          Appearance.NO_SWEEP,
          false);
  private static final Appearance LINKED =
      new Appearance(SCOPE, "d1", -42, AT, 9000, 50_000, 1, 5, true, 700, 300, true);

  @Test
  void whatADeliveryShowsComesBack() throws IOException {
    Sighting sighting = new Sighting("demo", 3, SWEPT);
    Sighting linked = new Sighting("demo", 3, LINKED);

    assertThat(new Sighting.Serializer().decode(new Sighting.Serializer().encode(sighting)))
        .isEqualTo(sighting);
    assertThat(new Sighting.Serializer().decode(new Sighting.Serializer().encode(linked)))
        .isEqualTo(linked);
    assertThat(sighting.crowd()).isEqualTo("demo/NETWORK/2968/203.0.113.0/24");
  }

  @Test
  void whatIsRememberedOfADeliveryStaysReadable() throws IOException {
    HitFacts hit =
        new HitFacts(
            "h1",
            HitKind.CLICK,
            2,
            PixelPlace.NONE,
            "",
            AT,
            "",
            "203.0.113.0/24",
            0,
            0,
            "",
            VerdictClass.PERSON,
            List.of(),
            0);
    Sighted sighted =
        new Sighted(
            new AppearanceLedger.State(
                new AppearanceLedger.Mail(AT, -42, "example.net", 5),
                new Transport(AT, AT.plusSeconds(9)),
                List.of(hit),
                4),
            1234567890123L);

    assertThat(hex(new Sighted.Serializer().encode(sighted))).isEqualTo(Released.SIGHTED_1);
    assertThat(new Sighted.Serializer().decode(bytes(Released.SIGHTED_1))).isEqualTo(sighted);
    assertThat(new Sighted.Serializer().decode(new Sighted.Serializer().encode(Sighted.NEW)))
        .isEqualTo(Sighted.NEW);
  }

  @Test
  void whatIsRememberedOfACrowdStaysReadable() throws IOException {
    CrowdCounts crowd = crowd(new Crowd.Doings(2, 1, 4, 3));

    assertThat(hex(new CrowdCounts.Serializer().encode(crowd))).isEqualTo(Released.CROWD_2);
    assertThat(new CrowdCounts.Serializer().decode(bytes(Released.CROWD_2))).isEqualTo(crowd);
  }

  @Test
  void aCrowdOfBeforeClicksWereCountedHasMoreOfThemThanCouldBeTakenBack() throws IOException {
    Crowd.Doings doings =
        new CrowdCounts.Serializer().decode(bytes(Released.CROWD_1)).counts().doings();

    assertThat(new CrowdCounts.Serializer().decode(bytes(Released.CROWD_1)))
        .isEqualTo(crowd(doings));
    assertThat(doings).isEqualTo(new Crowd.Doings(2, doings.clicked(), 0, 0));
    assertThat(doings.clicked()).isBetween(1_000_000, Integer.MAX_VALUE - 1_000_000);
  }

  private static CrowdCounts crowd(Crowd.Doings doings) {
    return new CrowdCounts(
        new Crowd.Counts(
            12,
            1,
            9,
            7,
            1,
            doings,
            new DelayCurve(List.of(0, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0)),
            new Opinion(Opinion.Kind.GATEWAY, 85, "links swept", 0)),
        8);
  }

  @Test
  void whatIsRememberedOfARecipientStaysReadable() throws IOException {
    CrowdMember member =
        new CrowdMember(
            new Crowd.Member(
                List.of(new Crowd.Entry(SWEPT, 1), new Crowd.Entry(LONE, 2)),
                Appearance.Look.SCANNED,
                1,
                false));
    CrowdMember prompt =
        new CrowdMember(
            new Crowd.Member(List.of(new Crowd.Entry(LINKED, 1)), Appearance.Look.EARLY, -1, true));

    assertThat(hex(new CrowdMember.Serializer().encode(member))).isEqualTo(Released.MEMBER_1);
    assertThat(new CrowdMember.Serializer().decode(new CrowdMember.Serializer().encode(prompt)))
        .isEqualTo(prompt);
    assertThat(new CrowdMember.Serializer().decode(bytes(Released.MEMBER_1))).isEqualTo(member);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
