package org.trueopen.settings;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import org.trueopen.event.MalformedEventException;
import org.trueopen.event.wire.OptOutMessage;
import org.trueopen.id.AccountId;

/** Opt-outs to the bytes of {@code trueopen_events_v1.proto} and back. */
public final class OptOutCodec {

  private OptOutCodec() {}

  /** The record's key in the topic. */
  public static String key(OptOutChange change) {
    return change.account().value() + '/' + Long.toHexString(change.recipientKey());
  }

  public static byte[] encode(OptOutChange change) {
    return OptOutMessage.newBuilder()
        .setAccount(change.account().value())
        .setRecipientKey(change.recipientKey())
        .setOptedOut(change.optedOut())
        .setAt(change.at().toEpochMilli())
        .setSource(change.source().name())
        .setChangedBy(change.changedBy())
        .build()
        .toByteArray();
  }

  public static OptOutChange decode(byte[] bytes) throws MalformedEventException {
    try {
      OptOutMessage message = OptOutMessage.parseFrom(bytes);
      return new OptOutChange(
          new AccountId(message.getAccount()),
          message.getRecipientKey(),
          message.getOptedOut(),
          Instant.ofEpochMilli(message.getAt()),
          OptOut.Source.valueOf(message.getSource()),
          message.getChangedBy());
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new MalformedEventException("no opt-out: " + e.getMessage(), e);
    }
  }
}
