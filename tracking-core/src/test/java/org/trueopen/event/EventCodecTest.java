package org.trueopen.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.trueopen.event.wire.DeliveryEnvelope;
import org.trueopen.event.wire.DeliveryMessage;
import org.trueopen.event.wire.HitMessage;
import org.trueopen.settings.OptOutChange;
import org.trueopen.settings.OptOutCodec;
import org.trueopen.settings.SettingCodec;

@Domain(EventDomain.class)
@Domain(DomainContext.Global.class)
class EventCodecTest {

  /** What a later version might add. */
  private static final UnknownFieldSet LATER =
      UnknownFieldSet.newBuilder()
          .addField(
              900,
              UnknownFieldSet.Field.newBuilder()
                  .addLengthDelimited(ByteString.copyFromUtf8("from the future"))
                  .addVarint(7)
                  .build())
          .build();

  @Test
  void everyGoldenFileIsReadAsTheValueItWasWrittenFrom() throws Exception {
    for (Map.Entry<String, Delivery> file : GoldenFiles.deliveries().entrySet()) {
      assertThat(EventCodec.decodeDelivery(golden(file.getKey())))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
    for (Map.Entry<String, DeliveryStatus> file : GoldenFiles.statuses().entrySet()) {
      assertThat(EventCodec.decodeDelivery(golden(file.getKey())))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
    for (Map.Entry<String, Aggregate> file : GoldenFiles.aggregates().entrySet()) {
      assertThat(EventCodec.decodeDelivery(golden(file.getKey())))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
    for (Map.Entry<String, OptOutChange> file : GoldenFiles.optOuts().entrySet()) {
      assertThat(OptOutCodec.decode(golden(file.getKey())))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
    for (Map.Entry<String, Hit> file : GoldenFiles.hits().entrySet()) {
      assertThat(EventCodec.decodeHit(golden(file.getKey())))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
  }

  @Property(tries = 300)
  void everyDeliveryComesBackAsItWasWritten(@ForAll Delivery delivery) throws Exception {
    assertThat(EventCodec.decodeDelivery(EventCodec.encode(delivery))).isEqualTo(delivery);
  }

  @Property(tries = 300)
  void everyHitComesBackAsItWasWritten(@ForAll Hit hit) throws Exception {
    byte[] bytes = EventCodec.encode(hit);

    assertThat(EventCodec.decodeHit(bytes)).isEqualTo(hit);
    assertThat(HitMessage.parseFrom(bytes).toByteArray()).hasSameSizeAs(bytes);
  }

  @Property(tries = 100)
  void everyStatusComesBackAsItWasWritten(@ForAll DeliveryStatus status) throws Exception {
    assertThat(EventCodec.decodeDelivery(EventCodec.encode(status))).isEqualTo(status);
  }

  @Property(tries = 1000)
  void anyBytesAreEitherAnEventOrMalformed(@ForAll byte[] bytes) {
    readOrMalformed(() -> EventCodec.decodeDelivery(bytes));
    readOrMalformed(() -> EventCodec.decodeHit(bytes));
    readOrMalformed(() -> SettingCodec.decode(bytes));
    readOrMalformed(() -> OptOutCodec.decode(bytes));
  }

  @Test
  void fieldsOfALaterVersionAreIgnored() throws Exception {
    Delivery delivery = GoldenFiles.deliveries().get("delivery");
    Hit hit = GoldenFiles.hits().get("hit-click");
    DeliveryEnvelope envelope = DeliveryEnvelope.parseFrom(golden("delivery"));
    byte[] laterDelivery =
        envelope.toBuilder()
            .setDelivery(envelope.getDelivery().toBuilder().setUnknownFields(LATER))
            .setUnknownFields(LATER)
            .build()
            .toByteArray();
    byte[] laterHit =
        HitMessage.parseFrom(golden("hit-click")).toBuilder()
            .setUnknownFields(LATER)
            .build()
            .toByteArray();

    assertThat(EventCodec.decodeDelivery(laterDelivery)).isEqualTo(delivery);
    assertThat(EventCodec.decodeHit(laterHit)).isEqualTo(hit);
  }

  @Test
  void recordsThatCannotBeFiledAreMalformed() {
    HitMessage hit =
        HitMessage.newBuilder()
            .setAccount("acme")
            .setDeliveryId("d1")
            .setHitId("h1")
            .setKind("OPEN")
            .build();
    assertMalformed(() -> EventCodec.decodeHit(new byte[0]), "account or delivery id is missing");
    assertMalformed(
        () -> EventCodec.decodeHit(hit.toBuilder().clearHitId().build().toByteArray()),
        "hit id is missing");
    assertMalformed(
        () -> EventCodec.decodeHit(hit.toBuilder().setKind("SHOUT").build().toByteArray()),
        "SHOUT");
    assertMalformed(() -> EventCodec.decodeHit("{\"json\":1}".getBytes(UTF_8)), "no hit");
    assertMalformed(() -> EventCodec.decodeDelivery(new byte[0]), "it holds nothing known");
    assertMalformed(
        () ->
            EventCodec.decodeDelivery(
                DeliveryEnvelope.newBuilder()
                    .setDelivery(
                        DeliveryMessage.newBuilder().setAccount("acme").setDeliveryId("d1"))
                    .build()
                    .toByteArray()),
        "no delivery record");
  }

  private static void assertMalformed(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(MalformedEventException.class)
        .hasMessageContaining(message);
  }

  private static void readOrMalformed(Executable read) {
    try {
      read.execute();
    } catch (Throwable problem) {
      assertThat(problem).isInstanceOf(MalformedEventException.class);
    }
  }

  static byte[] golden(String name) throws Exception {
    try (InputStream in =
        Objects.requireNonNull(
            EventCodecTest.class.getResourceAsStream("/golden/" + name + "-v1.bin"), name)) {
      return in.readAllBytes();
    }
  }
}
