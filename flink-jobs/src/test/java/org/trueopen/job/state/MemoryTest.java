package org.trueopen.job.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.DeliveryStatus.Status;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.id.KeyedHash;
import org.trueopen.job.TestEvents;
import org.trueopen.job.wire.HitFactsMessage;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.Decision;
import org.trueopen.settings.Outcome;
import org.trueopen.verdict.AggregateLedger;
import org.trueopen.verdict.CrowdFinding;
import org.trueopen.verdict.DeliveryFacts;
import org.trueopen.verdict.DeliveryLedger;
import org.trueopen.verdict.Engagement;
import org.trueopen.verdict.Filing;
import org.trueopen.verdict.HitClassifier;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.ListVersion;
import org.trueopen.verdict.Opinion;
import org.trueopen.verdict.Place;
import org.trueopen.verdict.Reason;
import org.trueopen.verdict.Rules;
import org.trueopen.verdict.Scope;
import org.trueopen.verdict.Signals;
import org.trueopen.verdict.Transport;
import org.trueopen.verdict.Verdict;
import org.trueopen.verdict.VerdictClass;

class MemoryTest {

  private static final Instant AT = Instant.parse("2026-11-21T10:00:00.123Z");
  private static final HitFacts HIT =
      new HitFacts(
          "h1",
          HitKind.CLICK,
          2,
          PixelPlace.NONE,
          "https://a.example/",
          AT,
          "GET",
          "203.0.113.0/24",
          -7,
          9,
          "Firefox on Linux",
          VerdictClass.PERSON,
          List.of(new Reason("personal-client", "Firefox on Linux")),
          80);
  private static final CrowdFinding FINDING =
      new CrowdFinding(
          new Scope(Scope.Kind.DOMAIN, "example.net", 2968),
          7,
          new Opinion(Opinion.Kind.SCANNED_DOMAIN, 45, "mail is scanned", 60_000));

  @Test
  void everythingRememberedComesBack() throws IOException {
    Memory memory = full();

    assertThat(roundTrip(Memory.TYPE, memory)).isEqualTo(memory);
    assertThat(roundTrip(Memory.TYPE, Memory.NEW)).isEqualTo(Memory.NEW);
  }

  @Test
  void aHitWithoutItsDeliveryComesBack() throws IOException {
    Memory memory =
        new Memory(DeliveryLedger.hit(DeliveryLedger.State.EMPTY, HIT, Rules.DEFAULT).state(), 5);

    assertThat(roundTrip(Memory.TYPE, memory)).isEqualTo(memory);
  }

  @Test
  void bytesOfVersion1StayReadable() throws IOException {
    assertThat(HexFormat.of().formatHex(new Memory.Serializer().encode(full())))
        .isEqualTo(Released.VERSION_1);
    assertThat(new Memory.Serializer().decode(HexFormat.of().parseHex(Released.VERSION_1)))
        .isEqualTo(full());
  }

  @Test
  void bytesOfVersion2StayReadable() throws IOException {
    assertThat(HexFormat.of().formatHex(new Memory.Serializer().encode(bounced())))
        .isEqualTo(Released.VERSION_2);
    assertThat(new Memory.Serializer().decode(HexFormat.of().parseHex(Released.VERSION_2)))
        .isEqualTo(bounced());
  }

  @Test
  void bytesOfVersion3StayReadable() throws IOException {
    assertThat(HexFormat.of().formatHex(new Memory.Serializer().encode(internal())))
        .isEqualTo(Released.VERSION_3);
    assertThat(new Memory.Serializer().decode(HexFormat.of().parseHex(Released.VERSION_3)))
        .isEqualTo(internal());
  }

  @Test
  void anOpenOfVersion1CameFromThePixelAtTheEnd() throws IOException {
    HitFacts end = open(PixelPlace.END);
    HitFactsMessage written = LedgerMessages.hit(end);

    assertThat(written.getPixel()).isEmpty(); // as all were, before there was the field
    assertThat(LedgerMessages.hit(HitFactsMessage.parseFrom(written.toByteArray()))).isEqualTo(end);
  }

  @Test
  void aCountryAndListsComeBackAndTakeLittle() throws IOException {
    List<ListVersion> lists = new ArrayList<>();
    for (ListVersion.Name name : ListVersion.Name.values()) {
      lists.add(new ListVersion(name, LocalDate.of(2026, 11, 20), -lists.size()));
    }
    LedgerEvent plain = new LedgerEvent.Seen("demo", "d1", HIT);
    LedgerEvent known = new LedgerEvent.Seen("demo", "d1", known("NZ", lists));
    LedgerEvent usual = new LedgerEvent.Seen("demo", "d1", known("NZ", lists.subList(0, 1)));

    assertThat(roundTrip(LedgerEvent.TYPE, known)).isEqualTo(known);
    assertThat(bytes(usual) - bytes(plain)).isLessThan(14);
  }

  private static HitFacts known(String country, List<ListVersion> lists) {
    return new HitFacts(
        HIT.hitId(),
        HIT.kind(),
        HIT.link(),
        HIT.pixel(),
        HIT.url(),
        HIT.at(),
        HIT.method(),
        HIT.network(),
        HIT.addressHash(),
        HIT.reader(),
        HIT.client(),
        HIT.verdict(),
        HIT.reasons(),
        HIT.confidence(),
        country,
        lists);
  }

  private static int bytes(LedgerEvent event) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    LedgerEvent.TYPE.createSerializer(new SerializerConfigImpl()).serialize(event, out);
    return out.length();
  }

  @Test
  void whatAnonymousMailIsFiledUnderComesBack() throws IOException {
    Filing filing = new Filing("news@demo.example", "spring");
    Memory memory =
        new Memory(AggregateLedger.explain(DeliveryLedger.State.EMPTY, filing).state(), 5);

    assertThat(roundTrip(Memory.TYPE, memory)).isEqualTo(memory);
  }

  @Test
  void whatIsLeftOfAForgottenDeliveryComesBack() throws IOException {
    Memory left = full().remainder(7);

    assertThat(roundTrip(Memory.TYPE, left)).isEqualTo(left);
    assertThat(left.compact()).isTrue();
    assertThat(left.ledger().filed()).isEqualTo(full().ledger().filed());
  }

  /** The figures stand in docs/operations.md. */
  @Test
  void aDeliveryIsRememberedInSomeHundredBytesForEachOfItsHits() throws IOException {
    assertThat(bytes(remembered(0))).isBetween(50, 90);
    assertThat(bytes(remembered(1)) - bytes(remembered(0))).isBetween(150, 300);
    assertThat(bytes(remembered(10))).isBetween(2_000, 3_000);
    assertThat(bytes(remembered(DeliveryLedger.MAX_HITS))).isLessThan(60_000);
    assertThat(bytes(remembered(10).remainder(7))).isBetween(30, 80);
  }

  /** A delivery with its mailbox and campaign, and opens by a mail client. */
  private static Memory remembered(int hits) {
    HitClassifier classifier = new HitClassifier(Signals.bundled(), new KeyedHash(new byte[32]));
    DeliveryLedger.State state =
        DeliveryLedger.deliver(
                DeliveryLedger.State.EMPTY,
                DeliveryFacts.of(TestEvents.delivery("demo", "d1", AT)),
                Rules.DEFAULT)
            .state();
    for (int i = 0; i < hits; i++) {
      String id = "0198c5a4-7c1b-7d3e-9a4f-%012d".formatted(i);
      Instant at = AT.plusSeconds(600L * i);
      HitFacts hit = classifier.classify(TestEvents.open("demo", "d1", id, at));
      state = DeliveryLedger.hit(state, hit, Rules.DEFAULT).state();
    }
    return new Memory(state, AT.plusSeconds(7_776_000).toEpochMilli());
  }

  private static int bytes(Memory memory) {
    return new Memory.Serializer().encode(memory).length;
  }

  @Test
  void aWaitingHitComesBackWithWhatWasStatedOfIt() throws IOException {
    Verdict verdict = new Verdict(VerdictClass.PERSON, Place.FIRST, HIT.reasons(), 80, "2026.11.1");
    WaitingHit waiting = new WaitingHit(HIT, verdict);

    assertThat(roundTrip(WaitingHit.TYPE, waiting)).isEqualTo(waiting);
  }

  @Test
  void whatTheLedgerIsToldComesBack() throws IOException {
    Outcome outcome = new Outcome(true, DecidedBy.ACCOUNT, "demo", AT, "admin");
    Delivery delivery =
        new Delivery(
            "demo",
            "d1",
            "m1",
            "news@demo.example",
            "",
            "bob@example.net",
            -1,
            "Hello",
            AT,
            true,
            List.of("https://a.example/"),
            -1,
            new Decision(outcome, outcome));
    List<LedgerEvent> events =
        List.of(
            new LedgerEvent.Sent(delivery),
            new LedgerEvent.Reported(new DeliveryStatus("demo", "d1", Status.BOUNCED, AT)),
            new LedgerEvent.Explained(TestEvents.aggregate("demo")),
            new LedgerEvent.Seen("demo", "d1", HIT),
            new LedgerEvent.Seen("demo", "d1", open(PixelPlace.EARLY)),
            new LedgerEvent.Found("demo", "d1", FINDING, AT));

    for (LedgerEvent event : events) {
      assertThat(roundTrip(LedgerEvent.TYPE, event)).isEqualTo(event);
    }
  }

  @Test
  void bytesOfVersion4StayReadable() throws IOException {
    assertThat(HexFormat.of().formatHex(new Memory.Serializer().encode(told())))
        .isEqualTo(Released.VERSION_4);
    assertThat(new Memory.Serializer().decode(HexFormat.of().parseHex(Released.VERSION_4)))
        .isEqualTo(told());
  }

  /** With all that version 4 added: what a crowd has told. */
  private static Memory told() {
    return new Memory(
        new DeliveryLedger.State(
            null, List.of(), List.of(), null, Transport.UNKNOWN, null, List.of(FINDING), 0),
        5);
  }

  private static HitFacts open(PixelPlace pixel) {
    return new HitFacts(
        "h2",
        HitKind.OPEN,
        -1,
        pixel,
        "",
        AT,
        "GET",
        "203.0.113.0/24",
        1,
        2,
        "Gmail image proxy",
        VerdictClass.PERSON_VIA_PROXY,
        List.of(),
        85);
  }

  /** With all that version 2 added: two reports, an early pixel, what counts as lost. */
  private static Memory bounced() {
    DeliveryLedger.State full = full().ledger();
    HitFacts early = open(PixelPlace.EARLY);
    Verdict verdict = new Verdict(early.verdict(), Place.FIRST, List.of(), 85, "2026.11.1");
    return new Memory(
        new DeliveryLedger.State(
            full.delivery(),
            List.of(early),
            List.of(verdict),
            new Engagement(true, false, true, false, false, false, 0, 0, 0, 0, 0, true),
            new Transport(AT, AT.plusSeconds(9)),
            new Filing("news@demo.example", "spring"),
            List.of(),
            0),
        1234567890123L);
  }

  /** With all that version 3 added: the link that unsubscribes, mail to the sender's own domain. */
  private static Memory internal() {
    DeliveryFacts delivery = new DeliveryFacts(AT, "news@demo.example", "", true, true, 0, true);
    return new Memory(
        new DeliveryLedger.State(
            delivery, List.of(), List.of(), Engagement.NONE, Transport.UNKNOWN, null, List.of(), 0),
        5);
  }

  @Test
  void whereADeliveryWentAndHowOftenThatWasSaidComesBack() throws IOException {
    DeliveryFacts delivery = DeliveryFacts.of(TestEvents.delivery("demo", "d1", AT));
    Memory memory =
        new Memory(
            new DeliveryLedger.State(
                delivery,
                List.of(),
                List.of(),
                Engagement.NONE,
                Transport.UNKNOWN,
                null,
                List.of(),
                3),
            5);

    assertThat(delivery.recipientDomain()).isEqualTo("example.net");
    assertThat(roundTrip(Memory.TYPE, memory)).isEqualTo(memory);
  }

  private static Memory full() {
    Verdict verdict = new Verdict(VerdictClass.PERSON, Place.FIRST, HIT.reasons(), 80, "2026.11.1");
    return new Memory(
        new DeliveryLedger.State(
            new DeliveryFacts(
                AT.minusSeconds(60), "news@demo.example", "spring", true, false, -1, false),
            List.of(HIT),
            List.of(verdict),
            new Engagement(false, true, false, false, true, false, 0, 1, 0, 0, 0, false),
            Transport.UNKNOWN,
            null,
            List.of(),
            0),
        1234567890123L);
  }

  private static <T> T roundTrip(ValueType<T> type, T value) throws IOException {
    TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    DataOutputSerializer copy = new DataOutputSerializer(64);
    serializer.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copy);
    return serializer.deserialize(new DataInputDeserializer(copy.getCopyOfBuffer()));
  }
}
