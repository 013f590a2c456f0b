package org.trueopen.job.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.trueopen.event.EventCodec;
import org.trueopen.job.state.ValueSerializer;
import org.trueopen.settings.SettingCodec;

/**
 * Origin, then the record as it stood in its topic. Most sources are chained to their readers and
 * need no bytes; what classifies hits listens to the accounts' rules too, and so is not.
 */
final class TopicEventSerializer extends ValueSerializer<TopicEvent> {

  private static final byte DELIVERY = 1;
  private static final byte REQUESTED = 2;
  private static final byte CHANGED = 3;
  private static final byte UNDECODABLE = 4;

  @Override
  protected byte[] encode(TopicEvent event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(event.origin().topic());
      out.writeInt(event.origin().partition());
      out.writeLong(event.origin().offset());
      switch (event) {
        case TopicEvent.Sent sent -> write(out, DELIVERY, EventCodec.encode(sent.delivery()));
        case TopicEvent.Status status -> write(out, DELIVERY, EventCodec.encode(status.status()));
        case TopicEvent.Explained explained ->
            write(out, DELIVERY, EventCodec.encode(explained.aggregate()));
        case TopicEvent.Requested requested ->
            write(out, REQUESTED, EventCodec.encode(requested.hit()));
        case TopicEvent.Changed changed ->
            write(out, CHANGED, SettingCodec.encode(changed.setting()));
        case TopicEvent.Undecodable undecodable -> {
          write(out, UNDECODABLE, undecodable.payload());
          out.writeUTF(undecodable.reason());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  protected TopicEvent decode(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    Origin origin = new Origin(in.readUTF(), in.readInt(), in.readLong());
    byte tag = in.readByte();
    byte[] body = in.readNBytes(in.readInt());
    return switch (tag) {
      case DELIVERY -> Decoder.DELIVERIES.decodeOrRefuse(origin, body);
      case REQUESTED -> Decoder.HITS.decodeOrRefuse(origin, body);
      case CHANGED -> Decoder.SETTINGS.decodeOrRefuse(origin, body);
      case UNDECODABLE -> new TopicEvent.Undecodable(origin, in.readUTF(), body);
      default -> throw new IOException("topic event: no such tag " + tag);
    };
  }

  private static void write(DataOutputStream out, byte tag, byte[] body) throws IOException {
    out.writeByte(tag);
    out.writeInt(body.length);
    out.write(body);
  }

  @Override
  public TypeSerializerSnapshot<TopicEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Stands in checkpoints by its class name, which therefore never changes. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TopicEvent> {
    public Snapshot() {
      super(TopicEventSerializer::new);
    }
  }
}
