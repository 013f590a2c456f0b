package org.trueopen.job.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.trueopen.event.Delivery;
import org.trueopen.event.HitKind;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.Decision;
import org.trueopen.settings.Outcome;
import org.trueopen.verdict.DeliveryFacts;
import org.trueopen.verdict.DeliveryLedger;
import org.trueopen.verdict.Engagement;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.Place;
import org.trueopen.verdict.Reason;
import org.trueopen.verdict.Verdict;
import org.trueopen.verdict.VerdictClass;

class MemoryTest {

  /** As version 1 writes it into checkpoints; it must stay readable for ever. */
  private static final String VERSION_1 =
      "0a24089bfeadec9f3412116e6577734064656d6f2e6578616d706c651a06737072696e6720011290"
          + "010a0268311205434c49434b1804221268747470733a2f2f612e6578616d706c652f28fbd2b1ec9f"
          + "3432034745543a0e3230332e302e3131332e302f323441f9ffffffffffffff490900000000000000"
          + "521046697265666f78206f6e204c696e75785a06504552534f4e62230a0f706572736f6e616c2d63"
          + "6c69656e74121046697265666f78206f6e204c696e757868501a410a06504552534f4e1205464952"
          + "53541a230a0f706572736f6e616c2d636c69656e74121046697265666f78206f6e204c696e757820"
          + "502a09323032362e31312e31220610012801400128cb89ec8ff723";

  private static final Instant AT = Instant.parse("2026-11-21T10:00:00.123Z");
  private static final HitFacts HIT =
      new HitFacts(
          "h1",
          HitKind.CLICK,
          2,
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

  @Test
  void everythingRememberedComesBack() throws IOException {
    Memory memory = full();

    assertThat(roundTrip(Memory.TYPE, memory)).isEqualTo(memory);
    assertThat(roundTrip(Memory.TYPE, Memory.NEW)).isEqualTo(Memory.NEW);
  }

  @Test
  void aHitWithoutItsDeliveryComesBack() throws IOException {
    Memory memory = new Memory(DeliveryLedger.hit(DeliveryLedger.State.EMPTY, HIT).state(), 5);

    assertThat(roundTrip(Memory.TYPE, memory)).isEqualTo(memory);
  }

  @Test
  void bytesOfVersion1StayReadable() throws IOException {
    assertThat(HexFormat.of().formatHex(new Memory.Serializer().encode(full())))
        .isEqualTo(VERSION_1);
    assertThat(new Memory.Serializer().decode(HexFormat.of().parseHex(VERSION_1)))
        .isEqualTo(full());
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
        List.of(new LedgerEvent.Sent(delivery), new LedgerEvent.Seen("demo", "d1", HIT));

    for (LedgerEvent event : events) {
      assertThat(roundTrip(LedgerEvent.TYPE, event)).isEqualTo(event);
    }
  }

  private static Memory full() {
    Verdict verdict = new Verdict(VerdictClass.PERSON, Place.FIRST, HIT.reasons(), 80, "2026.11.1");
    return new Memory(
        new DeliveryLedger.State(
            new DeliveryFacts(AT.minusSeconds(60), "news@demo.example", "spring", true, false),
            List.of(HIT),
            List.of(verdict),
            new Engagement(false, true, false, false, true, false, 0, 1, 0, 0, 0)),
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
