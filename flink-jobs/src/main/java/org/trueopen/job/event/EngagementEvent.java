package org.trueopen.job.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.trueopen.job.state.ValueSerializer;
import org.trueopen.job.state.ValueType;
import org.trueopen.settings.EngagementChange;

/**
 * One event on its way out.
 *
 * @param json a CloudEvent in JSON, structured mode
 */
public record EngagementEvent(
    String account, String deliveryId, EngagementChange change, String json) {

  public static final ValueType<EngagementEvent> TYPE =
      new ValueType<>(EngagementEvent.class, new Serializer());

  /** In flight only; no state holds it. */
  static final class Serializer extends ValueSerializer<EngagementEvent> {

    @Override
    protected byte[] encode(EngagementEvent event) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(event.json.length() + 64);
      try (DataOutputStream out = new DataOutputStream(bytes)) {
        out.writeUTF(event.account);
        out.writeUTF(event.deliveryId);
        out.writeUTF(event.change.name());
        out.write(event.json.getBytes(UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException("memory does not fail", e);
      }
      return bytes.toByteArray();
    }

    @Override
    protected EngagementEvent decode(byte[] bytes) throws IOException {
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
        return new EngagementEvent(
            in.readUTF(),
            in.readUTF(),
            EngagementChange.valueOf(in.readUTF()),
            new String(in.readAllBytes(), UTF_8));
      }
    }

    @Override
    public TypeSerializerSnapshot<EngagementEvent> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Stands in checkpoints by its class name, which therefore never changes. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<EngagementEvent> {
    public Snapshot() {
      super(Serializer::new);
    }
  }
}
